import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { actWords } from '../words/acts.ts';
import css from './both-versions.module.css';
import { Dialog } from './dialog.tsx';

const words = actWords.stale;

/** A field of which there are two versions. */
export interface Difference<Field extends string> {
  readonly field: Field;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
  /** Whoever alone changed it; theirs where both did. */
  readonly proposed: 'mine' | 'theirs';
}

interface BothVersionsProps<Field extends string> {
  /** Of what there are two versions. */
  readonly name: string;
  /** How it goes on, where saving has a name of its own. */
  readonly lead?: string;
  readonly differences: readonly Difference<Field>[];
  /** The fields in which mine are to stand. */
  readonly onChosen: (ofMine: readonly Field[]) => void;
  readonly onClose: () => void;
}

/** Somebody else has saved in the meantime: both versions field by field, and which is to stand. */
export function BothVersions<Field extends string>({
  name,
  lead = words.lead,
  differences,
  onChosen,
  onClose,
}: BothVersionsProps<Field>) {
  const [chosen, setChosen] = useState<ReadonlyMap<Field, 'mine' | 'theirs'>>(new Map());
  const standing = ({ field, proposed }: Difference<Field>) => chosen.get(field) ?? proposed;
  const ofMine = differences.filter((one) => standing(one) === 'mine').map(({ field }) => field);
  return (
    <Dialog opened onClose={onClose} title={words.title(name)} size={680} closeLabel={words.back}>
      <div className="stack">
        <p>{differences.length > 0 ? lead : words.same}</p>
        <ul className={css.fields}>
          {differences.map((one) => (
            <li key={one.field}>
              <Radio.Group
                label={one.label}
                value={standing(one)}
                onChange={(value) => setChosen(new Map(chosen).set(one.field, value === 'mine' ? 'mine' : 'theirs'))}
              >
                <div className={css.both}>
                  <Radio value="mine" label={one.mine || words.empty} description={words.mine} />
                  <Radio value="theirs" label={one.theirs || words.empty} description={words.theirs} />
                </div>
              </Radio.Group>
            </li>
          ))}
        </ul>
        <div className="row">
          <Button onClick={() => onChosen(ofMine)}>{words.goOn}</Button>
          <Button variant="default" onClick={onClose}>
            {words.back}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
