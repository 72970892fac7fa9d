import type { RawBuilder } from 'kysely';
import type { Ability } from '../users/public.ts';

/** What can happen to a piece of open work: it goes to a successor, is cancelled, or returns to the clinic's unassigned pool. */
export type How = 'transfer' | 'cancel' | 'return';

/** What can keep an item from a successor, and what should only be looked at. */
export type Conflict =
  | 'not-permitted'
  | 'blocked'
  | 'not-bookable'
  | 'not-at-site'
  | 'after-last-day'
  | 'already-member'
  | 'both-ends'
  | 'overlaps'
  | 'number-missing'
  | 'leaving-too'
  | 'away'
  | 'covers-somebody';
export const blocking: readonly Conflict[] = [
  'not-permitted',
  'blocked',
  'not-bookable',
  'not-at-site',
  'after-last-day',
  'already-member',
  'both-ends',
];

/**
 * One kind of open work: a file in kinds/ and a migration that stamps its table
 * (`stamp_work_kind` in db/0029_plans.sql). Nothing else knows the kinds, and each step is
 * one statement, however many items there are.
 */
export interface WorkKind {
  /** The name it is stamped under. */
  readonly kind: string;
  readonly dispositions: readonly How[];
  /** How its items are told apart, as its stamp says; what waits least comes last. */
  readonly facets?: readonly string[];
  /** It is done at a site: stamped with one. */
  readonly hasSite?: true;
  /** An item is a patient, by the patient's own id. */
  readonly itemIsPatient?: true;
  /** What it takes to do this work in one's own name: a number of the province that a successor may lack. */
  readonly ability?: Ability;
  /** Of these items, what the actor may read of each: id and a line of text. */
  readonly describe: (ids: readonly string[]) => RawBuilder<{ itemId: string; says: string }>;
}
