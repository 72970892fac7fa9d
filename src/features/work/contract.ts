import { type Static, Type } from 'typebox';
import { Day, Instant, nullable, PatientId, Person } from '#kernel/schema.ts';

/** The kinds of open work that somebody can cover for whoever is away. */
export const coveredKinds = [
  'message',
  'task',
  'result',
  'chart-note',
  'letter',
  'secure-message',
  'claim',
  'sent-questionnaire',
  'recurring-questionnaire',
  'past-appointment',
  'prescription',
] as const;
export type CoveredKind = (typeof coveredKinds)[number];

/** For whom somebody covers now, which kinds of their work, and the last day of it. */
export const Covering = Type.Object({ user: Person, until: Day, kinds: Type.Array(Type.Enum([...coveredKinds])) });

/** Whom a piece of work is about, as a row names them. */
export const PatientNamed = Type.Object({
  patientId: PatientId,
  demographicNumber: Type.Integer(),
  lastName: Type.String(),
  firstName: Type.String(),
});
export type PatientNamed = Static<typeof PatientNamed>;

/** What waits for the reader and in the pool. What concerns a patient closed to the reader is counted apart and not listed. */
export const Waiting = Type.Object({
  open: Type.Integer(),
  withheld: Type.Integer(),
  pool: Type.Integer(),
  poolWithheld: Type.Integer(),
});
export type Waiting = Static<typeof Waiting>;

/** Who held it, from when until when; nobody while it waited in the pool. */
export const HolderStep = Type.Object({ holder: nullable(Person), from: Instant, until: nullable(Instant) });
export type HolderStep = Static<typeof HolderStep>;

/** The head of what goes out, from the provider record of who signs it, and from the site where that says nothing. */
export const Letterhead = Type.Object({
  clinicName: Type.String(),
  name: Type.String(),
  type: Type.String(),
  address: Type.String(),
  city: Type.String(),
  phone: Type.String(),
  fax: Type.String(),
});
export type Letterhead = Static<typeof Letterhead>;
