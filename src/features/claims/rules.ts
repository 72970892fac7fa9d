import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Held, mayWorkOn } from '../work/rules.ts';
import type { ClaimStatus } from './contract.ts';

/**
 * Decides whether a user may follow a claim up: whoever holds it or covers for its holder may, and while nobody does, anybody.
 *
 * @throws {Refusal} `claim/not-found`, `work/already-closed`, `work/not-yours`.
 */
export function mayFollow<C extends Held>(claim: C | undefined, actorId: Id<'user'>): C {
  if (!claim) throw new Refusal('claim/not-found');
  return mayWorkOn(claim, actorId);
}

/**
 * Makes sure that a claim stands where an act can be done with it.
 *
 * @throws {Refusal} `claim/other-state`.
 */
export function standsAt(status: ClaimStatus, ...where: readonly ClaimStatus[]): void {
  if (!where.includes(status)) throw new Refusal('claim/other-state');
}

/** A claim, and whether whoever holds it is still here. */
interface Settled extends Held {
  readonly status: ClaimStatus;
  readonly holderActive: boolean;
}

/**
 * Decides whether a user may record that a claim was rejected: as they follow it up; and one that was paid comes back from
 * the payer to whoever had it, or to anybody once that user has left.
 *
 * @throws {Refusal} `claim/not-found`, `work/already-closed`, `work/not-yours`, `claim/other-state`.
 */
export function mayReject<C extends Settled>(claim: C | undefined, actorId: Id<'user'>): C {
  if (claim?.status !== 'paid') {
    const open = mayFollow(claim, actorId);
    standsAt(open.status, 'awaiting-payment');
    return open;
  }
  const { holderId, holderActive, covers } = claim;
  if (holderId !== null && holderActive && holderId !== actorId && !covers) throw new Refusal('work/not-yours');
  return claim;
}
