import { useRevalidator } from 'react-router';
import { useAct } from '#web/act.ts';
import type { Did } from '#web/ui/did-notice.tsx';
import { taskWords } from '#web/words/tasks.ts';
import { useBeforeTaking } from '../../work/web/public.tsx';
import { FinishTask, ReopenTask, TakeTask, type Task } from '../contract.ts';

const words = taskWords.did;

/** What can be done with a task in the list. Each act says what was done; what was turned down shows the list as it is now. */
export function useTaskActs(onDid: (did: Did) => void) {
  const { act, busy, trouble } = useAct();
  const { revalidate } = useRevalidator();
  const { before, dialog } = useBeforeTaking();
  const settled = (did: Did) => async () => {
    onDid(did);
    await revalidate();
  };
  const refused = async () => {
    await revalidate();
    return false;
  };
  const finish = (task: Task): void => {
    const undo = () => reopen(task);
    void act(FinishTask, { taskId: task.taskId }, { done: settled({ says: words.done(task.title), undo }), refused });
  };
  const reopen = ({ taskId, title }: Task): void => {
    void act(ReopenTask, { taskId }, { done: settled({ says: words.reopened(title) }), refused });
  };
  const take = ({ taskId, title }: Task): void => {
    const now = () => void act(TakeTask, { taskId }, { done: settled({ says: words.taken(title) }), refused });
    before({ kind: 'task', itemId: taskId, name: title }, now);
  };
  return { finish, reopen, take, busy, trouble, dialog };
}
