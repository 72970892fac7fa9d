import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { useMay } from '#web/session.ts';
import { dayOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { siteWords } from '#web/words/sites.ts';
import type { Closing, ToCome } from '../contract.ts';
import css from './sites.module.css';
import { bestSite, countOf, fits } from './to-come.ts';

const words = siteWords.closing;
type Target = Closing['others'][number];

interface ToComePanelProps extends Pick<Closing, 'siteId' | 'toCome' | 'others'> {
  readonly busy: boolean;
  readonly onMove: (to: Target) => void;
}

/** The provider's week that the first of them is in. */
function ScheduleLink({ line: { provider, first }, siteId }: { readonly line: ToCome; readonly siteId: Id<'site'> }) {
  const { timeZone } = useClinic();
  const day = dayOf(first, timeZone);
  const search = provider
    ? { view: 'week', day, site: siteId, provider: provider.userId }
    : { view: 'day', day, site: siteId };
  return (
    <Link to={`/schedule?${new URLSearchParams(search)}`} aria-label={words.scheduleOf(provider?.name ?? words.nobody)}>
      {words.schedule}
    </Link>
  );
}

function Lines({ siteId, toCome, to }: Pick<Closing, 'siteId' | 'toCome'> & { readonly to: Target | undefined }) {
  const columns: readonly Column<ToCome>[] = [
    {
      key: 'provider',
      label: words.columns.provider,
      small: 'title',
      cell: (line) => (
        <>
          <b>{line.provider?.name ?? words.nobody}</b>
          {to && !fits(line, to.siteId) && <span className={css.stays}>{words.stays(to.name)}</span>}
        </>
      ),
    },
    {
      key: 'appointments',
      label: words.columns.appointments,
      width: 120,
      align: 'right',
      small: 'side',
      cell: ({ appointments }) => appointments,
    },
    {
      key: 'when',
      label: words.columns.when,
      width: 300,
      cell: ({ first, last, appointments }) => (
        <>
          <TimeText instant={first} /> {appointments > 1 && words.until}{' '}
          {appointments > 1 && <TimeText instant={last} />}
        </>
      ),
    },
    {
      key: 'actions',
      label: words.columns.actions,
      width: 100,
      small: 'actions',
      cell: (line) => <ScheduleLink line={line} siteId={siteId} />,
    },
  ];
  return (
    <DataTable
      label={words.toCome}
      columns={columns}
      rows={toCome}
      rowKey={({ provider }) => provider?.userId ?? ''}
      rowName={({ provider }) => provider?.name ?? words.nobody}
    />
  );
}

/** Who would stay behind, and the ways on for them. */
function Staying({ staying, to }: { readonly staying: readonly ToCome[]; readonly to: Target }) {
  const people = staying.flatMap(({ provider }) => provider ?? []);
  return (
    <Notice
      tone="warn"
      title={words.left(
        people.map(({ name }) => name),
        to.name,
      )}
    >
      <span className="row">
        {people.map(({ userId, name }) => (
          <Link key={userId} to={`/admin/users/${userId}/edit`}>
            {words.editUser(name)}
          </Link>
        ))}
      </span>
    </Notice>
  );
}

/** What is still to come at the site, and the way to another one. */
export function ToComePanel({ siteId, toCome, others, busy, onMove }: ToComePanelProps) {
  const may = useMay();
  const [chosen, setChosen] = useState<string>();
  if (toCome.length === 0) return <Panel title={words.toCome}>{words.noneToCome}</Panel>;
  const to = others.find((one) => one.siteId === chosen) ?? bestSite(toCome, others);
  const moving = to ? toCome.filter((one) => fits(one, to.siteId)) : [];
  const staying = toCome.filter((one) => !moving.includes(one));
  return (
    <Panel title={words.counted(countOf(toCome), toCome.length)} lead={words.countedLead} flush>
      <Lines siteId={siteId} toCome={toCome} to={to} />
      <div className={css.move}>
        {to && staying.length > 0 && <Staying staying={staying} to={to} />}
        <div className={css.moveFields}>
          <NativeSelect
            label={words.moveTo}
            description={words.moveHelp}
            value={to?.siteId ?? ''}
            onChange={({ currentTarget: { value } }) => setChosen(value)}
            data={others.map(({ siteId: value, name }) => ({ value, label: name }))}
          />
          {may('sites.move-appointments') && to && moving.length > 0 ? (
            <Button loading={busy} onClick={() => onMove(to)}>
              {words.move(countOf(moving))}
            </Button>
          ) : (
            <p className="dim">{to && moving.length === 0 && words.nothingMoves(to.name)}</p>
          )}
        </div>
      </div>
    </Panel>
  );
}
