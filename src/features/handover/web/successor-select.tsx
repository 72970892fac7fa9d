import { Select } from '@mantine/core';
import { NotAnOption } from '#web/ui/not-an-option.tsx';
import { matching } from '#web/ui/people-by-type.ts';
import { handoverWords } from '#web/words/handover.ts';
import css from './deactivate-user-page.module.css';
import { type Colleague, type PlannedKind, successorsFor } from './plan.ts';
import { moveToFor } from './where-words.ts';

const words = handoverWords.deactivate.plan;
const others = (kind: string) => ({
  cancel: { label: words.cancel, detail: words.cancelDetail(kind) },
  return: { label: words.pool, detail: words.poolDetail },
});

interface SuccessorSelectProps {
  readonly kind: PlannedKind;
  readonly leaverId: string;
  readonly colleagues: readonly Colleague[];
  /** `cancel`, `return` or a successor's id. */
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}

/** What happens to all items of one kind: a successor, found by typing part of the name, or another way where there is one. */
export function SuccessorSelect({ kind, leaverId, colleagues, value, onChange }: SuccessorSelectProps) {
  const moveTo = moveToFor(kind.kind);
  const people = successorsFor(kind.kind, leaverId, colleagues).map(({ userId, name, type }) => ({
    value: userId as string,
    label: name,
    detail: type as string,
  }));
  const ways = (['cancel', 'return'] as const)
    .filter((way) => kind.dispositions.includes(way))
    .map((way) => ({ value: way as string, ...others(kind.kind)[way] }));
  const known = [...ways, ...people];
  const gone = value !== null && !known.some((one) => one.value === value);
  const options = (typed: string) => [
    ...(gone && typed === '' ? [{ value, label: words.someoneGone, disabled: true }] : []),
    // Before the people: in a large clinic nobody would find them after.
    { group: words.withoutSuccessor, items: matching(ways, typed) },
    { group: moveTo, items: matching(people, typed) },
  ];
  return (
    <Select
      className={css.select}
      aria-label={words.choice(kind.label)}
      size="xs"
      searchable
      allowDeselect={false}
      placeholder={words.choose}
      nothingFoundMessage={<NotAnOption>{words.nobody}</NotAnOption>}
      data={options('')}
      filter={({ search }) => options(search)}
      value={value}
      onChange={(chosen) => chosen && onChange(chosen)}
      // What is chosen is replaced by typing, not typed on.
      onFocus={(event) => event.currentTarget.select()}
      renderOption={({ option }) => {
        const way = ways.some((one) => one.value === option.value);
        return (
          <span className={css.option}>
            <span>
              {!way && !option.disabled && <span className="said">{moveTo}: </span>}
              {option.label}
            </span>
            <span className="tiny dim">{known.find((one) => one.value === option.value)?.detail}</span>
          </span>
        );
      }}
    />
  );
}
