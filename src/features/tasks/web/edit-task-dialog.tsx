import { useState } from 'react';
import { useAct } from '#web/act.ts';
import { call } from '#web/api.ts';
import type { Colleague } from '#web/colleagues.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { taskWords } from '#web/words/tasks.ts';
import { ReadTask, type Task, UpdateTask } from '../contract.ts';
import { BothVersions } from './both-versions.tsx';
import { draftOf, fieldsOf } from './task-draft.ts';
import { TaskForm, WithColleagues } from './task-form.tsx';

const words = taskWords.form;

interface EditProps {
  readonly onClose: () => void;
  /** Saved, or left as others made it; says so in a sentence. */
  readonly onDone: (says: string | undefined) => unknown;
}
interface EditFormProps extends EditProps {
  readonly task: Task;
  readonly colleagues: readonly Colleague[];
}

function EditForm({ task, colleagues, onClose, onDone }: EditFormProps) {
  const [draft, setDraft] = useState(() => draftOf(task));
  /** As others have made it since it was opened. */
  const [now, setNow] = useState<Task>();
  const { act, busy, trouble } = useAct();
  const { taskId } = task;
  const save = (version: number) =>
    act(
      UpdateTask,
      { taskId, ...fieldsOf(draft), version },
      {
        done: () => onDone(taskWords.did.saved(draft.title.trim())),
        refused: async (code) => {
          if (code !== 'request/version-stale' && code !== 'task/already-done') return false;
          const answer = await call(ReadTask, { taskId });
          if (answer.ok) setNow(answer.value);
          return answer.ok;
        },
      },
    );
  const form = { draft, taskId, colleagues, busy, trouble };
  if (now) {
    const choices = { onKeepYours: () => void save(now.version), onTakeNow: () => void onDone(undefined) };
    return <BothVersions yours={draft} now={now} colleagues={colleagues} busy={busy} trouble={trouble} {...choices} />;
  }
  const send = () => void save(task.version);
  return <TaskForm {...form} onChange={setDraft} adding={false} onSend={send} onCancel={onClose} />;
}

/** Changes a task, or gives it to somebody else. */
export const EditTaskDialog = ({ task, ...rest }: EditProps & { readonly task: Task | undefined }) => (
  <Dialog
    opened={task !== undefined}
    onClose={rest.onClose}
    title={words.editTitle}
    closeLabel={words.closeEdit}
    size={560}
    ownFocus
  >
    {task && (
      <WithColleagues>{(colleagues) => <EditForm task={task} colleagues={colleagues} {...rest} />}</WithColleagues>
    )}
  </Dialog>
);
