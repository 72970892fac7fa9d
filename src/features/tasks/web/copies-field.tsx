import { MultiSelect } from '@mantine/core';
import type { Colleague } from '#web/colleagues.ts';
import { NotAnOption } from '#web/ui/not-an-option.tsx';
import { byType, matching } from '#web/ui/people-by-type.ts';
import { taskWords } from '#web/words/tasks.ts';
import { uiWords } from '#web/words/ui.ts';
import type { TaskDraft } from './task-draft.ts';

const words = taskWords.form;

interface CopiesFieldProps {
  readonly draft: TaskDraft;
  readonly onChange: (draft: TaskDraft) => void;
  readonly colleagues: readonly Colleague[];
}

/** Who is kept informed of a task. */
export function CopiesField({ draft, onChange, colleagues }: CopiesFieldProps) {
  const people = colleagues.map(({ userId, name, type }) => ({ value: userId as string, label: name, type }));
  const byId = new Map<string, Colleague>(colleagues.map((one) => [one.userId, one]));
  return (
    <MultiSelect
      label={words.copies}
      description={words.copiesHelp}
      searchable
      maxValues={20}
      limit={50}
      selectFirstOptionOnChange
      nothingFoundMessage={<NotAnOption>{uiWords.personSelect.nobody}</NotAnOption>}
      data={byType(people)}
      filter={({ search }) => byType(matching(people, search))}
      value={draft.copyIds.filter((id) => people.some(({ value }) => value === id))}
      onChange={(ids) => onChange({ ...draft, copyIds: ids.flatMap((id) => byId.get(id)?.userId ?? []) })}
    />
  );
}
