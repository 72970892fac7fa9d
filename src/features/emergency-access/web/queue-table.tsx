import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconLockOpen } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { dayOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { emergencyWords } from '#web/words/emergency-access.ts';
import { uiWords } from '#web/words/ui.ts';
import type { Use } from '../contract.ts';
import css from './queue-page.module.css';

const words = emergencyWords.queue;

interface QueueTableProps {
  readonly uses: readonly Use[];
  readonly me: string;
  readonly busy: boolean;
  readonly onJudge: (use: Use) => void;
  readonly onEnd: (use: Use) => void;
}

const Judgement = ({ use: { judgement, user }, me }: { readonly use: Use; readonly me: string }) =>
  judgement ? (
    <span className={css.cell}>
      <Tag tone={judgement.justified ? 'ok' : 'bad'} icon={judgement.justified ? IconCheck : IconAlertTriangle}>
        {judgement.justified ? words.justified : words.notJustified}
      </Tag>
      <span className="small">{judgement.note}</span>
      <span className="tiny dim">{words.by(uiWords.named(judgement.by))}</span>
    </span>
  ) : (
    <span className={css.cell}>
      <Tag tone="warn" icon={IconClock}>
        {words.waits}
      </Tag>
      {user.userId === me && <span className="tiny dim">{words.own}</span>}
    </span>
  );

const When = ({ use: { beganAt, endsAt, endedAt, running } }: { readonly use: Use }) => (
  <span className={css.cell}>
    <TimeText instant={beganAt} />
    <span className="tiny dim">
      {words.until} <TimeText instant={endedAt ?? endsAt} within />
      {endedAt && `, ${words.endedEarly}`}
    </span>
    {running && (
      <Tag tone="warn" icon={IconLockOpen}>
        {words.running}
      </Tag>
    )}
  </span>
);

/** What the user did with the record meanwhile: how much, and the way to it in the log. */
function Acts({ use: { acts, user, patient, beganAt, endedAt, endsAt } }: { readonly use: Use }) {
  const { timeZone } = useClinic();
  if (!useMay()('audit.read-log') || acts === 0) return <span className="num">{words.toLog(acts)}</span>;
  const search = new URLSearchParams({
    actor: user.userId,
    patient: patient.patientId,
    from: dayOf(beganAt, timeZone),
    to: dayOf(endedAt ?? endsAt, timeZone),
  });
  return <Link to={`/admin/audit-log?${search}`}>{words.toLog(acts)}</Link>;
}

/** One page of uses of emergency access. */
export function QueueTable({ uses, me, busy, onJudge, onEnd }: QueueTableProps) {
  const columns: Column<Use>[] = [
    { key: 'user', label: words.columns.user, small: 'title', cell: ({ user }) => <PersonChip {...user} size="sm" /> },
    { key: 'began', label: words.columns.began, width: 150, small: 'side', cell: (use) => <When use={use} /> },
    { key: 'patient', label: words.columns.patient, cell: ({ patient }) => patient.name },
    {
      key: 'reason',
      label: words.columns.reason,
      cell: ({ kind, reason }) => (
        <span className={css.cell}>
          <span>{emergencyWords.kinds[kind]}</span>
          <span className="small dim">{reason}</span>
        </span>
      ),
    },
    { key: 'acts', label: words.columns.acts, width: 90, cell: (use) => <Acts use={use} /> },
    { key: 'judgement', label: words.columns.judgement, width: 180, cell: (use) => <Judgement use={use} me={me} /> },
    {
      key: 'actions',
      label: words.columns.actions,
      width: 150,
      small: 'actions',
      cell: (use) => (
        <span className={css.buttons}>
          {use.mayJudge && (
            <Button
              size="xs"
              variant="default"
              aria-label={words.judgeOf(use.user.name, use.patient.name)}
              onClick={() => onJudge(use)}
            >
              {words.judge}
            </Button>
          )}
          {use.running && (
            <Button
              size="xs"
              variant="default"
              disabled={busy}
              aria-label={words.endOf(use.user.name, use.patient.name)}
              onClick={() => onEnd(use)}
            >
              {words.end}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={words.table}
      columns={columns}
      rows={uses}
      rowKey={({ accessId }) => accessId}
      rowName={({ user, patient }) => `${user.name}, ${patient.name}`}
    />
  );
}
