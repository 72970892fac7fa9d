import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import {
  AppointmentId,
  ClockTime,
  Cursor,
  Day,
  Instant,
  nullable,
  PatientId,
  Person,
  Reason,
  SiteId,
  UserId,
  Version,
} from '#kernel/schema.ts';
import { InOrder, PatientNamed, Waiting } from '../work/contract.ts';
import { appointmentStatuses, marks } from './contract.ts';

export const visitFolders = ['open', 'all'] as const;
export type VisitFolder = (typeof visitFolders)[number];

const Visit = Type.Object({
  appointmentId: AppointmentId,
  patient: PatientNamed,
  provider: nullable(Person),
  site: Type.Object({ siteId: SiteId, name: Type.String() }),
  startsAt: Instant,
  reason: Type.String(),
  status: Type.Enum([...appointmentStatuses]),
  /** Whose it was before. */
  cameFrom: nullable(Person),
  /** Whom it was for, who had left when it was opened again. */
  arrivedFor: nullable(Person),
  version: Version,
});
export type Visit = Static<typeof Visit>;

const Filters = {
  /** `open` when left out: one’s own and of whoever one covers for; `all` is everybody’s. */
  folder: Type.Optional(Type.Enum([...visitFolders])),
  providerId: Type.Optional(UserId),
  siteId: Type.Optional(SiteId),
  ...InOrder,
};

export const ListPastVisits = operation({
  name: 'schedule.list-past-visits',
  says: 'See the visits of the past of which nobody has said what became of them.',
  method: 'GET',
  path: '/past-visits',
  doctor: true,
  input: Type.Object({ ...Filters, after: Type.Optional(Cursor) }),
  output: Type.Object({
    visits: Type.Array(Visit),
    next: nullable(Cursor),
    /** What waits for the reader. Those of patients closed to the reader are counted apart and not listed. */
    waiting: Waiting,
    may: Type.Object({ cancel: Type.Boolean(), mark: Type.Boolean(), give: Type.Boolean() }),
  }),
  refusals: ['request/cursor-unknown'],
});

export const ExportPastVisits = operation({
  name: 'schedule.export-past-visits',
  says: 'Take the visits of the past that nobody closed out as a file.',
  method: 'POST',
  path: '/past-visits/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object(Filters),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

/** What can have happened to an appointment; a visit is given on without being moved. */
export const visitSteps = ['booked', 'moved', 'marked', 'cancelled', 'given', 'handed-over'] as const;
const Step = Type.Object({
  at: Instant,
  what: Type.Enum([...visitSteps]),
  by: nullable(Person),
  /** What it was marked. */
  status: nullable(Type.Enum([...marks])),
  /** Who has it from then on, where that changed. */
  to: nullable(Person),
  reason: nullable(Type.String()),
});
export type VisitStep = Static<typeof Step>;

export const ReadVisitHistory = operation({
  name: 'schedule.read-visit-history',
  says: 'See what happened to an appointment: who booked, moved, marked, gave on and cancelled it.',
  method: 'GET',
  path: '/appointments/{appointmentId}/history',
  doctor: true,
  input: Type.Object({ appointmentId: AppointmentId }),
  output: Type.Object({
    steps: Type.Array(Step),
    /** When the patient was written to that it is cancelled. */
    toldAt: nullable(Instant),
  }),
  refusals: ['schedule/appointment-not-found'],
});

export const GiveVisit = operation({
  name: 'schedule.give-visit',
  says: 'Let somebody else say what became of a visit of the past. Who it was booked with stays in its history.',
  method: 'PUT',
  path: '/past-visits/{appointmentId}/holder',
  doctor: true,
  versioned: true,
  input: Type.Object({ appointmentId: AppointmentId, holderId: UserId, version: Version }),
  output: Type.Object({ appointmentId: AppointmentId, version: Version }),
  refusals: [
    'schedule/appointment-not-found',
    'schedule/appointment-closed',
    'schedule/visit-to-come',
    'schedule/visit-not-theirs',
    'user/not-found',
    'work/holder-not-active',
  ],
});

/** Most appointments that are cancelled at once. */
export const MOST_CANCELLED = 500;

/** How a patient hears of it; nobody can be told where neither address nor phone is known. */
export const waysToTell = ['mail', 'call', 'none'] as const;
export type WayToTell = (typeof waysToTell)[number];

export const PreviewCancellations = operation({
  name: 'schedule.preview-cancellations',
  says: 'See which appointments of a day would be cancelled at once, and how each patient can be told.',
  method: 'GET',
  path: '/appointments/cancellations',
  doctor: true,
  input: Type.Object({ day: Day, providerId: Type.Optional(UserId), siteId: Type.Optional(SiteId) }),
  output: Type.Object({
    /** The first so many of the day that are still to come, in the order of time. */
    items: Type.Array(
      Type.Object({
        appointmentId: AppointmentId,
        patient: Type.Object({ patientId: PatientId, name: Type.String() }),
        provider: nullable(Person),
        siteId: SiteId,
        start: ClockTime,
        way: Type.Enum([...waysToTell]),
        /** The address or the phone. */
        contact: Type.String(),
      }),
    ),
    /** Further ones, which are cancelled after these. */
    more: Type.Integer(),
    /** Of patients whose records are closed to the reader: they stay. */
    withheld: Type.Integer(),
    /** Whether this server sends mail at all. */
    sendsMail: Type.Boolean(),
  }),
  refusals: [],
});
export type Cancellations = Static<typeof PreviewCancellations.output>;

export const CancelAppointments = operation({
  name: 'schedule.cancel-appointments',
  says: 'Cancel several appointments to come at once, with one reason, and write to their patients.',
  method: 'POST',
  path: '/appointments/cancellations',
  doctor: true,
  input: Type.Object({
    appointmentIds: Type.Array(AppointmentId, { minItems: 1, maxItems: MOST_CANCELLED, uniqueItems: true }),
    reason: Reason,
    /** Writes to whoever has an address, where this server sends mail. */
    tell: Type.Boolean(),
  }),
  output: Type.Object({ cancelled: Type.Integer(), told: Type.Integer() }),
  refusals: ['schedule/day-changed'],
});
