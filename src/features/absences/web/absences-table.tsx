import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { absenceWords } from '#web/words/absences.ts';
import { workKinds } from '#web/words/work-kinds.ts';
import { type Absence } from '../contract.ts';
import css from './absences.module.css';

const words = absenceWords.list;

const tones = { now: 'away', 'to-come': 'plain', over: 'plain' } as const;

/** From when until when, and when it was ended before. */
function Days({ absence: { from, until, endedOn } }: { readonly absence: Absence }) {
  const { locale } = useClinic();
  return (
    <span className={css.cell}>
      <span>
        {from === until ? formatDay(from, locale) : words.fromTo(formatDay(from, locale), formatDay(until, locale))}
      </span>
      {endedOn && <span className="tiny dim">{words.endedOn(formatDay(endedOn, locale))}</span>}
    </span>
  );
}

/** Who covers which kinds, and what keeps them from it. */
function Covers({ absence: { covers, troubles, state } }: { readonly absence: Absence }) {
  const byPerson = Map.groupBy(covers, ({ coverer }) => coverer.userId);
  if (covers.length === 0) return state === 'over' ? null : <span className="dim">{words.nobody}</span>;
  return (
    <span className={css.cell}>
      {[...byPerson].map(([userId, of]) => (
        <span key={userId}>
          {of[0]?.coverer.name}:
          <span className="small dim"> {of.map(({ kind }) => workKinds[kind]?.many ?? kind).join(', ')}</span>
        </span>
      ))}
      {troubles.map(({ doubt, coverer }) => (
        <Tag key={`${doubt} ${coverer.userId}`} tone="warn" icon={IconAlertTriangle}>
          {words.troubles[doubt](coverer.name)}
        </Tag>
      ))}
    </span>
  );
}

interface AbsencesTableProps {
  readonly absences: readonly Absence[];
  readonly busy: boolean;
  /** Where an absence is changed; left out for who may not. */
  readonly editTo: ((absence: Absence) => string) | undefined;
  readonly onEnd: ((absence: Absence) => void) | undefined;
  /** All of one user, who need not be named. */
  readonly own?: boolean;
}

/** Who is away when and why, and who covers. */
export function AbsencesTable({ absences, busy, editTo, onEnd, own = false }: AbsencesTableProps) {
  const { locale } = useClinic();
  const days: Column<Absence> = {
    key: 'days',
    label: words.columns.days,
    ...(own ? { small: 'title' as const } : {}),
    cell: (absence) => <Days absence={absence} />,
  };
  const columns: Column<Absence>[] = [
    ...(own
      ? []
      : [
          {
            key: 'user',
            label: words.columns.user,
            small: 'title' as const,
            cell: ({ user }: Absence) => <PersonChip name={user.name} deactivated={user.deactivated} size="sm" />,
          },
        ]),
    days,
    {
      key: 'reason',
      label: words.columns.reason,
      cell: ({ reason, note }) => (
        <span className={css.cell}>
          <span>{absenceWords.reasons[reason]}</span>
          {note && <span className="small dim">{note}</span>}
        </span>
      ),
    },
    { key: 'covers', label: words.columns.covers, cell: (absence) => <Covers absence={absence} /> },
    {
      key: 'state',
      label: words.columns.state,
      width: 110,
      small: 'side',
      cell: ({ state }) => <Tag tone={tones[state]}>{absenceWords.states[state]}</Tag>,
    },
    ...((editTo ?? onEnd)
      ? [
          {
            key: 'actions',
            label: words.columns.actions,
            width: 190,
            small: 'actions' as const,
            cell: (absence: Absence) =>
              absence.state !== 'over' && (
                <span className={css.buttons}>
                  {editTo && (
                    <Button
                      size="xs"
                      variant="default"
                      component={Link}
                      to={editTo(absence)}
                      aria-label={words.editOf(absence.user.name, formatDay(absence.from, locale))}
                    >
                      {words.edit}
                    </Button>
                  )}
                  {onEnd && (
                    <Button
                      size="xs"
                      variant="default"
                      disabled={busy}
                      aria-label={words.endOf(absence.user.name, formatDay(absence.from, locale))}
                      onClick={() => onEnd(absence)}
                    >
                      {words.end}
                    </Button>
                  )}
                </span>
              ),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      label={words.table}
      columns={columns}
      rows={absences}
      rowKey={({ absenceId }) => absenceId}
      rowName={({ user, from }) => `${user.name}, ${formatDay(from, locale)}`}
      quiet={({ state }) => state === 'over'}
    />
  );
}
