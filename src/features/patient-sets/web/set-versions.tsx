import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { uiWords } from '#web/words/ui.ts';
import type { SetVersion } from '../contract.ts';

const words = patientSetWords.set;

const columns: readonly Column<SetVersion>[] = [
  {
    key: 'number',
    label: words.versionsColumns.number,
    width: 90,
    small: 'title',
    cell: ({ number }) => words.version(number),
  },
  {
    key: 'when',
    label: words.versionsColumns.when,
    width: 150,
    small: 'side',
    cell: ({ madeAt }) => <TimeText instant={madeAt} />,
  },
  {
    key: 'who',
    label: words.versionsColumns.who,
    cell: ({ madeBy }) => <PersonChip name={madeBy.name} deactivated={madeBy.deactivated} />,
  },
  {
    key: 'patients',
    label: words.members,
    width: 100,
    align: 'right',
    cell: ({ members }) => <span className="num">{uiWords.number(members)}</span>,
  },
  {
    key: 'change',
    label: words.versionsColumns.change,
    width: 130,
    cell: ({ joined, departed }) => words.change(joined, departed),
  },
  { key: 'reason', label: words.versionsColumns.reason, cell: ({ reason }) => reason },
];

/** What a set was, version by version. */
export const SetVersions = ({ versions }: { readonly versions: readonly SetVersion[] }) => (
  <Panel title={words.versions} lead={words.versionsLead} flush>
    {versions.length === 0 ? (
      <EmptyFace title={words.noVersions} level={3} />
    ) : (
      <DataTable
        label={words.versionsTable}
        columns={columns}
        rows={versions}
        rowKey={({ number }) => String(number)}
        rowName={({ number }) => words.version(number)}
      />
    )}
  </Panel>
);
