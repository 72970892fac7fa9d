import { NativeSelect } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { type AsOf, AsOfBar, searchOf, throughColumn, whyColumn } from '#features/roles/web/public.tsx';
import type { Id } from '#kernel/brand.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { ClosedRecord, unlessClosed } from '#web/ui/closed-record.tsx';
import type { Column } from '#web/ui/data-table.tsx';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { KeywordField } from '#web/ui/keyword-field.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { PatientViews } from '#web/ui/patient-views.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { patientWords } from '#web/words/patients.ts';
import { reachWords } from '#web/words/reach.ts';
import { ExportOpeners, ListOpeners, type Opener, type Openers } from '../contract.ts';
import { FileButtons } from './file-buttons.tsx';
import { KEYWORD_PAUSE_MS, given, type ListAddress, narrows, readAddress } from './list-address.ts';
import { ListPanel } from './list-panel.tsx';
import { plainName } from './plain-name.ts';
import css from './reach.module.css';
import { useList } from './use-list.ts';

const words = reachWords.openers;

const askedBy = ({ asOf, keyword, could, after }: ListAddress) => ({ ...asOf, ...given({ keyword, could, after }) });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const patientId = params['patientId'] as Id<'patient'>;
  const address = readAddress(new URL(request.url).searchParams);
  return { said: await unlessClosed(load(ListOpeners, { patientId, ...askedBy(address) }, request)), address };
}

/** Who could open this chart, and whom a block, a lock or missing credentials kept out. */
export function OpenersPage() {
  const { said, address } = useLoaderData<typeof loader>();
  return said ? <OpenersOf said={said} address={address} /> : <ClosedRecord />;
}

function OpenersOf({ said, address }: { readonly said: Openers; readonly address: ListAddress }) {
  const { patient, could, keptOut, openers, next, recordedSince } = said;
  const { patientId } = patient;
  const { asOf } = address;
  const past = asOf.day !== undefined;
  const may = useMay();
  const { today } = useClinic();
  const list = useList(address, openers.length, next);
  const [failed, setFailed] = useState<string>();
  return (
    <div className="stack">
      <PageHeader
        title={words.title(plainName(patient), past)}
        lead={words.counts(could, keptOut, past)}
        crumbs={[{ to: '/patients', label: patientWords.patients }]}
        actions={
          may('reach.export-openers') && (
            <FileButtons
              operation={ExportOpeners}
              input={{ patientId, ...askedBy({ ...address, after: undefined }) }}
              fileName={(format) => words.file(today, format)}
              onFailed={setFailed}
            />
          )
        }
      />
      <PatientViews patientId={patientId} here="openers" />
      {failed && <Notice tone="bad" title={failed} />}
      <AsOfBar key={searchOf(asOf)} asOf={asOf} recordedSince={recordedSince} />
      <ListPanel
        filters={<Filters address={address} show={list.show} />}
        table={{
          label: words.table,
          columns: columns(asOf, may('roles.read-access')),
          rows: openers,
          rowKey: ({ userId }) => userId,
          rowName: ({ name }) => name,
          quiet: ({ standing }) => standing !== 'could',
        }}
        list={list}
        empty={{ title: words.nobody, why: words.nobodyWhy }}
        filtered={narrows(address)}
        filteredWhy={words.noneMatchWhy}
      />
    </div>
  );
}

interface FiltersProps {
  readonly address: ListAddress;
  readonly show: (other: Partial<ListAddress>) => void;
}

const Filters = ({ address, show }: FiltersProps) => (
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
      label={words.show}
      value={address.could === undefined ? '' : String(address.could)}
      onChange={({ currentTarget: { value } }) => show({ could: value === '' ? undefined : value === 'true' })}
      data={[
        { value: '', label: words.all },
        { value: 'true', label: words.could },
        { value: 'false', label: words.keptOut },
      ]}
    />
  </FilterBar>
);

const columns = (asOf: AsOf, mayAsk: boolean): Column<Opener>[] => [
  {
    key: 'user',
    label: words.columns.user,
    small: 'title',
    cell: ({ name, deactivated }) => <PersonChip name={name} deactivated={deactivated} size="sm" />,
  },
  { key: 'type', label: words.columns.type, width: 120, small: 'side', cell: ({ type }) => type },
  throughColumn(220),
  { key: 'standing', label: words.columns.standing, cell: (opener) => <StandingOf opener={opener} /> },
  ...whyColumn<Opener>(asOf, mayAsk),
];

function StandingOf({ opener: { standing, blocks } }: { readonly opener: Opener }) {
  const open = standing === 'could';
  return (
    <span className={css.lines}>
      <span>
        <Tag tone={open ? 'ok' : 'warn'} icon={open ? IconLockOpen : IconLock}>
          {words.standings[standing]}
        </Tag>
      </span>
      {blocks.map((block) => (
        <span key={block.blockId} className="small">
          {words.bySet(block.set)} <span className="dim">{reachWords.block.terms(block).join(', ')}</span>
        </span>
      ))}
    </span>
  );
}
