import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { Doubts } from '#features/handover/web/public.tsx';
import { type Colleague, useColleagues } from '#web/colleagues.ts';
import { useMay } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PatientField } from '#web/ui/patient-field.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { actWords } from '#web/words/acts.ts';
import { taskWords } from '#web/words/tasks.ts';
import { uiWords } from '#web/words/ui.ts';
import { CopiesField } from './copies-field.tsx';
import { proposed, type TaskDraft } from './task-draft.ts';
import css from './task-form.module.css';
import { TypeSelect } from './type-select.tsx';

const words = taskWords.form;

interface TaskFormProps {
  readonly draft: TaskDraft;
  /** The one that is changed. */
  readonly taskId?: string | undefined;
  readonly onChange: (draft: TaskDraft) => void;
  /** Whom a task is about is said once, when it is added. */
  readonly adding: boolean;
  readonly colleagues: readonly Colleague[];
  readonly trouble: string | undefined;
  readonly busy: boolean;
  readonly onSend: () => void;
  readonly onCancel: () => void;
}

/** Nobody locked is given new work; who has the task already stays on offer. */
function Assignee({
  draft,
  taskId,
  onChange,
  colleagues,
}: Pick<TaskFormProps, 'draft' | 'taskId' | 'onChange' | 'colleagues'>) {
  const [hadIt] = useState(draft.assigneeId);
  const offered = colleagues.filter(({ userId, locked }) => !locked || userId === hadIt);
  const left = colleagues.length - offered.length;
  const chosen = draft.assigneeId === hadIt ? null : draft.assigneeId;
  return (
    <>
      <PersonSelect
        label={words.assignee}
        description={`${words.assigneeHelp}${left > 0 ? ` ${words.locked(left)}` : ''}`}
        placeholder={words.assigneePlaceholder}
        clearable
        people={offered.map(({ userId, name, type, locked }) => ({
          value: userId,
          label: name,
          type,
          detail: locked ? `${type}, ${actWords.people.locked}` : type,
        }))}
        value={draft.assigneeId}
        onChange={(assigneeId) => onChange({ ...draft, assigneeId: assigneeId as Id<'user'> | null })}
      />
      <Doubts
        kind="task"
        itemId={taskId}
        userId={chosen}
        name={colleagues.find(({ userId }) => userId === chosen)?.name ?? ''}
      />
    </>
  );
}

/** The fields of a task, to add one or to change one. */
export function TaskForm(props: TaskFormProps) {
  const { draft, onChange, adding, trouble, busy, onSend, onCancel } = props;
  const may = useMay();
  const { today } = useClinic();
  const [tried, setTried] = useState(false);
  const { title, details, due, urgent, patient } = draft;
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.trim() === '') focusFirstWrong(event);
    else onSend();
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextInput
        label={words.title}
        required
        maxLength={200}
        ref={first}
        data-autofocus
        value={title}
        error={tried && title.trim() === '' ? words.titleMissing : undefined}
        onChange={({ currentTarget: { value } }) => onChange({ ...draft, title: value })}
      />
      {adding && (
        <TypeSelect
          value={draft.typeId}
          onChoose={(type) => onChange(type ? proposed(draft, type, today) : { ...draft, typeId: null })}
        />
      )}
      <Assignee {...props} />
      <div className={css.when}>
        <TextInput
          type="date"
          label={words.due}
          description={words.dueHelp}
          value={due}
          onChange={({ currentTarget: { value } }) => onChange({ ...draft, due: value })}
        />
        <Checkbox
          label={words.urgent}
          checked={urgent}
          onChange={({ currentTarget: { checked } }) => onChange({ ...draft, urgent: checked })}
        />
      </div>
      <CopiesField {...props} />
      {adding && may('patients.search-patients') && (
        <PatientField
          label={words.patient}
          description={words.patientHelp}
          patient={patient}
          onChange={(chosen) => onChange({ ...draft, patient: chosen })}
        />
      )}
      {!adding && patient && <p className="small dim">{words.about(patient.name)}</p>}
      <Textarea
        label={words.details}
        rows={4}
        maxLength={20_000}
        value={details}
        onChange={({ currentTarget: { value } }) => onChange({ ...draft, details: value })}
      />
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className={css.actions}>
        <Button variant="default" onClick={onCancel}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {adding ? words.add : words.save}
        </Button>
      </div>
    </form>
  );
}

/** A form once the colleagues are there, or that they could not be loaded. */
export function WithColleagues({ children }: { readonly children: (colleagues: readonly Colleague[]) => ReactNode }) {
  const { colleagues, failed, again } = useColleagues();
  if (colleagues) return children(colleagues);
  if (!failed) return <LoadingFace label={words.loading} />;
  const retry = (
    <Button variant="default" size="xs" onClick={again}>
      {uiWords.tryAgain}
    </Button>
  );
  return (
    <Notice tone="bad" action={retry}>
      {actWords.people.failed}
    </Notice>
  );
}
