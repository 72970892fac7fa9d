import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '#web/ui/dialog.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import css from './both-versions.module.css';
import type { Difference, Field } from './versions.ts';

const words = userRecordWords.stale;

interface BothVersionsProps {
  readonly name: string;
  /** What saving is called on the page. */
  readonly update: string;
  readonly differences: readonly Difference[];
  /** The fields in which mine are to stand. */
  readonly onChosen: (ofMine: readonly Field[]) => void;
  readonly onClose: () => void;
}

/** Somebody else has saved in the meantime: both versions field by field, and which is to stand. */
export function BothVersions({ name, update, differences, onChosen, onClose }: BothVersionsProps) {
  const [chosen, setChosen] = useState<Readonly<Partial<Record<Field, 'mine' | 'theirs'>>>>({});
  const standing = ({ field, proposed }: Difference) => chosen[field] ?? proposed;
  const ofMine = differences.filter((one) => standing(one) === 'mine').map(({ field }) => field);
  return (
    <Dialog opened onClose={onClose} title={words.title(name)} size={680} closeLabel={words.back}>
      <div className="stack">
        <p>{differences.length > 0 ? words.lead(update) : words.same}</p>
        <ul className={css.fields}>
          {differences.map((one) => (
            <li key={one.field}>
              <Radio.Group
                label={one.label}
                value={standing(one)}
                onChange={(value) => setChosen({ ...chosen, [one.field]: value === 'mine' ? 'mine' : 'theirs' })}
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
