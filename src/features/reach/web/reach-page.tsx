import { Button, NativeSelect } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { AsOfBar, searchOf } from '#features/roles/web/public.tsx';
import type { Id } from '#kernel/brand.ts';
import { load } from '#web/load.ts';
import { useMay, useSession } from '#web/session.ts';
import { dayOf, formatDay, formatKnownDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import type { Column } from '#web/ui/data-table.tsx';
import { ExportButton } from '#web/ui/export-button.tsx';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { KeywordField } from '#web/ui/keyword-field.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { reachWords } from '#web/words/reach.ts';
import { userWords } from '#web/words/users.ts';
import { type Block, type ClosedPatient, ExportReach, ReadReach } from '../contract.ts';
import { nameOf } from '../lines.ts';
import { BlockPanel } from './block-panel.tsx';
import { KEYWORD_PAUSE_MS, given, type ListAddress, narrows, readAddress } from './list-address.ts';
import { ListPanel } from './list-panel.tsx';
import css from './reach.module.css';
import { useList } from './use-list.ts';

const words = reachWords.reach;

const askedBy = ({ asOf, keyword, blockId, after }: ListAddress) => ({
  ...asOf,
  ...given({ keyword, blockId, after }),
});

export async function loader({ request, params }: LoaderFunctionArgs) {
  const userId = params['userId'] as Id<'user'>;
  const address = readAddress(new URL(request.url).searchParams);
  return { ...(await load(ReadReach, { userId, ...askedBy(address) }, request)), userId, address };
}

/** What can X see: the charts that are closed to a user, and by which blocks, now or at a past moment. */
export function ReachPage() {
  const reach = useLoaderData<typeof loader>();
  const { userId, name, status, through, closed, blocks, patients, next, recordedSince, address } = reach;
  const { asOf } = address;
  const past = asOf.day !== undefined;
  const may = useMay();
  const itself = useSession().userId === userId;
  const { today } = useClinic();
  const list = useList(address, patients.length, next);
  const columns = useColumns(blocks, address);
  const [failed, setFailed] = useState<string>();
  return (
    <div className="stack">
      <PageHeader
        title={words.title(name, past)}
        lead={words.charts({ through, closed, past, itself })}
        crumbs={[
          ...(may('users.list-users') ? [{ to: '/admin/users', label: userWords.manageUsers }] : []),
          ...(may('users.read-user') ? [{ to: `/admin/users/${userId}`, label: name }] : []),
        ]}
        beside={<StatusBadge status={status} />}
        actions={
          <>
            {may('roles.read-access') && (
              <Button variant="default" component={Link} to={`/admin/users/${userId}/access${searchOf(asOf)}`}>
                {words.access}
              </Button>
            )}
            {may('reach.export-reach') && (
              <ExportButton
                operation={ExportReach}
                input={{ userId, ...askedBy({ ...address, after: undefined }) }}
                fileName={words.file(today)}
                onFailed={setFailed}
              />
            )}
          </>
        }
      />
      {failed && <Notice tone="bad" title={failed} />}
      <AsOfBar key={`${userId}${searchOf(asOf)}`} asOf={asOf} recordedSince={recordedSince} />
      {blocks.length > 0 && <BlockPanel blocks={blocks} past={past} />}
      <ListPanel
        title={words.closed(past)}
        filters={<Filters address={address} blocks={blocks} show={list.show} />}
        table={{
          label: words.table,
          columns,
          rows: patients,
          rowKey: ({ patientId }) => patientId,
          rowName: nameOf,
        }}
        list={list}
        empty={
          itself ? { title: words.notForYou, why: words.notForYouWhy } : { title: words.none(past), why: words.noneWhy }
        }
        filtered={narrows(address)}
        filteredWhy={words.noneMatchWhy}
      />
    </div>
  );
}

interface FiltersProps {
  readonly address: ListAddress;
  readonly blocks: readonly Block[];
  readonly show: (other: Partial<ListAddress>) => void;
}

const Filters = ({ address, blocks, show }: FiltersProps) => (
  <FilterBar
    label={words.filter}
    said={reachWords.recorded}
    first={
      <KeywordField
        label={reachWords.keyword}
        hint={words.hint}
        keyword={address.keyword ?? ''}
        pauseMs={KEYWORD_PAUSE_MS}
        onKeyword={(keyword) => show({ keyword: keyword || undefined })}
      />
    }
  >
    <NativeSelect
      label={words.blockColumns.set}
      value={address.blockId ?? ''}
      onChange={({ currentTarget: { value } }) =>
        show({ blockId: blocks.find(({ blockId }) => blockId === value)?.blockId })
      }
      data={[
        { value: '', label: words.anyBlock },
        ...blocks.map(({ blockId, set }) => ({ value: blockId, label: set })),
      ]}
    />
  </FilterBar>
);

function useColumns(blocks: readonly Block[], { asOf }: ListAddress): Column<ClosedPatient>[] {
  const { locale, timeZone } = useClinic();
  const may = useMay();
  const sets = new Map(blocks.map(({ blockId, set }) => [blockId, set]));
  const day = (instant: string) => formatDay(dayOf(instant, timeZone), locale);
  return [
    { key: 'patient', label: words.columns.patient, small: 'title', cell: (row) => <b>{nameOf(row)}</b> },
    {
      key: 'number',
      label: words.columns.number,
      width: 140,
      small: 'side',
      cell: ({ demographicNumber }) => <span className="num">{demographicNumber}</span>,
    },
    {
      key: 'born',
      label: words.columns.born,
      width: 130,
      cell: ({ dateOfBirth }) =>
        dateOfBirth && <span className="num nowrap">{formatKnownDay(dateOfBirth, locale)}</span>,
    },
    {
      key: 'by',
      label: words.columns.by,
      cell: ({ closedBy }) => (
        <span className={css.lines}>
          {closedBy.map(({ blockId, since }) => (
            <span key={blockId}>
              {sets.get(blockId)} <span className="small dim nowrap">{`${words.since} ${day(since)}`}</span>
            </span>
          ))}
        </span>
      ),
    },
    ...(may('reach.list-openers')
      ? [
          {
            key: 'who',
            label: words.columns.who,
            width: 190,
            small: 'actions' as const,
            cell: (row: ClosedPatient) => (
              <Button
                size="compact-sm"
                variant="subtle"
                component={Link}
                to={`/patients/${row.patientId}/openers${searchOf(asOf)}`}
                leftSection={<IconUsers size={15} aria-hidden />}
                aria-label={words.openersOf(nameOf(row))}
              >
                {words.whoElse}
              </Button>
            ),
          },
        ]
      : []),
  ];
}
