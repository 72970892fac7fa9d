import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { ForWhom } from '#web/ui/for-whom.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { questionnaireWords as words } from '#web/words/questionnaires.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { listName, NameCell, PersonCell, inOrder, readAddress, WorkPage } from '../../work/web/public.tsx';
import { folders, ListSent, type SentStatus, sentStatuses, type SentSummary, ExportSent } from '../contract.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(request, folders, sentStatuses);
  const { folder, status, after } = address;
  const asked = {
    folder,
    ...(status ? { status: status as SentStatus } : {}),
    ...inOrder(address),
    ...(after ? { after } : {}),
  };
  return { ...(await load(ListSent, asked, request)), address };
}

/** Until when an answer is expected; loud when that is over. */
export function Due({ dueOn, overdue }: Pick<SentSummary, 'dueOn' | 'overdue'>) {
  const { locale } = useClinic();
  const day = formatDay(dueOn, locale);
  return overdue ? <Tag tone="bad">{words.overdue(day)}</Tag> : <span className="nowrap">{day}</span>;
}

const columns: readonly Column<SentSummary>[] = [
  {
    key: 'name',
    label: words.columns.name,
    small: 'title',
    cell: (row) => (
      <NameCell to={`/questionnaires/${row.sentId}`} name={row.name} cameFrom={row.cameFrom}>
        <ForWhom kind="sent-questionnaire" holder={row.holder} />
      </NameCell>
    ),
  },
  { key: 'patient', label: words.columns.patient, cell: (row) => listName(row.patient) },
  { key: 'holder', label: words.columns.holder, small: 'hide', cell: (row) => <PersonCell person={row.holder} /> },
  { key: 'due', label: words.columns.due, cell: Due },
  {
    key: 'status',
    label: words.columns.status,
    width: 150,
    small: 'side',
    cell: ({ status }) => <Tag tone={status === 'answered' ? 'ok' : 'plain'}>{words.statuses[status]}</Tag>,
  },
  { key: 'sent', label: words.columns.sent, width: 150, cell: ({ sentAt }) => <TimeText instant={sentAt} /> },
];

/** Questionnaires that were sent: those whose answers one awaits, and all. */
export function SentPage() {
  const { sent, next, waiting, address } = useLoaderData<typeof loader>();
  const may = useMay();
  return (
    <WorkPage
      at="/questionnaires"
      words={words}
      folders={folders}
      address={address}
      waiting={waiting}
      kind="sent-questionnaire"
      next={next}
      offers={{ days: true, order: address.folder === 'all' ? 'latest' : 'oldest' }}
      file={{
        operation: ExportSent,
        input: {
          folder: address.folder,
          ...(address.status ? { status: address.status } : {}),
          ...inOrder(address),
        },
        fileName: workFileWords.sent.name,
      }}
      statuses={address.folder === 'all' ? sentStatuses : []}
      count={sent.length}
      trouble={undefined}
      did={undefined}
      actions={
        <>
          {may('questionnaires.list-templates') && (
            <Button variant="default" component={Link} to="/questionnaires/templates">
              {words.toTemplates}
            </Button>
          )}
          {may('questionnaires.list-recurring') && (
            <Button variant="default" component={Link} to="/questionnaires/recurring">
              {words.toRecurring}
            </Button>
          )}
          {may('questionnaires.send-questionnaire') && (
            <Button component={Link} to="/questionnaires/send" leftSection={<IconSend size={16} aria-hidden />}>
              {words.send}
            </Button>
          )}
        </>
      }
    >
      <DataTable
        label={words.title}
        columns={columns}
        rows={sent}
        rowKey={({ sentId }) => sentId}
        rowName={(row) => `${row.name}, ${listName(row.patient)}`}
        quiet={({ status }) => address.folder === 'all' && status !== 'awaiting-answer'}
      />
    </WorkPage>
  );
}
