import { Checkbox } from '@mantine/core';
import type { Id } from '#kernel/brand.ts';
import { workReturnWords as words } from '#web/words/work-return.ts';
import { labelOf } from './plan.ts';
import { ableOf, type Choice, countOf, nothing, type ReturnKind } from './return-choice.ts';
import { ReturnItems } from './return-items.tsx';
import css from './return-page.module.css';

interface KindLineProps {
  readonly handoverId: Id<'handover'>;
  readonly kind: ReturnKind;
  readonly name: string;
  readonly shut: boolean;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

function KindLine({ handoverId, kind: of, name, shut, choice, onChoose }: KindLineProps) {
  const { kind, items, unfinished, able, touched } = of;
  const count = countOf(of, choice);
  const free = ableOf(of, choice);
  return (
    <li>
      <Checkbox
        label={labelOf(kind)}
        aria-label={words.all(labelOf(kind))}
        description={`${words.moved(items)}, ${words.unfinished(unfinished)}`}
        disabled={shut || free === 0}
        checked={count > 0 && count === free}
        indeterminate={count > 0 && count < free}
        onChange={() => onChoose({ ...choice, all: count < free, ids: new Set() })}
      />
      {unfinished > able && !shut && <span className="small">{words.barred(unfinished - able, name)}</span>}
      {touched > 0 && !shut && (
        <Checkbox
          size="xs"
          label={words.touched(touched)}
          checked={choice.alsoTouched}
          // Taken back, whatever of them was chosen is not any more: the choice begins anew.
          onChange={() => onChoose(choice.alsoTouched ? nothing : { ...choice, alsoTouched: true })}
        />
      )}
      {unfinished > 0 && !shut && (
        <ReturnItems handoverId={handoverId} kind={kind} choice={choice} onChoose={onChoose} />
      )}
    </li>
  );
}

interface ReturnKindsProps extends Pick<KindLineProps, 'handoverId' | 'name' | 'shut'> {
  readonly kinds: readonly ReturnKind[];
  readonly chosen: Readonly<Record<string, Choice>>;
  readonly onChoose: (chosen: Readonly<Record<string, Choice>>) => void;
}

/** Everything at once, kind by kind, or item by item. */
export function ReturnKinds({ kinds, chosen, onChoose, ...line }: ReturnKindsProps) {
  const choiceOf = ({ kind }: ReturnKind) => chosen[kind] ?? nothing;
  const sum = (of: (kind: ReturnKind, choice: Choice) => number) =>
    kinds.reduce((total, kind) => total + of(kind, choiceOf(kind)), 0);
  const [count, free] = [sum(countOf), sum(ableOf)];
  const turnAll = () =>
    onChoose(
      Object.fromEntries(
        kinds.map((kind) => [kind.kind, { ...choiceOf(kind), all: count < free, ids: new Set<Id<'work'>>() }]),
      ),
    );
  return (
    <ul className={css.kinds}>
      {kinds.length > 1 && (
        <li>
          <Checkbox
            label={words.everything}
            disabled={line.shut || free === 0}
            checked={count > 0 && count === free}
            indeterminate={count > 0 && count < free}
            onChange={turnAll}
          />
        </li>
      )}
      {kinds.map((kind) => (
        <KindLine
          key={kind.kind}
          kind={kind}
          choice={choiceOf(kind)}
          onChoose={(choice) => onChoose({ ...chosen, [kind.kind]: choice })}
          {...line}
        />
      ))}
    </ul>
  );
}
