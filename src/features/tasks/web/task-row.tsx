import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconCalendarDue, IconClockExclamation } from '@tabler/icons-react';
import { Link } from 'react-router';
import { HandsAsked } from '#features/work/web/public.tsx';
import { call } from '#web/api.ts';
import { useCovers, useMay, useSession } from '#web/session.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { ForWhom } from '#web/ui/for-whom.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { taskWords } from '#web/words/tasks.ts';
import { workWords } from '#web/words/work.ts';
import { ReadTaskHistory, type Task } from '../contract.ts';
import css from './tasks-page.module.css';

const words = taskWords.row;

const named = ({ name, deactivated }: Task['author']) => (deactivated ? words.deactivated(name) : name);

/** When it is due, in words: nothing by colour alone. */
function Due({ task: { due, overdue } }: { readonly task: Task }) {
  const { locale, today } = useClinic();
  if (!due) return null;
  const day = formatDay(due, locale, due.slice(0, 4) === today.slice(0, 4) ? 'weekday' : 'year');
  if (overdue) {
    return (
      <Tag tone="bad" icon={IconClockExclamation}>
        {words.overdue(day)}
      </Tag>
    );
  }
  return (
    <Tag tone={due === today ? 'warn' : 'plain'} icon={IconCalendarDue}>
      {due === today ? words.dueToday : words.due(day)}
    </Tag>
  );
}

/** Who gave it, who has it, whose it was, who did it. */
function People({ task: { author, holder, copies, madeAt, doneAt, doneBy } }: { readonly task: Task }) {
  const { userId } = useSession();
  const covers = useCovers('task');
  const byYou = holder?.userId === userId ? words.own : words.givenByYou;
  return (
    <p className={css.people}>
      <span>
        {author.userId === userId ? byYou : words.given(named(author))}, <TimeText instant={madeAt} />
      </span>
      {holder?.userId !== userId && !covers(holder) && <span>{holder ? words.to(named(holder)) : words.nobody}</span>}
      {copies.length > 0 && <span>{words.copies(copies.map(named).join(', '))}</span>}
      {doneAt && doneBy && (
        <span>
          {words.doneBy(named(doneBy))}, <TimeText instant={doneAt} />
        </span>
      )}
    </p>
  );
}

interface TaskRowProps {
  readonly task: Task;
  readonly busy: boolean;
  readonly onDone: () => void;
  readonly onReopen: () => void;
  readonly onTake: () => void;
  readonly onEdit: () => void;
  /** Where it is not the reader's affair: somebody else gets it. */
  readonly onPass: () => void;
}

/** One task: ticked off on the left, taken or edited on the right. */
export function TaskRow({ task, busy, onDone, onReopen, onTake, onEdit, onPass }: TaskRowProps) {
  const may = useMay();
  const { userId } = useSession();
  const { title, details, urgent, type, patient, author, holder, cameFrom, arrivedFor, doneAt, doneBy } = task;
  const covers = useCovers('task');
  const done = doneAt !== null;
  // Whoever only has a copy looks on.
  const concerned =
    holder === null || covers(holder) || [author.userId, holder.userId, doneBy?.userId].includes(userId);
  const turns = concerned && (done ? may('tasks.reopen-task') : may('tasks.finish-task'));
  return (
    <li className={css.row} data-done={done}>
      <Checkbox
        size="md"
        className={css.check ?? ''}
        aria-label={words.done(title)}
        checked={done}
        disabled={busy || !turns}
        onChange={done ? onReopen : onDone}
      />
      <div className={css.what}>
        <p className={css.title}>{title}</p>
        <div className={css.tags}>
          {urgent && (
            <Tag tone="warn" icon={IconAlertTriangle}>
              {words.urgent}
            </Tag>
          )}
          {!done && <Due task={task} />}
          {type && <Tag>{type}</Tag>}
          {(arrivedFor ?? cameFrom) && (
            <Tag tone="away" icon={IconArrowRight}>
              {arrivedFor
                ? words.arrivedFor(arrivedFor.name)
                : cameFrom && words.from(cameFrom.name, cameFrom.deactivated)}
            </Tag>
          )}
          <ForWhom kind="task" holder={holder} />
          {patient && <Link to={`/patients/${patient.patientId}`}>{patient.name}</Link>}
        </div>
        <div className={css.more}>
          {details && (
            <details className={css.details}>
              <summary>{words.details}</summary>
              <p>{details}</p>
            </details>
          )}
          {may('tasks.read-task-history') && <HandsAsked ask={() => call(ReadTaskHistory, { taskId: task.taskId })} />}
        </div>
        <People task={task} />
      </div>
      {!done && (
        <div className={css.actions}>
          {holder === null && may('tasks.take-task') && (
            <Button size="xs" variant="default" disabled={busy} aria-label={words.takeNamed(title)} onClick={onTake}>
              {words.take}
            </Button>
          )}
          {!concerned && may('tasks.pass-task') && (
            <Button
              size="xs"
              variant="default"
              disabled={busy}
              aria-label={workWords.give.named(title)}
              onClick={onPass}
            >
              {workWords.give.give}
            </Button>
          )}
          {concerned && may('tasks.update-task') && (
            <Button size="xs" variant="default" disabled={busy} aria-label={words.editNamed(title)} onClick={onEdit}>
              {words.edit}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
