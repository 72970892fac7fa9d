import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { PersonCell } from '#features/work/web/public.tsx';
import { useMay } from '#web/session.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { scheduleWords } from '#web/words/schedule.ts';
import { workWords } from '#web/words/work.ts';
import { visitWords } from '#web/words/visits.ts';
import { type Appointment, MarkAppointment, type Mark } from '../contract.ts';
import { isOpen } from '../rules.ts';
import { CancelForm } from './cancel-form.tsx';
import type { Colleague, Site } from './columns.ts';
import css from './form.module.css';
import { MoveForm } from './move-form.tsx';
import { send } from './send.ts';
import { statusIcons } from './slot-card.tsx';
import { VisitSteps } from './visit-steps.tsx';

const words = scheduleWords.appointment;

/** What is known of the appointment, whoever may change it. */
function Facts({ appointment, sites }: { readonly appointment: Appointment; readonly sites: readonly Site[] }) {
  const { locale } = useClinic();
  const { patient, day, start, end, durationMinutes, provider, siteId, reason, status, cameFrom, arrivedFor } =
    appointment;
  return (
    <dl className={css.said}>
      <dt>{scheduleWords.form.patient}</dt>
      <dd>
        <Link to={`/patients/${patient.patientId}`}>{patient.name}</Link>
      </dd>
      <dt>{words.when}</dt>
      <dd>
        {formatDay(day, locale, 'full')}, {scheduleWords.times(start, end)}, {words.minutes(durationMinutes)}
      </dd>
      <dt>{scheduleWords.provider}</dt>
      <dd>
        {provider ? (
          <PersonChip name={provider.name} deactivated={provider.deactivated} size="sm" />
        ) : (
          scheduleWords.nobody
        )}
      </dd>
      <dt>{scheduleWords.site}</dt>
      <dd>{sites.find((site) => site.siteId === siteId)?.name ?? ''}</dd>
      <dt>{words.reason}</dt>
      <dd>{reason || <span className="dim">{words.noReason}</span>}</dd>
      <dt>{words.status}</dt>
      <dd>
        <Tag icon={statusIcons[status]}>{scheduleWords.statusTitle[status]}</Tag>
      </dd>
      {(arrivedFor ?? cameFrom) && (
        <>
          <dt>{arrivedFor ? workWords.holders.arrivedFor : words.cameFrom}</dt>
          <dd>
            <PersonCell person={arrivedFor ?? cameFrom} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** What happened to it, read when somebody asks. */
function History({ appointment: { appointmentId, status, version } }: { readonly appointment: Appointment }) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('schedule.read-visit-history')) return null;
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{visitWords.history}</summary>
      {open && <VisitSteps key={version} appointmentId={appointmentId} cancelled={status === 'cancelled'} />}
    </details>
  );
}

interface ActsProps {
  readonly appointment: Appointment;
  readonly onMove: () => void;
  readonly onCancel: () => void;
  readonly onDone: (said: string) => void;
}

/** What the caller may do with it as it stands. */
function Acts({ appointment, onMove, onCancel, onDone }: ActsProps) {
  const { appointmentId, patient, may, status } = appointment;
  const [busy, setBusy] = useState<Mark>();
  const [why, setWhy] = useState<string>();
  const mark = async (as: Mark) => {
    setBusy(as);
    const sent = await send(MarkAppointment, { appointmentId, status: as, was: status });
    setBusy(undefined);
    if ('why' in sent) setWhy(sent.why);
    else onDone(as === 'booked' ? words.unmarked(patient.name) : words.marked(patient.name, as));
  };
  const isClosed = !isOpen(status);
  if (isClosed && may.mark.length === 0) return <p className="dim">{words.closed}</p>;
  if (may.mark.length === 0 && !may.move && !may.cancel) return <p className="dim">{words.notYours}</p>;
  return (
    <>
      {why && <Notice tone="bad">{why}</Notice>}
      {isClosed && <p className="dim">{words.closedByMistake(status)}</p>}
      {may.mark.length > 0 && (
        <div className={css.marks}>
          {may.mark.map((as, at) => {
            const MarkIcon = isClosed || as === 'booked' ? IconArrowBackUp : statusIcons[as];
            return (
              <Button
                key={as}
                variant={at === 0 && !isClosed ? 'filled' : 'default'}
                leftSection={<MarkIcon size={16} aria-hidden />}
                loading={busy === as}
                onClick={() => void mark(as)}
              >
                {isClosed ? words.takeBack[as] : words.marks[as]}
              </Button>
            );
          })}
        </div>
      )}
      <div className={css.marks}>
        {may.move && (
          <Button variant="default" onClick={onMove}>
            {words.move}
          </Button>
        )}
        {may.cancel && (
          <Button variant="subtle" color="brick" onClick={onCancel}>
            {words.cancel}
          </Button>
        )}
      </div>
    </>
  );
}

interface AppointmentDialogProps {
  readonly appointment: Appointment | undefined;
  readonly providers: readonly Colleague[];
  readonly sites: readonly Site[];
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}

type Way = 'look' | 'move' | 'cancel';

function titleOf(way: Way, { patient }: Appointment): string {
  if (way === 'look') return words.title;
  return way === 'move' ? scheduleWords.moving.title(patient.name) : scheduleWords.cancelling.title(patient.name);
}

/** One appointment: what is known of it, and the ways to mark, move and cancel it. */
export function AppointmentDialog({ appointment, providers, sites, onClose, onDone }: AppointmentDialogProps) {
  const [chosen, setChosen] = useState<{ readonly of: string; readonly way: Way }>();
  const way = chosen && chosen.of === appointment?.appointmentId ? chosen.way : 'look';
  const go = (to: Way) => () => appointment && setChosen({ of: appointment.appointmentId, way: to });
  // What was pressed is gone with the other way; the dialog's title says where one is now.
  const inside = useRef<HTMLDivElement>(null);
  const before = useRef(way);
  useEffect(() => {
    const title = inside.current?.closest('[role="dialog"]')?.querySelector<HTMLElement>('[data-autofocus]');
    if (before.current !== way) title?.focus();
    before.current = way;
  }, [way]);
  const close = () => {
    setChosen(undefined);
    onClose();
  };
  const done = (said: string) => {
    setChosen(undefined);
    onDone(said);
  };
  return (
    <Dialog
      opened={appointment !== undefined}
      onClose={close}
      title={appointment ? titleOf(way, appointment) : words.title}
      size={way === 'move' ? 620 : 520}
      closeLabel={words.close}
    >
      <div ref={inside}>
        {appointment && way === 'look' && (
          <div className={css.form}>
            <Facts appointment={appointment} sites={sites} />
            {appointment.overlaps && <Notice tone="warn">{words.overlaps}</Notice>}
            <History appointment={appointment} />
            <Acts appointment={appointment} onMove={go('move')} onCancel={go('cancel')} onDone={done} />
          </div>
        )}
        {appointment && way === 'move' && (
          <MoveForm appointment={appointment} providers={providers} sites={sites} onBack={go('look')} onDone={done} />
        )}
        {appointment && way === 'cancel' && <CancelForm appointment={appointment} onBack={go('look')} onDone={done} />}
      </div>
    </Dialog>
  );
}
