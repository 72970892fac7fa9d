import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { labWords as words } from '#web/words/labs.ts';
import { holdersBelow, PersonCell } from '../../work/web/public.tsx';
import type { Integration } from '../contract.ts';
import css from './integrations.module.css';

const columns: readonly Column<Integration>[] = [
  {
    key: 'name',
    label: words.columns.name,
    small: 'title',
    cell: ({ name, account }) => (
      <span className={css.name}>
        <b>{name}</b>
        {account && <span className="tiny dim">{account}</span>}
      </span>
    ),
  },
  { key: 'laboratory', label: words.columns.laboratory, cell: ({ laboratory }) => laboratory },
  { key: 'holder', label: words.columns.holder, cell: ({ holder }) => <PersonCell person={holder} /> },
  {
    key: 'last',
    label: words.columns.last,
    width: 150,
    cell: ({ lastReceivedAt }) =>
      lastReceivedAt ? <TimeText instant={lastReceivedAt} /> : <span className="dim">{words.never}</span>,
  },
  {
    key: 'state',
    label: words.columns.state,
    width: 110,
    small: 'side',
    cell: ({ running }) => <Tag tone={running ? 'ok' : 'plain'}>{running ? words.running : words.stopped}</Tag>,
  },
];

interface IntegrationsTableProps {
  readonly integrations: readonly Integration[];
  readonly onEdit: (integration: Integration) => void;
  readonly onTransfer: (integration: Integration) => void;
}

/** Every connection, with who had it underneath. */
export function IntegrationsTable({ integrations, onEdit, onTransfer }: IntegrationsTableProps) {
  const may = useMay();
  const acts: Column<Integration> = {
    key: 'actions',
    label: words.columns.actions,
    width: 320,
    small: 'actions',
    cell: (one) => (
      <span className={css.acts}>
        {one.running && may('labs.preview-messages') && may('labs.read-messages') && (
          <Button
            size="xs"
            variant="default"
            component={Link}
            to={`/admin/labs/${one.integrationId}/messages`}
            aria-label={words.readNamed(one.name)}
          >
            {words.read}
          </Button>
        )}
        {may('labs.update-integration') && (
          <Button size="xs" variant="default" aria-label={words.editNamed(one.name)} onClick={() => onEdit(one)}>
            {words.edit}
          </Button>
        )}
        {may('labs.transfer-integration') && (
          <Button
            size="xs"
            variant="default"
            aria-label={words.transferNamed(one.name)}
            onClick={() => onTransfer(one)}
          >
            {words.transfer}
          </Button>
        )}
      </span>
    ),
  };
  return (
    <DataTable
      label={words.label}
      columns={[...columns, acts]}
      rows={integrations}
      rowKey={({ integrationId }) => integrationId}
      rowName={({ name }) => name}
      quiet={({ running }) => !running}
      under={holdersBelow}
    />
  );
}
