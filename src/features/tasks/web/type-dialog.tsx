import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { useAct } from '#web/act.ts';
import type { Colleague } from '#web/colleagues.ts';
import { newKey } from '#web/new-key.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { Notice } from '#web/ui/notice.tsx';
import { Doubts } from '#features/handover/web/public.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { actWords } from '#web/words/acts.ts';
import { recurringTaskWords } from '#web/words/recurring-tasks.ts';
import { AddType, type TaskType, UpdateType } from '../type-contract.ts';
import { WithColleagues } from './task-form.tsx';
import css from './task-lists.module.css';

const words = recurringTaskWords.types;

interface TypeDialogProps {
  /** One that is there, a new one, or none. */
  readonly editing: TaskType | 'new' | undefined;
  readonly onClose: () => void;
  /** Saved; says so in a sentence. */
  readonly onSaved: (says: string) => void;
}

/** Adds a type of task, or changes one. */
export const TypeDialog = ({ editing, ...rest }: TypeDialogProps) => (
  <Dialog
    opened={editing !== undefined}
    onClose={rest.onClose}
    title={editing === undefined || editing === 'new' ? words.addTitle : words.editTitle(editing.name)}
    closeLabel={recurringTaskWords.close}
    size={480}
  >
    {editing && (
      <WithColleagues>
        {(colleagues) => <TypeForm type={editing === 'new' ? undefined : editing} colleagues={colleagues} {...rest} />}
      </WithColleagues>
    )}
  </Dialog>
);

interface FormProps extends Omit<TypeDialogProps, 'editing'> {
  readonly type: TaskType | undefined;
  readonly colleagues: readonly Colleague[];
}

function TypeForm({ type, colleagues, onClose, onSaved }: FormProps) {
  const [name, setName] = useState(type?.name ?? '');
  const [urgent, setUrgent] = useState(type?.urgent ?? false);
  const [dueDays, setDueDays] = useState<number | null>(type?.dueDays ?? null);
  const [holderId, setHolderId] = useState<string | null>(type?.holder?.userId ?? null);
  const [tried, setTried] = useState(false);
  const [stale, setStale] = useState(false);
  const { act, busy, trouble } = useAct();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- not read: other fields are another type
  const key = useMemo(newKey, [name, urgent, dueDays, holderId]);
  const offered = colleagues.filter(({ userId, locked }) => !locked || userId === type?.holder?.userId);
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim()) return focusFirstWrong(event);
    const fields = { name, urgent, dueDays, holderId: holderId as Id<'user'> | null };
    const done = () => onSaved(words.saved(name.trim()));
    if (!type) {
      void act(AddType, fields, { done, key });
      return;
    }
    const refused = (code: string) => {
      setStale(code === 'request/version-stale');
      return code === 'request/version-stale';
    };
    void act(UpdateType, { typeId: type.typeId, ...fields, version: type.version }, { done, refused });
  };
  return (
    <form className="stack" onSubmit={save} noValidate>
      <TextInput
        label={words.name}
        required
        maxLength={200}
        data-autofocus
        value={name}
        error={tried && !name.trim() ? actWords.needed : undefined}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <PersonSelect
        label={words.holder}
        description={words.holderHelp}
        placeholder={words.holderPlaceholder}
        clearable
        people={offered.map(({ userId, name: label, type: of }) => ({ value: userId, label, type: of }))}
        value={holderId}
        onChange={setHolderId}
      />
      <Doubts kind="task-type" userId={holderId} name={offered.find(({ userId }) => userId === holderId)?.name ?? ''} />
      <NumberInput
        label={words.dueDays}
        description={words.dueDaysHelp}
        min={0}
        max={365}
        clampBehavior="strict"
        allowDecimal={false}
        value={dueDays ?? ''}
        onChange={(value) => setDueDays(value === '' ? null : Number(value))}
      />
      <Checkbox
        label={words.urgentLabel}
        checked={urgent}
        onChange={({ currentTarget: { checked } }) => setUrgent(checked)}
      />
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      {stale && <Notice tone="warn">{words.changed}</Notice>}
      <div className={css.actions}>
        <Button variant="default" onClick={onClose}>
          {recurringTaskWords.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
