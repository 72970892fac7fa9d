import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { What } from './contract.ts';

interface Proposed {
  readonly what: What;
  readonly fromId: Id<'user'>;
  readonly holderId: Id<'user'>;
  readonly forwards: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/**
 * Decides whether there can be such a rule, on the clinic's day `today`.
 *
 * @throws {Refusal} `standing/with-oneself`, `standing/nothing-forwarded`, `standing/day-in-the-past`, `standing/days-reversed`.
 */
export function canStand({ what, fromId, holderId, forwards, startsOn, endsOn }: Proposed, today: string): void {
  if (fromId === holderId) throw new Refusal('standing/with-oneself');
  if ((what === 'forwarding') !== forwards.length > 0) throw new Refusal('standing/nothing-forwarded');
  if (endsOn !== null && endsOn < startsOn) throw new Refusal('standing/days-reversed');
  if (startsOn < today) throw new Refusal('standing/day-in-the-past');
}
