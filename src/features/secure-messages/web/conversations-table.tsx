import { useMay } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { ForWhom } from '#web/ui/for-whom.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { secureMessageWords as words } from '#web/words/secure-messages.ts';
import { listName, NameCell, PersonCell, takingColumn } from '../../work/web/public.tsx';
import type { ConversationStatus, ConversationSummary, Folder } from '../contract.ts';

/** What must be answered is loud. */
export const ConversationState = ({ status }: { readonly status: ConversationStatus }) => (
  <Tag tone={status === 'to-answer' ? 'warn' : 'plain'}>{words.statuses[status]}</Tag>
);

type Columns = Column<ConversationSummary>;
const subject: Columns = {
  key: 'subject',
  label: words.columns.subject,
  small: 'title',
  cell: (row) => (
    <NameCell
      to={`/secure-messages/${row.conversationId}`}
      name={row.subject}
      cameFrom={row.cameFrom}
      arrivedFor={row.arrivedFor}
    >
      <ForWhom kind="secure-message" holder={row.holder} />
    </NameCell>
  ),
};
const party: Columns = {
  key: 'party',
  label: words.columns.party,
  cell: (row) => [row.party, row.organization].filter(Boolean).join(', '),
};
const patient: Columns = {
  key: 'patient',
  label: words.columns.patient,
  cell: (row) => (row.patient ? listName(row.patient) : <span className="dim">{words.noPatient}</span>),
};
const author: Columns = {
  key: 'author',
  label: words.columns.author,
  small: 'hide',
  cell: (row) => <PersonCell person={row.author} />,
};
const holder: Columns = {
  key: 'holder',
  label: words.columns.holder,
  small: 'hide',
  cell: (row) => row.status !== 'closed' && <PersonCell person={row.holder} />,
};
const status: Columns = {
  key: 'status',
  label: words.columns.status,
  width: 140,
  small: 'side',
  cell: (row) => <ConversationState status={row.status} />,
};
const last: Columns = {
  key: 'last',
  label: words.columns.last,
  width: 150,
  cell: ({ lastAt }) => <TimeText instant={lastAt} />,
};

const columns: Readonly<Record<Folder, readonly Columns[]>> = {
  open: [subject, party, patient, author, status, last],
  pool: [subject, party, patient, author, status, last],
  all: [subject, party, patient, holder, status, last],
};

interface ConversationsTableProps {
  readonly conversations: readonly ConversationSummary[];
  readonly folder: Folder;
  readonly busy: boolean;
  readonly onTake: (conversation: ConversationSummary) => void;
}

/** One page of conversations. */
export function ConversationsTable({ conversations, folder, busy, onTake }: ConversationsTableProps) {
  const may = useMay();
  const taking = folder === 'pool' && may('secure-messages.take-conversation');
  const nameOf = (row: ConversationSummary) => `${row.subject}, ${row.party}`;
  return (
    <DataTable
      label={words.title}
      columns={taking ? [...columns.pool, takingColumn({ busy, nameOf, onTake })] : columns[folder]}
      rows={conversations}
      rowKey={({ conversationId }) => conversationId}
      rowName={nameOf}
      quiet={(row) => folder === 'all' && row.status === 'closed'}
    />
  );
}
