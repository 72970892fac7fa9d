import { IconAlertTriangle, IconArrowRight, IconClock } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { nextSort } from '#web/ui/data-table-sort.ts';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { poolWords as words } from '#web/words/pool.ts';
import { type PoolItem, poolSorts } from '../pool-contract.ts';
import { ageInDays, labelOf } from './plan.ts';
import type { PoolAddress } from './pool-address.ts';
import css from './unassigned-page.module.css';

export const keyOf = ({ kind, itemId }: PoolItem): string => `${kind} ${itemId}`;

/** Where each kind is worked, for whoever may. */
const places: Readonly<Record<string, { readonly to: string; readonly needs: string }>> = {
  message: { to: '/inbox?folder=pool', needs: 'inbox.list-inbox' },
  task: { to: '/tasks?folder=pool', needs: 'tasks.list-tasks' },
  result: { to: '/results?folder=pool', needs: 'results.list-results' },
  letter: { to: '/letters?folder=pool', needs: 'letters.list-letters' },
  'secure-message': { to: '/secure-messages?folder=pool', needs: 'secure-messages.list-conversations' },
  'mrp-patient': { to: '/patients/mrp?folder=pool', needs: 'patients.list-mrp-patients' },
  'recurring-task': { to: '/tasks/recurring?folder=pool', needs: 'tasks.list-recurring' },
  'task-type': { to: '/tasks/types', needs: 'tasks.list-types' },
  claim: { to: '/claims?folder=pool', needs: 'claims.list-claims' },
};

function Kind({ kind }: Pick<PoolItem, 'kind'>) {
  const place = places[kind];
  const may = useMay()(place?.needs ?? '');
  return place && may ? <Link to={place.to}>{labelOf(kind)}</Link> : labelOf(kind);
}

const pressing = (facet: string | null) => facet === 'urgent' || facet === 'abnormal';

const What = ({ item: { says, facet, arrivedFor, cameFrom } }: { readonly item: PoolItem }) => (
  <span className={css.cell}>
    <b>{says ?? words.untitled}</b>
    <span className={css.tags}>
      {facet && handoverWords.facets[facet] && (
        <Tag tone={pressing(facet) ? 'warn' : 'plain'} {...(pressing(facet) ? { icon: IconAlertTriangle } : {})}>
          {handoverWords.facets[facet]}
        </Tag>
      )}
      {(arrivedFor ?? cameFrom) && (
        <Tag tone="away" icon={IconArrowRight}>
          {arrivedFor ? words.arrivedFor(arrivedFor.name) : cameFrom && words.from(cameFrom.name)}
        </Tag>
      )}
    </span>
  </span>
);

function Since({ item: { since, overdue }, readAt }: { readonly item: PoolItem; readonly readAt: string }) {
  const { timeZone } = useClinic();
  return (
    <span className={css.cell}>
      <span>
        <TimeText instant={since} />
        {ageInDays(since, readAt, timeZone) > 0 && `, ${words.age(ageInDays(since, readAt, timeZone))}`}
      </span>
      {overdue && (
        <Tag tone="warn" icon={IconClock}>
          {words.tooLong}
        </Tag>
      )}
    </span>
  );
}

interface PoolTableProps {
  readonly items: readonly PoolItem[];
  readonly readAt: string;
  readonly address: PoolAddress;
  readonly onSort: (other: Partial<PoolAddress>) => void;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (keys: ReadonlySet<string>) => void;
}

/** One page of the pool. */
export function PoolTable({ items, readAt, address: { sort, descending }, onSort, ...selection }: PoolTableProps) {
  const columns: Column<PoolItem>[] = [
    { key: 'urgency', label: words.columns.what, sortable: true, small: 'title', cell: (item) => <What item={item} /> },
    { key: 'kind', label: words.columns.kind, sortable: true, width: 170, cell: ({ kind }) => <Kind kind={kind} /> },
    {
      key: 'patient',
      label: words.columns.patient,
      sortable: true,
      width: 180,
      cell: ({ patient }) => patient && <Link to={`/patients/${patient.patientId}`}>{patient.name}</Link>,
    },
    {
      key: 'waiting',
      label: words.columns.since,
      sortable: true,
      width: 220,
      cell: (item) => <Since item={item} readAt={readAt} />,
    },
  ];
  const now = { key: sort, direction: descending ? 'desc' : 'asc' } as const;
  return (
    <DataTable
      label={words.table}
      columns={columns}
      rows={items}
      rowKey={keyOf}
      rowName={({ kind, says }) => `${labelOf(kind)}: ${says ?? words.untitled}`}
      sort={now}
      onSort={(key) => {
        const next = nextSort(now, key);
        onSort({ sort: poolSorts.find((one) => one === next.key) ?? 'waiting', descending: next.direction === 'desc' });
      }}
      {...selection}
    />
  );
}
