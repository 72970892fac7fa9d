import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { ForWhom } from '#web/ui/for-whom.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { claimWords as words } from '#web/words/claims.ts';
import type { Claim, ClaimStatus, Folder } from '../contract.ts';
import css from './claims.module.css';

interface ClaimsTableProps {
  readonly claims: readonly Claim[];
  readonly folder: Folder;
  /** All of one patient, who need not be named in each row. */
  readonly ofPatient: boolean;
  readonly busy: boolean;
  readonly onTake: (claim: Claim) => void;
}

const nameOf = ({ patient }: Claim) => `${patient.firstName} ${patient.lastName}`.trim();

/** What needs a hand is loud, what is settled quiet. */
export const Status = ({ status: now }: { readonly status: ClaimStatus }) =>
  now === 'rejected' ? (
    <Tag tone="bad" icon={IconAlertTriangle}>
      {words.statuses.rejected}
    </Tag>
  ) : (
    <Tag tone={now === 'unsubmitted' ? 'warn' : 'plain'}>{words.statuses[now]}</Tag>
  );

const Person = ({ person, otherwise }: { readonly person: Claim['biller']; readonly otherwise: string }) =>
  person ? (
    <PersonChip name={person.name} deactivated={person.deactivated} size="sm" />
  ) : (
    <span className="dim">{otherwise}</span>
  );

/** From whom a claim came: handed over by somebody, or arrived for somebody who has left. */
const CameFrom = ({ cameFrom, arrivedFor }: Pick<Claim, 'cameFrom' | 'arrivedFor'>) =>
  (arrivedFor ?? cameFrom) && (
    <Tag tone="away" icon={IconArrowRight}>
      {arrivedFor ? words.arrivedFor(arrivedFor.name) : cameFrom && words.from(cameFrom.name)}
    </Tag>
  );

function Day({ day: on }: { readonly day: string }) {
  const { locale } = useClinic();
  return <span className="nowrap">{formatDay(on, locale)}</span>;
}

const settled: readonly ClaimStatus[] = ['paid', 'cancelled'];

const service: Column<Claim> = {
  key: 'service',
  label: words.columns.service,
  small: 'title',
  cell: (claim) => (
    <span className={css.service}>
      <Link to={`/claims/${claim.claimId}`}>{claim.service || words.read.untitled}</Link>
      <ForWhom kind="claim" holder={claim.holder} />
      <CameFrom cameFrom={claim.cameFrom} arrivedFor={claim.arrivedFor} />
    </span>
  ),
};

const day: Column<Claim> = {
  key: 'day',
  label: words.columns.day,
  width: 110,
  cell: ({ serviceOn }) => <Day day={serviceOn} />,
};

const patient: Column<Claim> = {
  key: 'patient',
  label: words.columns.patient,
  cell: (claim) => [claim.patient.lastName, claim.patient.firstName].filter(Boolean).join(', '),
};

const biller: Column<Claim> = {
  key: 'biller',
  label: words.columns.biller,
  small: 'hide',
  cell: (claim) => <Person person={claim.biller} otherwise={words.nobody} />,
};

const holder: Column<Claim> = {
  key: 'holder',
  label: words.columns.holder,
  small: 'hide',
  cell: (claim) => !settled.includes(claim.status) && <Person person={claim.holder} otherwise={words.inPool} />,
};

const status: Column<Claim> = {
  key: 'status',
  label: words.columns.status,
  width: 150,
  cell: (claim) => <Status status={claim.status} />,
};

const amount: Column<Claim> = {
  key: 'amount',
  label: words.columns.amount,
  width: 120,
  align: 'right',
  small: 'side',
  cell: ({ amountCents, currency }) => <span className="num nowrap">{words.amount(amountCents, currency)}</span>,
};

const taking = ({ busy, onTake }: Pick<ClaimsTableProps, 'busy' | 'onTake'>): Column<Claim> => ({
  key: 'actions',
  label: words.columns.actions,
  width: 90,
  small: 'actions',
  cell: (claim) => (
    <Button
      size="xs"
      variant="default"
      disabled={busy}
      aria-label={words.takeNamed(claim.service, nameOf(claim))}
      onClick={() => onTake(claim)}
    >
      {words.take}
    </Button>
  ),
});

const columns: Readonly<Record<Folder, readonly Column<Claim>[]>> = {
  open: [service, day, patient, biller, status, amount],
  pool: [service, day, patient, biller, status, amount],
  all: [service, day, patient, biller, holder, status, amount],
};

/** One page of claims. */
export function ClaimsTable({ claims, folder, ofPatient, busy, onTake }: ClaimsTableProps) {
  const may = useMay();
  const mayTake = folder === 'pool' && may('claims.take-claim');
  const shown = columns[folder].filter((column) => !ofPatient || column !== patient);
  return (
    <DataTable
      label={words.title}
      columns={mayTake ? [...shown, taking({ busy, onTake })] : shown}
      rows={claims}
      rowKey={({ claimId }) => claimId}
      rowName={(claim) => `${claim.service}, ${nameOf(claim)}`}
      quiet={(claim) => settled.includes(claim.status)}
    />
  );
}
