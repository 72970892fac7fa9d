import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { uiWords } from '#web/words/ui.ts';
import { ReadPool } from '../contract.ts';
import { ageInDays, labelOf } from './plan.ts';

const words = handoverWords.unassigned;
type PoolKind = Output<typeof ReadPool>['kinds'][number];

export const loader = async ({ request }: LoaderFunctionArgs) => ({
  ...(await load(ReadPool, {}, request)),
  readAt: new Date().toISOString(),
});

/** Where each kind is worked, for whoever may. */
const places: Readonly<Record<string, { readonly to: string; readonly needs: string }>> = {
  message: { to: '/inbox?folder=pool', needs: 'inbox.list-inbox' },
  task: { to: '/tasks?folder=pool', needs: 'tasks.list-tasks' },
  result: { to: '/results?folder=pool', needs: 'results.list-results' },
  letter: { to: '/letters?folder=pool', needs: 'letters.list-letters' },
  'secure-message': { to: '/secure-messages?folder=pool', needs: 'secure-messages.list-conversations' },
  'mrp-patient': { to: '/patients/mrp?folder=pool', needs: 'patients.list-mrp-patients' },
  claim: { to: '/claims?folder=pool', needs: 'claims.list-claims' },
};

function KindLink({ kind }: Pick<PoolKind, 'kind'>) {
  const place = places[kind];
  const may = useMay()(place?.needs ?? '');
  return place && may ? <Link to={place.to}>{labelOf(kind)}</Link> : <b>{labelOf(kind)}</b>;
}

interface Row extends PoolKind {
  readonly readAt: string;
}

function Age({ oldest, readAt }: Row) {
  const { timeZone } = useClinic();
  return oldest && words.days(ageInDays(oldest, readAt, timeZone));
}

const columns: Column<Row>[] = [
  { key: 'kind', label: words.kind, small: 'title', cell: ({ kind }) => <KindLink kind={kind} /> },
  {
    key: 'items',
    label: words.count,
    align: 'right',
    width: 90,
    small: 'side',
    cell: ({ items }) => <b className="num">{uiWords.number(items)}</b>,
  },
  { key: 'oldest', label: words.oldest, cell: ({ oldest }) => oldest && <TimeText instant={oldest} /> },
  { key: 'age', label: words.age, cell: (row) => <Age {...row} /> },
];

/** What waits for somebody to take it: kinds, how much, and since when. */
export function UnassignedPage() {
  const { kinds, readAt } = useLoaderData<typeof loader>();
  const rows = kinds.filter(({ items }) => items > 0).map((kind) => ({ ...kind, readAt }));
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      {rows.length === 0 ? (
        <Panel>
          <EmptyFace title={words.none} level={2}>
            {words.noneWhy}
          </EmptyFace>
        </Panel>
      ) : (
        <Panel flush title={words.total(rows.reduce((sum, { items }) => sum + items, 0))}>
          <DataTable
            label={words.label}
            columns={columns}
            rows={rows}
            rowKey={({ kind }) => kind}
            rowName={({ kind }) => labelOf(kind)}
          />
        </Panel>
      )}
    </>
  );
}
