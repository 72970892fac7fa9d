import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { PatientNamed } from './contract.ts';

/** What must be known of a piece of work to decide whether it waits for somebody. */
export interface Standing {
  readonly holderId: Id<'user'> | null;
  readonly isOpen: boolean;
}

/** What must be known of a piece of work to decide who may move or finish it. */
export interface Held extends Standing {
  /** The actor covers for its holder now. */
  readonly covers: boolean;
}

/**
 * Makes sure that there is such work and that it is still open.
 *
 * @throws {Refusal} `work/not-found`, `work/already-closed`.
 */
export function openOrRefuse<W extends Standing>(work: W | undefined): W {
  if (!work) throw new Refusal('work/not-found');
  if (!work.isOpen) throw new Refusal('work/already-closed');
  return work;
}

/**
 * Decides whether a user may work on it: its holder may, whoever covers for its holder, and while nobody holds it, anybody.
 *
 * @throws {Refusal} `work/not-found`, `work/already-closed`, `work/not-yours`.
 */
export function mayWorkOn<W extends Held>(work: W | undefined, actorId: Id<'user'>): W {
  const open = openOrRefuse(work);
  if (open.holderId !== null && open.holderId !== actorId && !open.covers) throw new Refusal('work/not-yours');
  return open;
}

/** On whose behalf somebody works on it who covers for its holder; the holder keeps it. */
export const behalfOf = ({ holderId, covers }: Pick<Held, 'holderId' | 'covers'>): Id<'user'> | undefined =>
  (covers && holderId) || undefined;

/**
 * Decides whether it may be taken: only out of the pool.
 *
 * @throws {Refusal} `work/not-found`, `work/already-closed`, `work/already-taken`.
 */
export function mayTake<W extends Standing>(work: W | undefined): W {
  const open = openOrRefuse(work);
  if (open.holderId !== null) throw new Refusal('work/already-taken');
  return open;
}

/**
 * Makes sure that it is still with whom it was seen with, so that of two who pass it on at once one is told.
 *
 * @throws {Refusal} `work/already-taken`.
 */
export function stillWith<W extends Pick<Standing, 'holderId'>>(work: W, fromId: Id<'user'> | null): W {
  if (work.holderId !== fromId) throw new Refusal('work/already-taken');
  return work;
}

/**
 * Decides whether somebody can be given work. A locked user is away: no new work for them.
 *
 * @throws {Refusal} `user/not-found`, `work/holder-not-active`.
 */
export function canHold(user: { readonly status: string } | undefined): void {
  if (!user) throw new Refusal('user/not-found');
  if (user.status !== 'active') throw new Refusal('work/holder-not-active');
}

/** Whom a line of a file is about, in three cells: number, last name, first name. Some work is about nobody. */
export const numberedName = (patient: PatientNamed | null): readonly (string | number)[] =>
  patient ? [patient.demographicNumber, patient.lastName, patient.firstName] : ['', '', ''];
