import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { PersonCell } from '#features/work/web/public.tsx';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { visitWords } from '#web/words/visits.ts';
import type { Cancellations } from '../visit-contract.ts';
import type { CancelledDay } from './cancel-day-form.tsx';
import type { Site } from './columns.ts';
import css from './visits.module.css';

const words = visitWords.day;
export type Item = Cancellations['items'][number];

const columnsWith = (sites: readonly Site[]): readonly Column<Item>[] => [
  { key: 'time', label: words.columns.time, width: 70, small: 'side', cell: ({ start }) => start },
  {
    key: 'patient',
    label: words.columns.patient,
    small: 'title',
    cell: ({ patient }) => <Link to={`/patients/${patient.patientId}`}>{patient.name}</Link>,
  },
  { key: 'provider', label: words.columns.provider, cell: ({ provider }) => <PersonCell person={provider} /> },
  {
    key: 'site',
    label: words.columns.site,
    small: 'hide',
    cell: ({ siteId }) => sites.find((site) => site.siteId === siteId)?.name ?? '',
  },
  { key: 'told', label: words.columns.told, cell: ({ way, contact }) => words.ways[way](contact) },
];

interface TableProps {
  readonly items: readonly Item[];
  readonly sites: readonly Site[];
}

interface ChoiceProps extends TableProps {
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
}

/** What would be cancelled, each with how its patient hears of it; what is not selected stays. */
export const AppointmentsToCancel = ({ items, sites, selected, onSelect }: ChoiceProps) => (
  <DataTable
    label={words.rows}
    columns={columnsWith(sites)}
    rows={items}
    rowKey={({ appointmentId }) => appointmentId}
    rowName={({ patient, start }) => `${patient.name}, ${start}`}
    selected={selected}
    onSelect={onSelect}
    quiet={({ appointmentId }) => !selected.has(appointmentId)}
  />
);

/** Whom somebody must still call, as a list that can be printed. */
export function ToCall({ done, sites }: { readonly done: CancelledDay; readonly sites: readonly Site[] }) {
  const items = done.wrote ? done.items.filter(({ way }) => way !== 'mail') : done.items;
  if (items.length === 0) return null;
  return (
    <Panel
      flush
      title={words.toCall}
      lead={words.toCallLead}
      aside={
        <Button size="xs" variant="default" className={css.noPrint ?? ''} onClick={() => print()}>
          {words.print}
        </Button>
      }
    >
      <DataTable
        label={words.toCallRows}
        columns={columnsWith(sites)}
        rows={items}
        rowKey={({ appointmentId }) => appointmentId}
        rowName={({ patient, start }) => `${patient.name}, ${start}`}
      />
    </Panel>
  );
}
