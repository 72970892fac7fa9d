import { MultiSelect } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { Colleague } from '#web/colleagues.ts';
import { NotAnOption } from '#web/ui/not-an-option.tsx';
import { matching, type PersonOption } from '#web/ui/person-select.tsx';
import { inboxWords } from '#web/words/inbox.ts';
import { uiWords } from '#web/words/ui.ts';
import css from './compose-dialog.module.css';
import type { Draft } from './draft.ts';

const words = inboxWords.compose;

/** Whom the typed words find: by name before by type, so that `ad` is Ada before an admin. */
export function found(people: readonly PersonOption[], typed: string) {
  const names = people.map(({ value, label }) => ({ value, label }));
  const byName = matching(names, typed);
  const known = new Set(byName.map(({ value }) => value));
  const byType = matching(people, typed).filter(({ value }) => !known.has(value));
  return [...byName, ...byType].map(({ value, label }) => ({ value, label }));
}

interface RecipientsProps {
  readonly chosen: Draft['recipients'];
  readonly colleagues: readonly Colleague[];
  readonly onChange: (recipients: Draft['recipients']) => void;
  readonly error: string | undefined;
}

/** Chooses colleagues by typing parts of their names. */
export function Recipients({ chosen, colleagues, onChange, error }: RecipientsProps) {
  const byId = new Map<string, Colleague>(colleagues.map((one) => [one.userId, one]));
  const people = colleagues.map(({ userId, name, type }) => ({
    value: userId as string,
    label: name,
    detail: type,
  }));
  const detailOf = new Map(people.map(({ value, detail }) => [value, detail]));
  return (
    <MultiSelect
      label={words.to}
      description={words.toHelp}
      required
      searchable
      maxValues={100}
      limit={50}
      selectFirstOptionOnChange
      classNames={{ input: css.box ?? '', inputField: css.field ?? '' }}
      nothingFoundMessage={<NotAnOption>{uiWords.personSelect.nobody}</NotAnOption>}
      data={people.map(({ value, label }) => ({ value, label }))}
      filter={({ search }) => found(people, search)}
      value={chosen.map(({ userId }) => userId)}
      onChange={(ids) => onChange(ids.flatMap((id) => byId.get(id) ?? []))}
      error={error}
      renderOption={({ option, checked }) => (
        <span className={css.option}>
          <span>
            {option.label}
            {checked && <IconCheck size={14} aria-hidden />}
          </span>
          <span>{detailOf.get(option.value)}</span>
        </span>
      )}
    />
  );
}
