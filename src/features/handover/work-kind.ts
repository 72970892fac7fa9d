import type { RawBuilder } from 'kysely';

/** What can happen to a piece of open work: it goes to a successor, is cancelled, or returns to the clinic's unassigned pool. */
export type How = 'transfer' | 'cancel' | 'return';

/** What can stand against giving an item to a successor. Only an overlap leaves the choice. */
export type Conflict = 'not-permitted' | 'blocked' | 'not-bookable' | 'not-at-site' | 'overlaps';
export const blocking: readonly Conflict[] = ['not-permitted', 'blocked', 'not-bookable', 'not-at-site'];

/**
 * One kind of open work: a file in kinds/ and a migration that stamps its table
 * (`stamp_work_kind` in db/0006_handover.sql). Nothing else knows the kinds, and each step is
 * one statement, however many items there are.
 */
export interface WorkKind {
  /** The name it is stamped under. */
  readonly kind: string;
  readonly dispositions: readonly How[];
  /** Of these items, what the actor may read of each: id and a line of text. */
  readonly describe: (ids: readonly string[]) => RawBuilder<{ itemId: string; says: string }>;
}
