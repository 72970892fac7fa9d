import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { load } from '#web/load.ts';
import { useMay, useSession } from '#web/session.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { recurringTaskWords } from '#web/words/recurring-tasks.ts';
import { workWords } from '#web/words/work.ts';
import { workFileWords } from '#web/words/work-files.ts';
import {
  GiveDialog,
  holdersBelow,
  PersonCell,
  inOrder,
  readAddress,
  useWorkActs,
  WorkPage,
} from '../../work/web/public.tsx';
import {
  EndRecurring,
  GiveRecurring,
  ListRecurring,
  recurringFolders,
  type RecurringTask,
  ExportRecurring,
} from '../recurring-contract.ts';
import { AddRecurringDialog } from './add-recurring-dialog.tsx';
import { RecurringName } from './recurring-name.tsx';
import css from './task-lists.module.css';

const words = recurringTaskWords.recurring;

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(request, recurringFolders, []);
  const { folder, after } = address;
  return {
    ...(await load(ListRecurring, { folder, ...inOrder(address), ...(after ? { after } : {}) }, request)),
    address,
  };
}

function Next({ nextOn, endsOn, ended }: RecurringTask) {
  const { locale } = useClinic();
  if (ended) return <Tag>{words.ended}</Tag>;
  return (
    <span className={css.name}>
      <span className="nowrap">{formatDay(nextOn, locale)}</span>
      {endsOn && <span className="tiny dim nowrap">{words.until(formatDay(endsOn, locale))}</span>}
    </span>
  );
}

const columns: readonly Column<RecurringTask>[] = [
  { key: 'task', label: words.columns.task, small: 'title', cell: RecurringName },
  { key: 'holder', label: words.columns.holder, cell: ({ holder }) => <PersonCell person={holder} /> },
  { key: 'author', label: words.columns.author, small: 'hide', cell: ({ author }) => <PersonCell person={author} /> },
  { key: 'every', label: words.columns.every, width: 100, cell: ({ every, unit }) => words.every(every, unit) },
  { key: 'next', label: words.columns.next, width: 140, small: 'side', cell: Next },
];

/** The tasks that come again and again: one's own, the pool's, all. */
export function RecurringPage() {
  const { recurring, next, waiting, address } = useLoaderData<typeof loader>();
  const { userId } = useSession();
  const may = useMay();
  const { run, ask, asking, busy, trouble, did } = useWorkActs<'give' | 'add'>();
  const [given, setGiven] = useState<RecurringTask>();
  const [added, setAdded] = useState<string>();
  const acts: Column<RecurringTask> = {
    key: 'actions',
    label: workWords.actions,
    width: 150,
    small: 'actions',
    cell: (row) =>
      !row.ended &&
      [row.author.userId, row.holder?.userId ?? userId].includes(userId) && (
        <span className={css.acts}>
          {may('tasks.give-recurring') && (
            <Button
              size="xs"
              variant="default"
              aria-label={words.giveNamed(row.title)}
              onClick={() => {
                setGiven(row);
                ask('give');
              }}
            >
              {words.give}
            </Button>
          )}
          {may('tasks.end-recurring') && (
            <Button
              size="xs"
              variant="default"
              disabled={busy}
              aria-label={words.endNamed(row.title)}
              onClick={() => run(EndRecurring, { recurringId: row.recurringId }, words.endedNow(row.title))}
            >
              {words.end}
            </Button>
          )}
        </span>
      ),
  };
  const says = did ?? added;
  return (
    <>
      <WorkPage
        at="/tasks/recurring"
        words={words}
        crumbs={[{ to: '/tasks', label: recurringTaskWords.tasks }]}
        folders={recurringFolders}
        address={address}
        waiting={waiting}
        kind="recurring-task"
        next={next}
        offers={{ days: true, order: address.folder === 'all' ? 'latest' : 'oldest' }}
        file={{
          operation: ExportRecurring,
          input: { folder: address.folder, ...inOrder(address) },
          fileName: workFileWords.recurringTasks.name,
        }}
        count={recurring.length}
        trouble={asking ? undefined : trouble}
        did={says === undefined ? undefined : { says }}
        actions={
          may('tasks.add-recurring') && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => ask('add')}>
              {words.add}
            </Button>
          )
        }
      >
        <DataTable
          label={words.title}
          columns={[...columns, acts]}
          rows={recurring}
          rowKey={({ recurringId }) => recurringId}
          rowName={({ title }) => title}
          quiet={({ ended }) => ended}
          under={holdersBelow}
        />
      </WorkPage>
      <AddRecurringDialog
        opened={asking === 'add'}
        onClose={() => ask(undefined)}
        onAdded={(name) => {
          ask(undefined);
          setAdded(words.added(name));
        }}
      />
      <GiveDialog
        kind="recurring-task"
        itemId={given?.recurringId}
        opened={asking === 'give'}
        name={given?.title ?? ''}
        offered={(one) => one.userId !== given?.holder?.userId}
        busy={busy}
        trouble={trouble}
        onClose={() => ask(undefined)}
        onGive={(holderId, tells) => given && run(GiveRecurring, { recurringId: given.recurringId, holderId }, tells)}
      />
    </>
  );
}
