import { Button } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { load } from '#web/load.ts';
import { useCovers, useMay, useSession } from '#web/session.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { ForWhom } from '#web/ui/for-whom.tsx';
import { questionnaireWords } from '#web/words/questionnaires.ts';
import { workWords } from '#web/words/work.ts';
import { workFileWords } from '#web/words/work-files.ts';
import {
  GiveDialog,
  holdersBelow,
  listName,
  NameCell,
  PersonCell,
  inOrder,
  readAddress,
  useWorkActs,
  WorkPage,
} from '../../work/web/public.tsx';
import {
  EndRecurring,
  folders,
  GiveAlert,
  GiveRecurring,
  ListRecurring,
  type Recurring,
  SendDue,
  ExportRecurring,
} from '../contract.ts';

const words = questionnaireWords.recurring;

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(request, folders, []);
  const { folder, after } = address;
  return {
    ...(await load(ListRecurring, { folder, ...inOrder(address), ...(after ? { after } : {}) }, request)),
    address,
  };
}

function Next({ nextOn, ended }: Pick<Recurring, 'nextOn' | 'ended'>) {
  const { locale } = useClinic();
  return <span className="nowrap">{ended ? words.ended : formatDay(nextOn, locale)}</span>;
}

const columns: readonly Column<Recurring>[] = [
  {
    key: 'name',
    label: questionnaireWords.columns.name,
    small: 'title',
    cell: ({ name, patient, cameFrom, holder }) => (
      <NameCell to={`/patients/${patient.patientId}`} name={listName(patient)} detail={name} cameFrom={cameFrom}>
        <ForWhom kind="recurring-questionnaire" holder={holder} />
      </NameCell>
    ),
  },
  { key: 'holder', label: questionnaireWords.columns.holder, cell: (row) => <PersonCell person={row.holder} /> },
  { key: 'alert', label: words.alert, small: 'hide', cell: (row) => <PersonCell person={row.alert} /> },
  { key: 'every', label: words.every, width: 100, cell: ({ everyWeeks }) => words.weeks(everyWeeks) },
  { key: 'next', label: words.next, width: 130, small: 'side', cell: Next },
];

/** What is sent again and again, and recording that what is due went out. */
export function RecurringPage() {
  const { recurring, next, waiting, due, address } = useLoaderData<typeof loader>();
  const { userId } = useSession();
  const covers = useCovers('recurring-questionnaire');
  const may = useMay();
  const { run, ask, asking, busy, trouble, did } = useWorkActs<'give' | 'alert'>();
  const [given, setGiven] = useState<Recurring>();
  const isOwn = ({ holder }: Recurring) => holder.userId === userId || covers(holder);
  const nameOf = (row: Recurring) => `${row.name}, ${listName(row.patient)}`;
  const acts: Column<Recurring> = {
    key: 'actions',
    label: workWords.actions,
    width: 210,
    small: 'actions',
    cell: (row) =>
      !row.ended &&
      (isOwn(row) || row.alert.userId === userId) && (
        <span className="row">
          {may('questionnaires.give-alert') && (
            <Button
              size="xs"
              variant="default"
              aria-label={words.alertOtherNamed(nameOf(row))}
              onClick={() => {
                setGiven(row);
                ask('alert');
              }}
            >
              {words.alertOther}
            </Button>
          )}
          {isOwn(row) && may('questionnaires.give-recurring') && (
            <Button
              size="xs"
              variant="default"
              aria-label={words.giveNamed(nameOf(row))}
              onClick={() => {
                setGiven(row);
                ask('give');
              }}
            >
              {words.give}
            </Button>
          )}
          {isOwn(row) && may('questionnaires.end-recurring') && (
            <Button
              size="xs"
              variant="default"
              disabled={busy}
              aria-label={words.endNamed(nameOf(row))}
              onClick={() => run(EndRecurring, { recurringId: row.recurringId }, words.endedNow(nameOf(row)))}
            >
              {words.end}
            </Button>
          )}
        </span>
      ),
  };
  return (
    <>
      <WorkPage
        at="/questionnaires/recurring"
        words={{ ...questionnaireWords, ...words }}
        crumbs={[{ to: '/questionnaires', label: questionnaireWords.title }]}
        folders={folders}
        address={address}
        waiting={waiting}
        kind="recurring-questionnaire"
        next={next}
        offers={{ days: true, order: address.folder === 'all' ? 'latest' : 'oldest' }}
        file={{
          operation: ExportRecurring,
          input: { folder: address.folder, ...inOrder(address) },
          fileName: workFileWords.recurringQuestionnaires.name,
        }}
        count={recurring.length}
        trouble={asking ? undefined : trouble}
        did={did === undefined ? undefined : { says: did }}
        actions={
          may('questionnaires.send-due') &&
          (due > 0 ? (
            <Button loading={busy} onClick={() => run(SendDue, {}, words.sentNow(due))}>
              {words.due(due)}
            </Button>
          ) : (
            <span className="small dim">{words.nothingDue}</span>
          ))
        }
      >
        <DataTable
          label={words.title}
          columns={[...columns, acts]}
          rows={recurring}
          rowKey={({ recurringId }) => recurringId}
          rowName={nameOf}
          quiet={({ ended }) => ended}
          under={holdersBelow}
        />
      </WorkPage>
      <GiveDialog
        kind="questionnaire-alert"
        itemId={given?.recurringId}
        opened={asking === 'alert'}
        name={given ? words.alertOf(nameOf(given)) : ''}
        pool={false}
        offered={(one) => one.userId !== given?.alert.userId}
        busy={busy}
        trouble={trouble}
        onClose={() => ask(undefined)}
        onGive={(alertId, says) =>
          given && alertId !== null && run(GiveAlert, { recurringId: given.recurringId, alertId }, says)
        }
      />
      <GiveDialog
        kind="recurring-questionnaire"
        itemId={given?.recurringId}
        opened={asking === 'give'}
        name={given ? nameOf(given) : ''}
        pool={false}
        offered={(one) => one.userId !== given?.holder.userId}
        busy={busy}
        trouble={trouble}
        onClose={() => ask(undefined)}
        onGive={(holderId, says) =>
          given && holderId !== null && run(GiveRecurring, { recurringId: given.recurringId, holderId }, says)
        }
      />
    </>
  );
}
