import { Button } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { ReadUserChoices } from '#features/users/contract.ts';
import {
  EndDialog,
  GiveDialog,
  inOrder,
  type ListAddress,
  listName,
  NameCell,
  PersonCell,
  readAddress,
  useWorkActs,
  WorkPage,
} from '#features/work/web/public.tsx';
import { load } from '#web/load.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { ForWhom } from '#web/ui/for-whom.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { sayTimeWithin, TimeText } from '#web/ui/time-text.tsx';
import { visitWords as words } from '#web/words/visits.ts';
import { workWords } from '#web/words/work.ts';
import { CancelAppointment, type Mark, MarkAppointment } from '../contract.ts';
import {
  ExportPastVisits,
  GiveVisit,
  ListPastVisits,
  type Visit,
  type VisitFolder,
  visitFolders,
} from '../visit-contract.ts';
import { statusIcons } from './slot-card.tsx';
import { VisitDialog } from './visit-dialog.tsx';
import css from './visits.module.css';

const crumbs = [{ to: '/schedule', label: words.day.schedule }];

/** What the address asks of the server. */
const askedBy = ({ folder, personId, siteId, ...address }: ListAddress<VisitFolder>) => ({
  folder,
  ...(personId ? { providerId: personId } : {}),
  ...(siteId ? { siteId } : {}),
  ...inOrder(address),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(request, visitFolders, []);
  const { after } = address;
  const [list, { sites }] = await Promise.all([
    load(ListPastVisits, { ...askedBy(address), ...(after ? { after } : {}) }, request),
    load(ReadUserChoices, {}, request),
  ]);
  return { ...list, sites, address };
}

/** What most visits come to: one press in the list. */
const quick: readonly Mark[] = ['seen', 'no-show'];

const columns: readonly Column<Visit>[] = [
  {
    key: 'patient',
    label: words.columns.patient,
    small: 'title',
    cell: ({ patient, reason, cameFrom, arrivedFor, provider }) => (
      <NameCell
        to={`/patients/${patient.patientId}`}
        name={listName(patient)}
        detail={reason || undefined}
        cameFrom={cameFrom}
        arrivedFor={arrivedFor}
      >
        <ForWhom kind="past-appointment" holder={provider} />
      </NameCell>
    ),
  },
  {
    key: 'when',
    label: words.columns.when,
    width: 130,
    cell: ({ startsAt }) => <TimeText instant={startsAt} />,
  },
  { key: 'provider', label: words.columns.provider, cell: ({ provider }) => <PersonCell person={provider} /> },
  { key: 'site', label: words.columns.site, small: 'hide', cell: ({ site }) => site.name },
  {
    key: 'status',
    label: words.columns.status,
    width: 104,
    small: 'side',
    cell: ({ status }) => <Tag icon={statusIcons[status]}>{words.statuses[status]}</Tag>,
  },
];

/** Visits that are over and still open: what became of each is said here, or somebody else is asked to say it. */
export function PastVisitsPage() {
  const { visits, next, waiting, may, sites, address } = useLoaderData<typeof loader>();
  const clinic = useClinic();
  const { run, ask, asking, busy, trouble, did } = useWorkActs<'look' | 'give' | 'cancel'>();
  const [chosen, setChosen] = useState<Visit>();
  const nameOf = ({ patient }: Visit) => `${patient.firstName} ${patient.lastName}`.trim();
  const mark = (visit: Visit, status: Mark) =>
    run(
      MarkAppointment,
      { appointmentId: visit.appointmentId, status, was: visit.status },
      words.marked(nameOf(visit), status),
    );
  const acts: Column<Visit> = {
    key: 'actions',
    label: workWords.actions,
    width: 262,
    small: 'actions',
    cell: (visit) => (
      <span className={css.acts}>
        {may.mark &&
          quick.map((status) => (
            <Button
              key={status}
              size="xs"
              variant="default"
              disabled={busy}
              aria-label={words.markNamed(words.marks[status], nameOf(visit))}
              onClick={() => mark(visit, status)}
            >
              {words.marks[status]}
            </Button>
          ))}
        <Button
          size="xs"
          variant="default"
          aria-label={words.openNamed(nameOf(visit))}
          onClick={() => {
            setChosen(visit);
            ask('look');
          }}
        >
          {words.open}
        </Button>
      </span>
    ),
  };
  const said = chosen && words.named(nameOf(chosen), sayTimeWithin(chosen.startsAt, clinic));
  return (
    <>
      <WorkPage
        at="/schedule/past"
        words={words}
        crumbs={crumbs}
        folders={visitFolders}
        address={address}
        waiting={waiting}
        kind="past-appointment"
        next={next}
        offers={{ ...(address.folder === 'all' ? { person: words.person } : {}), sites, days: true, order: 'oldest' }}
        file={{ operation: ExportPastVisits, input: askedBy(address), fileName: words.file.name }}
        count={visits.length}
        trouble={asking ? undefined : trouble}
        did={did === undefined ? undefined : { says: did }}
      >
        <DataTable
          label={words.title}
          columns={[...columns, acts]}
          rows={visits}
          rowKey={({ appointmentId }) => appointmentId}
          rowName={nameOf}
        />
      </WorkPage>
      <GiveDialog
        opened={asking === 'give'}
        kind="past-appointment"
        itemId={chosen?.appointmentId}
        name={said ?? ''}
        pool={false}
        offered={(one) => one.userId !== chosen?.provider?.userId}
        busy={busy}
        trouble={trouble}
        onClose={() => ask(undefined)}
        onGive={(holderId, says) =>
          chosen &&
          holderId !== null &&
          run(GiveVisit, { appointmentId: chosen.appointmentId, holderId, version: chosen.version }, says)
        }
      />
      <EndDialog
        key={chosen?.appointmentId}
        opened={asking === 'cancel'}
        onClose={() => ask(undefined)}
        title={chosen ? words.cancelTitle(nameOf(chosen)) : ''}
        closeLabel={words.close}
        why={words.cancelWhy}
        action={words.cancelAction}
        busy={busy}
        trouble={trouble}
        onEnd={(reason) =>
          chosen &&
          run(CancelAppointment, { appointmentId: chosen.appointmentId, reason }, words.cancelled(nameOf(chosen)))
        }
      />
      <VisitDialog
        visit={asking === 'look' ? chosen : undefined}
        name={chosen ? nameOf(chosen) : ''}
        may={may}
        busy={busy}
        trouble={trouble}
        onClose={() => ask(undefined)}
        onMark={(status) => chosen && mark(chosen, status)}
        onGive={() => ask('give')}
        onCancel={() => ask('cancel')}
      />
    </>
  );
}
