import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import {
  AppointmentId,
  ClockTime,
  Day,
  Instant,
  Line,
  nullable,
  PatientId,
  Person,
  Reason,
  SiteId,
  UserId,
  Version,
} from '#kernel/schema.ts';

export const appointmentStatuses = ['booked', 'arrived', 'seen', 'no-show', 'cancelled'] as const;
export type AppointmentStatus = (typeof appointmentStatuses)[number];
const Status = Type.Enum([...appointmentStatuses]);

/** What an appointment can be marked; `booked` takes `arrived` back, and both can take back what closed it. */
export const marks = ['booked', 'arrived', 'seen', 'no-show'] as const;
export type Mark = (typeof marks)[number];
const Mark = Type.Enum([...marks]);

const DurationMinutes = Type.Integer({ minimum: 5, maximum: 480 });

/** Most days that one list shows. */
export const MOST_DAYS = 31;

/** When and with whom; the day and the clock times are the clinic's. */
const Slot = {
  provider: nullable(Person),
  siteId: SiteId,
  startsAt: Instant,
  endsAt: Instant,
  day: Day,
  start: ClockTime,
  end: ClockTime,
  durationMinutes: Type.Integer(),
  /** Another appointment takes the same provider at that time. */
  overlaps: Type.Boolean(),
};

const Appointment = Type.Object({
  appointmentId: AppointmentId,
  patient: Type.Object({ patientId: PatientId, name: Type.String() }),
  ...Slot,
  reason: Type.String(),
  status: Status,
  version: Version,
  /** Whose it was before a hand-over. */
  cameFrom: nullable(Person),
  /** Whom it was for, who had left when it was opened again. */
  arrivedFor: nullable(Person),
  /** What the caller may do with it as it stands. */
  may: Type.Object({ move: Type.Boolean(), cancel: Type.Boolean(), mark: Type.Array(Mark) }),
});
export type Appointment = Static<typeof Appointment>;

/** The time of a patient whose record is closed to the caller: taken, with the name where the clinic shows it, and that is all. */
const TakenSlot = Type.Object({ patient: Type.Null(), patientName: nullable(Type.String()), ...Slot });
export type TakenSlot = Static<typeof TakenSlot>;

export const ListAppointments = operation({
  name: 'schedule.list-appointments',
  says: 'See the schedule: who is booked with whom, when and where.',
  method: 'GET',
  path: '/appointments',
  doctor: true,
  input: Type.Object({
    from: Day,
    /** The last day, which is included. */
    to: Day,
    providerId: Type.Optional(UserId),
    siteId: Type.Optional(SiteId),
    /** With a site: also what takes the time of its providers at other sites. */
    elsewhere: Type.Optional(Type.Boolean()),
    /** Cancelled appointments too. */
    cancelled: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({
    appointments: Type.Array(Appointment),
    taken: Type.Array(TakenSlot),
    /** Who is away on some of these days, from when until when, and who covers their appointments; never why. */
    away: Type.Array(
      Type.Object({
        userId: UserId,
        name: Type.String(),
        from: Day,
        until: Day,
        coverers: Type.Array(Type.Object({ userId: UserId, name: Type.String() })),
      }),
    ),
    /** What the clinic's calendar and clock show; a browser's may know its time zone worse. */
    now: Type.Object({ day: Day, time: ClockTime }),
    may: Type.Object({ book: Type.Boolean() }),
  }),
  refusals: ['schedule/days-malformed'],
});
export type Schedule = Static<typeof ListAppointments.output>;

export const ReadAppointment = operation({
  name: 'schedule.read-appointment',
  says: 'Read one appointment as it is now.',
  method: 'GET',
  path: '/appointments/{appointmentId}',
  doctor: true,
  input: Type.Object({ appointmentId: AppointmentId }),
  output: Appointment,
  refusals: ['schedule/appointment-not-found'],
});

const Time = {
  providerId: UserId,
  siteId: SiteId,
  day: Day,
  /** Where the clocks jump over it, the time after the jump is meant. */
  start: ClockTime,
  durationMinutes: DurationMinutes,
};

const Booked = Type.Object({
  appointmentId: AppointmentId,
  startsAt: Instant,
  endsAt: Instant,
  /** The clinic's, which differs from what was asked where the clocks jump over it. */
  day: Day,
  start: ClockTime,
  version: Version,
});

export const BookAppointment = operation({
  name: 'schedule.book-appointment',
  says: 'Book a patient with a provider, at a site of one’s own. Overlaps and absences are shown; a clinic can refuse to book with who is away.',
  method: 'POST',
  path: '/appointments',
  doctor: true,
  input: Type.Object({ patientId: PatientId, ...Time, reason: Line }),
  output: Booked,
  refusals: [
    'patient/not-found',
    'patient/closed',
    'user/not-found',
    'site/not-found',
    'site/not-yours',
    'schedule/not-bookable',
    'schedule/after-last-day',
    'schedule/not-at-site',
    'schedule/provider-away',
  ],
});

export const MoveAppointment = operation({
  name: 'schedule.move-appointment',
  says: 'Move an open appointment to another time, provider or site of one’s own.',
  method: 'PUT',
  path: '/appointments/{appointmentId}',
  doctor: true,
  versioned: true,
  input: Type.Object({ appointmentId: AppointmentId, ...Time, version: Version }),
  output: Booked,
  refusals: [
    'schedule/appointment-not-found',
    'schedule/appointment-closed',
    'user/not-found',
    'site/not-found',
    'site/not-yours',
    'schedule/not-bookable',
    'schedule/after-last-day',
    'schedule/not-at-site',
    'schedule/provider-away',
  ],
});

export const CancelAppointment = operation({
  name: 'schedule.cancel-appointment',
  says: 'Cancel an open appointment, with the reason, and write to the patient where that is wished.',
  method: 'POST',
  path: '/appointments/{appointmentId}/cancellation',
  doctor: true,
  input: Type.Object({
    appointmentId: AppointmentId,
    reason: Reason,
    /** Writes to the patient, where there is an address, this server sends mail and the time is still to come. */
    tell: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ appointmentId: AppointmentId, version: Version, told: Type.Boolean() }),
  refusals: ['schedule/appointment-not-found', 'schedule/appointment-closed'],
});

export const MarkAppointment = operation({
  name: 'schedule.mark-appointment',
  says: 'Mark an appointment arrived, seen or no-show, and take that back.',
  method: 'PUT',
  path: '/appointments/{appointmentId}/status',
  doctor: true,
  input: Type.Object({
    appointmentId: AppointmentId,
    status: Mark,
    /** What it was marked when it was looked at; needed to take seen or no-show back. */
    was: Type.Optional(Status),
  }),
  output: Type.Object({ appointmentId: AppointmentId, status: Mark, version: Version }),
  // The last two where it is taken back and its provider has left, or its site is closed.
  refusals: [
    'schedule/appointment-not-found',
    'schedule/appointment-closed',
    'schedule/not-bookable',
    'schedule/after-last-day',
    'site/not-found',
  ],
});
