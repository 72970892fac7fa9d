import { useMemo, useState } from 'react';
import { useAct } from '#web/act.ts';
import { newKey } from '#web/new-key.ts';
import type { Colleague } from '#web/colleagues.ts';
import { useSession } from '#web/session.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { taskWords } from '#web/words/tasks.ts';
import { AddTask } from '../contract.ts';
import { emptyDraft, fieldsOf } from './task-draft.ts';
import { TaskForm, WithColleagues } from './task-form.tsx';

const words = taskWords.form;

interface AddProps {
  readonly onClose: () => void;
  /** Added; says so in a sentence. */
  readonly onDone: (says: string) => unknown;
}

function AddForm({ colleagues, onClose, onDone }: AddProps & { readonly colleagues: readonly Colleague[] }) {
  const { userId } = useSession();
  const [draft, setDraft] = useState(() => emptyDraft(userId));
  const { act, busy, trouble } = useAct();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- not read: other fields are another task
  const key = useMemo(newKey, [draft]);
  const assignee = colleagues.find((one) => one.userId === draft.assigneeId);
  const send = () =>
    act(
      AddTask,
      { ...fieldsOf(draft), patientId: draft.patient?.patientId ?? null, typeId: draft.typeId },
      {
        key,
        done: () => onDone(taskWords.did.added(draft.title.trim(), assignee?.name)),
      },
    );
  const form = { draft, onChange: setDraft, colleagues, busy, trouble };
  return <TaskForm {...form} adding onSend={() => void send()} onCancel={onClose} />;
}

/** Gives a task to somebody, to oneself or to the pool. */
export const AddTaskDialog = ({ opened, ...rest }: AddProps & { readonly opened: boolean }) => (
  <Dialog opened={opened} onClose={rest.onClose} title={words.addTitle} closeLabel={words.closeAdd} size={560} ownFocus>
    {opened && <WithColleagues>{(colleagues) => <AddForm colleagues={colleagues} {...rest} />}</WithColleagues>}
  </Dialog>
);
