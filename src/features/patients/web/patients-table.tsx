import { IconFileText, IconLock } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { ageOn } from '#web/ui/age.ts';
import { formatKnownDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { listName } from '#web/ui/patient-head.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { patientWords } from '#web/words/patients.ts';
import type { ClosedLine, PatientLine } from '../contract.ts';
import { mayBe } from '../ways.ts';
import css from './patients-page.module.css';

const { columns: labels, ...words } = patientWords.search;

type Row = PatientLine | ClosedLine;
const isClosed = (row: Row): row is ClosedLine => 'at' in row;

/** Those who are closed to the reader stand where their names belong. */
function inOrder(patients: readonly PatientLine[], closed: readonly ClosedLine[]): Row[] {
  const rows: Row[] = [...patients];
  for (const [n, one] of closed.entries()) rows.splice(one.at + n, 0, one);
  return rows;
}

/** What a cell says of a patient, and of one who is closed nothing. */
const open = (cell: (patient: PatientLine) => ReactNode) => (row: Row) => !isClosed(row) && cell(row);

/** Where a patient's name leads: to the master file, to the chart for whoever opens only that, or nowhere. */
function nameLeadsTo({ patientId }: Row, may: (permission: string) => boolean): string | undefined {
  if (may('patients.read-patient')) return `/patients/${patientId}`;
  return may('charts.open-chart') ? `/patients/${patientId}/chart` : undefined;
}

interface PatientsTableProps {
  readonly patients: readonly PatientLine[];
  readonly closed: readonly ClosedLine[];
  /** What they were found by. */
  readonly query: string;
}

/** One page of patients; each name is a stop of the arrow keys. */
export function PatientsTable({ patients, closed, query }: PatientsTableProps) {
  const may = useMay();
  const { locale, today } = useClinic();
  const columns: Column<Row>[] = [
    {
      key: 'name',
      label: labels.name,
      small: 'title',
      cell: (patient) => {
        const to = nameLeadsTo(patient, may);
        return (
          <span className={css.name}>
            <span>
              {to ? (
                <Link to={to} data-patient>
                  {listName(patient)}
                </Link>
              ) : (
                listName(patient)
              )}
            </span>
            <span className={css.note}>
              {isClosed(patient) ? (
                <span className={css.closed}>
                  <IconLock size={13} aria-hidden />
                  {words.closed}
                </span>
              ) : (
                patientWords.number(patient.demographicNumber)
              )}
            </span>
          </span>
        );
      },
    },
    {
      key: 'born',
      label: labels.born,
      width: 170,
      small: 'side',
      cell: open(
        ({ dateOfBirth }) =>
          dateOfBirth && (
            <span className="nowrap">
              {formatKnownDay(dateOfBirth, locale)}{' '}
              <span className="dim">{patientWords.aged(ageOn(today, dateOfBirth))}</span>
              {mayBe(query, dateOfBirth) && (
                <>
                  {' '}
                  <Tag>{words.mayBe}</Tag>
                </>
              )}
            </span>
          ),
      ),
    },
    {
      key: 'sex',
      label: labels.sex,
      width: 84,
      small: 'hide',
      cell: open(({ sex }) => sex && patientWords.sexes[sex]),
    },
    {
      key: 'health-number',
      label: labels.healthNumber,
      width: 140,
      cell: open(({ healthNumber }) => healthNumber && <span className={css.number}>{healthNumber}</span>),
    },
    {
      key: 'phone',
      label: labels.phone,
      width: 130,
      cell: open(({ phone }) => phone && <span className={css.number}>{phone}</span>),
    },
    {
      key: 'mrp',
      label: labels.mrp,
      width: 210,
      small: 'hide',
      cell: open(({ mrp }) => mrp && <PersonChip name={mrp.name} deactivated={mrp.deactivated} size="sm" />),
    },
    ...(may('charts.open-chart')
      ? [
          {
            key: 'actions',
            label: labels.actions,
            width: 104,
            small: 'actions',
            cell: open((patient) => (
              <Button
                component={Link}
                to={`/patients/${patient.patientId}/chart`}
                size="xs"
                variant="default"
                leftSection={<IconFileText size={15} aria-hidden />}
                aria-label={words.chartOf(listName(patient))}
              >
                {words.chart}
              </Button>
            )),
          } as const,
        ]
      : []),
  ];
  return (
    <DataTable
      label={words.table}
      columns={columns}
      rows={inOrder(patients, closed)}
      rowKey={({ patientId }) => patientId}
      rowName={listName}
    />
  );
}
