import { Button } from '@mantine/core';
import type { Colleague } from '#web/colleagues.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { taskWords } from '#web/words/tasks.ts';
import type { Task } from '../contract.ts';
import { draftOf, type TaskDraft } from './task-draft.ts';
import css from './task-form.module.css';

const words = taskWords.stale;

interface BothVersionsProps {
  readonly yours: TaskDraft;
  readonly now: Task;
  readonly colleagues: readonly Colleague[];
  readonly trouble: string | undefined;
  readonly busy: boolean;
  readonly onKeepYours: () => void;
  readonly onTakeNow: () => void;
}

/** What the reader wrote and what others made of the task meanwhile, side by side; the reader chooses. */
export function BothVersions({ yours, now, colleagues, trouble, busy, onKeepYours, onTakeNow }: BothVersionsProps) {
  const { locale } = useClinic();
  const others = draftOf(now);
  const nameOf = (id: string | null) =>
    id === null ? words.pool : (colleagues.find(({ userId }) => userId === id)?.name ?? now.holder?.name ?? id);
  const dayOf = (day: string) => (day === '' ? words.none : formatDay(day, locale));
  const yesOrNo = (is: boolean) => (is ? words.yes : words.no);
  const rows = [
    [taskWords.form.title, yours.title, others.title],
    [taskWords.form.assignee, nameOf(yours.assigneeId), nameOf(others.assigneeId)],
    [taskWords.form.due, dayOf(yours.due), dayOf(others.due)],
    [taskWords.form.urgent, yesOrNo(yours.urgent), yesOrNo(others.urgent)],
    [taskWords.form.details, yours.details || words.none, others.details || words.none],
  ] as const;
  return (
    <div className={css.form}>
      <Notice tone="warn" title={words.title}>
        {now.doneAt ? words.done : words.why}
      </Notice>
      <table className={css.both}>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.yours}</th>
            <th scope="col">{words.now}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, mine, theirs]) => (
            <tr key={label} data-differs={mine !== theirs}>
              <th scope="row">{label}</th>
              <td>{mine}</td>
              <td>{theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className={css.actions}>
        <Button variant="default" onClick={onTakeNow}>
          {words.takeNow}
        </Button>
        {!now.doneAt && (
          <Button loading={busy} onClick={onKeepYours}>
            {words.keepYours}
          </Button>
        )}
      </div>
    </div>
  );
}
