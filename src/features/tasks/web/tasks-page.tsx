import { Button } from '@mantine/core';
import { IconLock, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigation, useRevalidator } from 'react-router';
import { PassWithheld } from '#features/emergency-access/web/public.tsx';
import { GiveDialog, inOrder, useWorkActs } from '#features/work/web/public.tsx';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { type Did, DidNotice } from '#web/ui/did-notice.tsx';
import { ExportButton } from '#web/ui/export-button.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { FirstAndMore } from '#web/ui/first-and-more.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { taskWords as words } from '#web/words/tasks.ts';
import { workWords } from '#web/words/work.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { ExportTasks, ListTasks, PassTask, type Task } from '../contract.ts';
import { AddTaskDialog } from './add-task-dialog.tsx';
import { readAddress, type TaskAddress, writeAddress } from './address.ts';
import { EditTaskDialog } from './edit-task-dialog.tsx';
import { TaskFilters } from './task-filters.tsx';
import { TaskRow } from './task-row.tsx';
import css from './tasks-page.module.css';
import { useTaskActs } from './use-task-acts.ts';

/** What the address asks of the server. */
const askedBy = ({ folder, only, ...address }: TaskAddress) => ({
  folder,
  ...(only ? { only } : {}),
  ...inOrder(address),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(new URL(request.url).searchParams);
  const { after } = address;
  const list = await load(ListTasks, { ...askedBy(address), ...(after ? { after } : {}) }, request);
  return { ...list, address };
}

/** Nothing to show: because there is nothing, or because of the filter. */
const Nothing = ({ address: { folder, only, from, to } }: { readonly address: TaskAddress }) =>
  (only ?? from ?? to) ? (
    <EmptyFace
      title={only && !from && !to ? words.noneOf[only] : workWords.noneOf}
      action={
        <Button variant="default" component={Link} to={`/tasks${writeAddress({ folder })}`}>
          {words.showAll}
        </Button>
      }
    >
      {only && !from && !to ? words.noneOfWhy : workWords.noneOfWhy}
    </EmptyFace>
  ) : (
    <EmptyFace title={words.empty[folder]}>{words.emptyWhy[folder]}</EmptyFace>
  );

/** What is to be done, by whom and by when. */
export function TasksPage() {
  const { tasks, next, counts, withheld, address } = useLoaderData<typeof loader>();
  const { state } = useNavigation();
  const { revalidate } = useRevalidator();
  const may = useMay();
  const [did, setDid] = useState<Did>();
  const [failed, setFailed] = useState<string>();
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<Task>();
  const acts = useTaskActs(setDid);
  const passing = useWorkActs<'give'>();
  const [passed, setPassed] = useState<Task>();
  const settled = async (says: string | undefined) => {
    setAdding(false);
    setEditing(undefined);
    setDid(says === undefined ? undefined : { says });
    await revalidate();
  };
  return (
    <Main>
      <div className={`stack ${css.page}`}>
        <PageHeader
          title={words.tasks}
          lead={counts.overdue > 0 ? words.overdueCount(counts.overdue) : words.lead}
          actions={
            <>
              {may('tasks.export-tasks') && (
                <ExportButton
                  operation={ExportTasks}
                  input={askedBy(address)}
                  fileName={workFileWords.tasks.name}
                  onFailed={setFailed}
                />
              )}
              {may('tasks.list-types') && (
                <Button variant="default" component={Link} to="/tasks/types">
                  {words.toTypes}
                </Button>
              )}
              {may('tasks.list-recurring') && (
                <Button variant="default" component={Link} to="/tasks/recurring">
                  {words.toRecurring}
                </Button>
              )}
              {may('tasks.add-task') && (
                <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
                  {words.add}
                </Button>
              )}
            </>
          }
        />
        {failed && <Notice tone="bad" title={failed} />}
        {acts.dialog}
        {passing.stale && <Notice tone="warn">{workWords.changed}</Notice>}
        {acts.trouble && <Notice tone="bad">{acts.trouble}</Notice>}
        <Panel flush>
          <TaskFilters address={address} counts={counts} />
          <DidNotice did={did} />
          {withheld > 0 && address.folder === 'mine' && (
            <div className={css.withheld}>
              <IconLock size={15} aria-hidden />
              <span>{words.withheld(withheld)}</span>
              <PassWithheld kind="task" onPassed={(says) => setDid({ says })} />
            </div>
          )}
          <div aria-busy={state === 'loading'} className={css.rows}>
            {tasks.length === 0 ? (
              <Nothing address={address} />
            ) : (
              <ul aria-label={words.list(words.folder[address.folder])}>
                {tasks.map((task) => (
                  <TaskRow
                    key={task.taskId}
                    task={task}
                    busy={acts.busy}
                    onDone={() => acts.finish(task)}
                    onReopen={() => acts.reopen(task)}
                    onTake={() => acts.take(task)}
                    onEdit={() => setEditing(task)}
                    onPass={() => {
                      setPassed(task);
                      passing.ask('give');
                    }}
                  />
                ))}
              </ul>
            )}
          </div>
          <FirstAndMore
            first={address.after && `/tasks${writeAddress({ ...address, after: undefined })}`}
            more={next === null ? undefined : `/tasks${writeAddress({ ...address, after: next })}`}
            moreLabel={words.more}
          />
        </Panel>
      </div>
      <AddTaskDialog opened={adding} onClose={() => setAdding(false)} onDone={settled} />
      <GiveDialog
        kind="task"
        itemId={passed?.taskId}
        opened={passing.asking === 'give'}
        name={passed?.title ?? ''}
        offered={(one) => one.userId !== passed?.holder?.userId}
        busy={passing.busy}
        trouble={passing.trouble}
        onClose={() => passing.ask(undefined)}
        onGive={(assigneeId, says) => {
          if (!passed) return;
          const { taskId, version } = passed;
          passing.run(PassTask, { taskId, assigneeId, version }, says, () => setDid({ says }));
        }}
      />
      <EditTaskDialog task={editing} onClose={() => setEditing(undefined)} onDone={settled} />
    </Main>
  );
}
