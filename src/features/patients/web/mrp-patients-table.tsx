import { formatKnownDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { patientWords } from '#web/words/patients.ts';
import { listName, NameCell } from '../../work/web/public.tsx';
import type { MrpFolder, MrpPatient } from '../contract.ts';

const words = patientWords.mrpPatients;

function Born({ dateOfBirth }: Pick<MrpPatient, 'dateOfBirth'>) {
  const { locale } = useClinic();
  return dateOfBirth && <span className="nowrap">{formatKnownDay(dateOfBirth, locale)}</span>;
}

const patient: Column<MrpPatient> = {
  key: 'patient',
  label: words.columns.patient,
  small: 'title',
  cell: (row) => (
    <NameCell
      to={`/patients/${row.patientId}`}
      name={listName(row)}
      detail={patientWords.number(row.demographicNumber)}
      cameFrom={row.cameFrom}
    />
  ),
};
const born: Column<MrpPatient> = { key: 'born', label: words.columns.born, width: 140, cell: Born };
const city: Column<MrpPatient> = { key: 'city', label: words.columns.city, cell: (row) => row.city };
const since = (folder: MrpFolder): Column<MrpPatient> => ({
  key: 'since',
  label: words.columns.since[folder],
  width: 180,
  small: 'hide',
  cell: (row) => <TimeText instant={row.since} />,
});

interface MrpPatientsTableProps {
  readonly patients: readonly MrpPatient[];
  readonly folder: MrpFolder;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (keys: ReadonlySet<string>) => void;
}

/** One page of patients, some of them selected. */
export const MrpPatientsTable = ({ patients, folder, ...selection }: MrpPatientsTableProps) => (
  <DataTable
    label={words.title}
    columns={[patient, born, city, since(folder)]}
    rows={patients}
    rowKey={({ patientId }) => patientId}
    rowName={listName}
    {...selection}
  />
);
