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
  'appointment',
  'past-appointment',
  'prescription',
] as const;
export type CoveredKind = (typeof coveredKinds)[number];

/** For whom somebody covers now, which kinds of their work, and the last day of it. */
export const Covering = Type.Object({ user: Person, until: Day, kinds: Type.Array(Type.Enum([...coveredKinds])) });

export const orders = ['oldest', 'latest'] as const;
export type Order = (typeof orders)[number];

/** How a list of work is narrowed to days and put in order. */
export const InOrder = {
  /** The first and the last day, both included. */
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  /** What waits comes oldest first and all latest first, where nothing is said. */
  order: Type.Optional(Type.Enum([...orders])),
};
/** What was asked of it. */
export interface OrderAsked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly order?: Order | undefined;
}

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

/** One move of a piece of work: who moved it, from whom and to whom; nobody is the pool, or where it is not known. */
export const HandStep = Type.Object({
  at: Instant,
  by: nullable(Person),
  from: nullable(Person),
  to: nullable(Person),
});
export type HandStep = Static<typeof HandStep>;

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
