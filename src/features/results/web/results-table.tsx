import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { givingColumn } from '#features/work/web/public.tsx';
import { useMay } from '#web/session.ts';
import { formatKnownDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { ForWhom } from '#web/ui/for-whom.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { resultWords as words } from '#web/words/results.ts';
import type { Folder, ResultSummary } from '../contract.ts';
import css from './results.module.css';

interface ResultsTableProps {
  readonly results: readonly ResultSummary[];
  readonly folder: Folder;
  readonly busy: boolean;
  readonly onTake: (result: ResultSummary) => void;
  /** In everybody’s, for whoever may pass a colleague’s on. */
  readonly onGive: (result: ResultSummary) => void;
}

/** From whom a result came: handed over by somebody, or arrived for somebody who has left. */
const CameFrom = ({ cameFrom, arrivedFor }: Pick<ResultSummary, 'cameFrom' | 'arrivedFor'>) =>
  (arrivedFor ?? cameFrom) && (
    <Tag tone="away" icon={IconArrowRight}>
      {arrivedFor ? words.arrivedFor(arrivedFor.name) : cameFrom && words.from(cameFrom.name)}
    </Tag>
  );

const Person = ({ person, otherwise }: { readonly person: ResultSummary['orderer']; readonly otherwise: string }) =>
  person ? (
    <PersonChip name={person.name} deactivated={person.deactivated} size="sm" />
  ) : (
    <span className="dim">{otherwise}</span>
  );

function Patient({ patient: { lastName, firstName, dateOfBirth, demographicNumber } }: Pick<ResultSummary, 'patient'>) {
  const { locale } = useClinic();
  return (
    <span className={css.patient}>
      <span>{[lastName, firstName].filter(Boolean).join(', ')}</span>
      <span className={css.detail}>
        {dateOfBirth ? words.born(formatKnownDay(dateOfBirth, locale)) : words.numbered(demographicNumber)}
      </span>
    </span>
  );
}

const abnormal: Column<ResultSummary> = {
  key: 'abnormal',
  label: words.columns.flag,
  width: 120,
  small: 'side',
  cell: (result) =>
    (result.urgent || result.abnormal) && (
      <Tag tone="bad" icon={IconAlertTriangle}>
        {result.urgent ? words.urgent : words.abnormal}
      </Tag>
    ),
};

const named: Column<ResultSummary> = {
  key: 'result',
  label: words.columns.result,
  small: 'title',
  cell: ({ resultId, title, category, cameFrom, arrivedFor, holder: whose }) => (
    <span className={css.name}>
      <Link to={`/results/${resultId}`}>{title}</Link>
      <span className={css.facts}>
        {category && <span className={css.detail}>{category}</span>}
        <ForWhom kind="result" holder={whose} />
        <CameFrom cameFrom={cameFrom} arrivedFor={arrivedFor} />
      </span>
    </span>
  ),
};

const patient: Column<ResultSummary> = { key: 'patient', label: words.columns.patient, cell: Patient };

const orderer: Column<ResultSummary> = {
  key: 'orderer',
  label: words.columns.orderer,
  small: 'hide',
  cell: (result) => <Person person={result.orderer} otherwise={words.nobody} />,
};

const holder: Column<ResultSummary> = {
  key: 'holder',
  label: words.columns.holder,
  cell: (result) =>
    result.acknowledgedAt ? (
      <Tag tone="ok">{words.acknowledged}</Tag>
    ) : (
      <Person person={result.holder} otherwise={words.inPool} />
    ),
};

const issued: Column<ResultSummary> = {
  key: 'issued',
  label: words.columns.issued,
  width: 140,
  cell: ({ issuedAt }) => <TimeText instant={issuedAt} />,
};

const acknowledged: Column<ResultSummary> = {
  key: 'acknowledged',
  label: words.columns.acknowledged,
  width: 140,
  cell: ({ acknowledgedAt }) => acknowledgedAt && <TimeText instant={acknowledgedAt} />,
};

const taking = ({ busy, onTake }: Pick<ResultsTableProps, 'busy' | 'onTake'>): Column<ResultSummary> => ({
  key: 'actions',
  label: words.columns.actions,
  width: 90,
  small: 'actions',
  cell: (result) => (
    <Button
      size="xs"
      variant="default"
      disabled={busy}
      aria-label={words.takeNamed(result.title, `${result.patient.firstName} ${result.patient.lastName}`)}
      onClick={() => onTake(result)}
    >
      {words.take}
    </Button>
  ),
});

const columns: Readonly<Record<Folder, readonly Column<ResultSummary>[]>> = {
  open: [named, abnormal, patient, orderer, issued],
  pool: [named, abnormal, patient, orderer, issued],
  all: [named, abnormal, patient, holder, issued],
  acknowledged: [named, abnormal, patient, orderer, acknowledged],
  patient: [named, abnormal, orderer, holder, issued],
};

/** One page of results. */
export function ResultsTable({ results, folder, busy, onTake, onGive }: ResultsTableProps) {
  const may = useMay();
  const nameOf = ({ title, patient: { firstName, lastName } }: ResultSummary) => `${title}, ${firstName} ${lastName}`;
  const mayPass = folder === 'all' && may('results.pass-result');
  const mayTake = folder === 'pool' && may('results.take-result');
  return (
    <DataTable
      label={words.title}
      columns={[
        ...columns[folder],
        ...(mayTake ? [taking({ busy, onTake })] : []),
        ...(mayPass ? [givingColumn({ may: () => true, nameOf, onGive })] : []),
      ]}
      rows={results}
      rowKey={({ resultId }) => resultId}
      rowName={nameOf}
      quiet={({ acknowledgedAt }) => folder === 'patient' && acknowledgedAt !== null}
    />
  );
}
