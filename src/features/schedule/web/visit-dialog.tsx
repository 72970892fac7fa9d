import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { dayOf } from '#web/ui/calendar.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { scheduleWords } from '#web/words/schedule.ts';
import { visitWords as words } from '#web/words/visits.ts';
import type { Mark } from '../contract.ts';
import { nextMarks } from '../rules.ts';
import type { ListPastVisits, Visit } from '../visit-contract.ts';
import { addressOf } from './address.ts';
import css from './form.module.css';
import { statusIcons } from './slot-card.tsx';
import { VisitSteps } from './visit-steps.tsx';

interface VisitDialogProps {
  readonly visit: Visit | undefined;
  readonly name: string;
  readonly may: Output<typeof ListPastVisits>['may'];
  readonly busy: boolean;
  readonly trouble: string | undefined;
  readonly onClose: () => void;
  readonly onMark: (status: Mark) => void;
  readonly onGive: () => void;
  readonly onCancel: () => void;
}

/** One visit of the past: what is known of it, what happened to it, and all that can be done. */
export function VisitDialog({ visit, name, may, busy, trouble, onClose, onMark, onGive, onCancel }: VisitDialogProps) {
  const { timeZone } = useClinic();
  return (
    <Dialog
      opened={visit !== undefined}
      onClose={onClose}
      title={words.visitOf(name)}
      size={560}
      closeLabel={words.close}
    >
      {visit && (
        <div className={css.form}>
          <dl className={css.said}>
            <dt>{scheduleWords.form.patient}</dt>
            <dd>
              <Link to={`/patients/${visit.patient.patientId}`}>{name}</Link>
            </dd>
            <dt>{words.columns.when}</dt>
            <dd>
              <TimeText instant={visit.startsAt} />,{' '}
              <Link
                to={`/schedule${addressOf({
                  view: 'day',
                  day: dayOf(visit.startsAt, timeZone),
                  siteId: visit.site.siteId,
                  cancelled: false,
                  group: 0,
                })}`}
              >
                {words.toSchedule}
              </Link>
            </dd>
            <dt>{words.columns.provider}</dt>
            <dd>
              {visit.provider ? (
                <PersonChip name={visit.provider.name} deactivated={visit.provider.deactivated} size="sm" />
              ) : (
                scheduleWords.nobody
              )}
            </dd>
            <dt>{words.columns.site}</dt>
            <dd>{visit.site.name}</dd>
            <dt>{scheduleWords.form.reason}</dt>
            <dd>{visit.reason || <span className="dim">{scheduleWords.appointment.noReason}</span>}</dd>
            <dt>{words.columns.status}</dt>
            <dd>
              <Tag icon={statusIcons[visit.status]}>{words.statuses[visit.status]}</Tag>
            </dd>
          </dl>
          <section aria-label={words.history}>
            <h3>{words.history}</h3>
            <VisitSteps appointmentId={visit.appointmentId} />
          </section>
          {trouble && <Notice tone="bad">{trouble}</Notice>}
          <div className={css.marks}>
            {may.mark &&
              nextMarks[visit.status].map((status) => (
                <Button key={status} variant="default" disabled={busy} onClick={() => onMark(status)}>
                  {words.marks[status]}
                </Button>
              ))}
            {may.cancel && (
              <Button variant="default" onClick={onCancel}>
                {words.cancel}
              </Button>
            )}
            {may.give && (
              <Button variant="default" onClick={onGive}>
                {words.give}
              </Button>
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}
