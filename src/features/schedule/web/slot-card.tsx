import {
  type Icon,
  IconAlertTriangle,
  IconCalendarOff,
  IconCheck,
  IconClock,
  IconDoorEnter,
  IconDots,
  IconLock,
  IconX,
} from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { Link } from 'react-router';
import { SiteTag } from '#web/ui/site-tag.tsx';
import { scheduleWords } from '#web/words/schedule.ts';
import type { Appointment, AppointmentStatus, TakenSlot } from '../contract.ts';
import type { Slot } from './grid.ts';
import type { Site } from './columns.ts';
import css from './slot-card.module.css';

const words = scheduleWords.slot;

export const statusIcons: Readonly<Record<AppointmentStatus, Icon>> = {
  booked: IconClock,
  arrived: IconDoorEnter,
  seen: IconCheck,
  'no-show': IconX,
  cancelled: IconCalendarOff,
};

/** How much a card says: one line in a low or narrow one, two in a high one, all of it in a list. */
export type CardSize = 'line' | 'high' | 'list';

interface CardProps {
  readonly size: CardSize;
  readonly style?: CSSProperties;
  /** Named where it is not the site that is looked at. */
  readonly site: Site | undefined;
}

const Overlap = () => (
  <span className={css.over} title={words.overlapsSaid}>
    <IconAlertTriangle size={13} aria-hidden />
    <span className="said">, {words.overlapsSaid}</span>
  </span>
);

const sentence = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(', ');

/** Time that somebody takes whose record is closed to the reader: when, the name where the clinic shows it, and nothing else. */
export function TakenCard({ slot, size, style, site }: CardProps & { readonly slot: TakenSlot }) {
  const { start, end, overlaps, patientName } = slot;
  return (
    <div className={css.slot} data-state="closed" data-overlaps={overlaps} data-size={size} style={style}>
      {size === 'list' && <span className={css.time}>{start}</span>}
      <span className={css.line}>
        <IconLock size={13} aria-hidden className={css.icon} />
        <b>{patientName ?? words.closed}</b>
        <span className="said">, {words.closedSaid(start, end)}</span>
        {overlaps && <Overlap />}
        {size === 'line' && <span className={css.short}>{words.taken}</span>}
        {size === 'line' && site && <SiteTag site={site} dense />}
      </span>
      {size !== 'line' && (
        <span className={css.why}>
          {site && <SiteTag site={site} dense />}{' '}
          {sentence(size === 'list' ? words.taken : `${start} ${words.taken}`, overlaps ? words.overlaps : '')}
        </span>
      )}
    </div>
  );
}

interface AppointmentCardProps extends CardProps {
  readonly slot: Appointment;
  readonly onOpen: (slot: Appointment) => void;
}

/** One appointment: the patient's name leads to the patient, the rest of the card opens the appointment. */
export function AppointmentCard({ slot, size, style, site, onOpen }: AppointmentCardProps) {
  const { patient, start, end, reason, status, overlaps } = slot;
  const StatusIcon = statusIcons[status];
  const said = overlaps ? words.overlaps : '';
  const second =
    size === 'list'
      ? sentence(reason, scheduleWords.status[status], said)
      : sentence(said, `${start} ${reason}`.trim());
  return (
    <div className={css.slot} data-state={status} data-overlaps={overlaps} data-size={size} style={style}>
      {size === 'list' && <span className={css.time}>{start}</span>}
      <span className={css.line}>
        <StatusIcon size={13} aria-hidden className={css.icon} />
        <Link to={`/patients/${patient.patientId}`} className={css.name}>
          {patient.name}
        </Link>
        <span className="said">, {words.said(start, end, status)}</span>
        {overlaps && <Overlap />}
        {size === 'line' && <span className={css.short}>{reason}</span>}
        {size === 'line' && site && <SiteTag site={site} dense />}
        <button
          type="button"
          className={css.open}
          onClick={() => onOpen(slot)}
          aria-label={words.open(patient.name, start)}
        >
          <IconDots size={15} aria-hidden />
        </button>
      </span>
      {size !== 'line' && (
        <span className={css.why}>
          {site && <SiteTag site={site} dense />} {second}
        </span>
      )}
    </div>
  );
}

interface SlotCardProps extends Omit<CardProps, 'site'> {
  readonly slot: Slot;
  readonly onOpen: (slot: Appointment) => void;
  readonly siteOf: (slot: Slot) => Site | undefined;
}

/** What stands in the schedule at one time. */
export function SlotCard({ slot, onOpen, siteOf, ...rest }: SlotCardProps) {
  const site = siteOf(slot);
  return slot.patient ? (
    <AppointmentCard slot={slot} onOpen={onOpen} site={site} {...rest} />
  ) : (
    <TakenCard slot={slot} site={site} {...rest} />
  );
}
