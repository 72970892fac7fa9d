import { MultiSelect } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { Colleague } from '#web/colleagues.ts';
import { NotAnOption } from '#web/ui/not-an-option.tsx';
import { matching, type PersonOption } from '#web/ui/people-by-type.ts';
import { inboxWords } from '#web/words/inbox.ts';
import { uiWords } from '#web/words/ui.ts';
import css from './compose-dialog.module.css';
import type { Group } from '../group-contract.ts';
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
  readonly chosen: Pick<Draft, 'recipients' | 'groups'>;
  readonly groups: readonly Group[];
  readonly colleagues: readonly Colleague[];
  readonly onChange: (chosen: Pick<Draft, 'recipients' | 'groups'>) => void;
  readonly error: string | undefined;
}

/** Chooses colleagues, and groups of them, by typing parts of their names. */
export function Recipients({ chosen, groups, colleagues, onChange, error }: RecipientsProps) {
  const byId = new Map<string, Colleague>(colleagues.map((one) => [one.userId, one]));
  const groupById = new Map<string, Group>(groups.map((one) => [one.groupId, one]));
  const gathered = groups.map(({ groupId, name, members }) => ({
    value: groupId as string,
    label: name,
    detail: words.groupOf(members.map((one) => one.name)),
  }));
  const people = colleagues.map(({ userId, name, type }) => ({
    value: userId as string,
    label: name,
    detail: type,
  }));
  // Who has left and is answered: the answer goes to whoever took such messages over.
  const left = chosen.recipients
    .filter(({ userId }) => !byId.has(userId))
    .map((one) => ({
      ...one,
      value: one.userId as string,
      label: `${one.name} (${uiWords.userDeactivated})`,
      detail: '',
    }));
  const all = [...gathered, ...people, ...left];
  const detailOf = new Map(all.map(({ value, detail }) => [value, detail]));
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
      data={all.map(({ value, label }) => ({ value, label }))}
      filter={({ search }) => found(all, search)}
      value={[...chosen.groups.map(({ groupId }) => groupId), ...chosen.recipients.map(({ userId }) => userId)]}
      onChange={(ids) =>
        onChange({
          recipients: ids.flatMap((id) => byId.get(id) ?? chosen.recipients.find(({ userId }) => userId === id) ?? []),
          groups: ids.flatMap((id) => groupById.get(id) ?? []),
        })
      }
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
