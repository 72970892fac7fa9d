import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { ForWhom } from '#web/ui/for-whom.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { prescriptionWords as words } from '#web/words/prescriptions.ts';
import { listName, NameCell, PersonCell } from '../../work/web/public.tsx';
import type { PrescriptionStatus, PrescriptionSummary } from '../contract.ts';

/** What needs a hand is loud, what is settled quiet. */
export const PrescriptionState = ({ status }: { readonly status: PrescriptionStatus }) => (
  <Tag tone={status === 'signed' ? 'ok' : status === 'draft' ? 'warn' : 'plain'}>{words.statuses[status]}</Tag>
);

/** What a prescription is called: its medications. */
export const titleOf = (medications: readonly string[]): string => medications.join(', ') || words.nothing;

const prescription: Column<PrescriptionSummary> = {
  key: 'prescription',
  label: words.columns.prescription,
  small: 'title',
  cell: ({ prescriptionId, medications, cameFrom, holder: whose, status: state }) => (
    <NameCell
      to={`/prescriptions/${prescriptionId}`}
      name={titleOf(medications)}
      cameFrom={state === 'draft' ? cameFrom : null}
    >
      {state === 'draft' && <ForWhom kind="prescription" holder={whose} />}
    </NameCell>
  ),
};
const patient: Column<PrescriptionSummary> = {
  key: 'patient',
  label: words.columns.patient,
  cell: (row) => listName(row.patient),
};
const holder: Column<PrescriptionSummary> = {
  key: 'holder',
  label: words.columns.holder,
  cell: (row) => <PersonCell person={row.holder} />,
};
const author: Column<PrescriptionSummary> = {
  key: 'author',
  label: words.columns.author,
  small: 'hide',
  cell: (row) => <PersonCell person={row.author} />,
};
const status: Column<PrescriptionSummary> = {
  key: 'status',
  label: words.columns.status,
  width: 120,
  small: 'side',
  cell: (row) => <PrescriptionState status={row.status} />,
};
const written: Column<PrescriptionSummary> = {
  key: 'written',
  label: words.columns.written,
  width: 150,
  cell: ({ writtenAt }) => <TimeText instant={writtenAt} />,
};

const columns = {
  open: [prescription, patient, author, status, written],
  all: [prescription, patient, holder, status, written],
  patient: [prescription, holder, status, written],
} as const satisfies Record<string, readonly Column<PrescriptionSummary>[]>;

interface PrescriptionsTableProps {
  readonly prescriptions: readonly PrescriptionSummary[];
  readonly of: keyof typeof columns;
}

/** One page of prescriptions. */
export const PrescriptionsTable = ({ prescriptions, of }: PrescriptionsTableProps) => (
  <DataTable
    label={words.title}
    columns={columns[of]}
    rows={prescriptions}
    rowKey={({ prescriptionId }) => prescriptionId}
    rowName={({ medications, ...row }) => `${titleOf(medications)}, ${listName(row.patient)}`}
    quiet={(row) => row.status === 'cancelled'}
  />
);
