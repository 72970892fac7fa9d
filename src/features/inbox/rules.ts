import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { ItemState } from './contract.ts';

const LONGEST_SNOOZE_MS = 366 * 86_400_000;

/**
 * Decides whether a message can be away until then: a time to come, within a year.
 *
 * @throws {Refusal} `inbox/snooze-in-the-past`, `inbox/snooze-too-far`.
 */
export function checkSnooze(until: string, now: string): void {
  const away = Date.parse(until) - Date.parse(now);
  if (!(away > 0)) throw new Refusal('inbox/snooze-in-the-past');
  if (away > LONGEST_SNOOZE_MS) throw new Refusal('inbox/snooze-too-far');
}

/** What must be known of an item to say where it is. */
export interface Placed {
  readonly holderId: string | null;
  readonly filedAt: string | null;
  readonly snoozedUntil: string | null;
  readonly now: string;
}

/** Where an item is for whoever looks. What is snoozed comes back by itself when its time has come. */
export function stateOf({ holderId, filedAt, snoozedUntil, now }: Placed, readerId: string): ItemState {
  if (holderId === null && filedAt === null) return 'pool';
  if (holderId !== readerId) return 'elsewhere';
  if (filedAt !== null) return 'filed';
  return snoozedUntil !== null && snoozedUntil > now ? 'snoozed' : 'inbox';
}

interface OnADesk {
  readonly holderId: Id<'user'> | null;
  /** The actor covers for its holder now. */
  readonly covers: boolean;
}

/**
 * Makes sure that there is an item and that it is on the actor's own desk, or on that of whoever they cover for.
 *
 * @throws {Refusal} `inbox/message-not-found`.
 */
export function ownOrRefuse<I extends OnADesk>(item: I | undefined, actorId: string) {
  if (!item?.holderId || (item.holderId !== actorId && !item.covers)) throw new Refusal('inbox/message-not-found');
  return { ...item, holderId: item.holderId };
}

/**
 * Decides whether these users can come into a group. A locked one is away: no new work for them.
 *
 * @throws {Refusal} `user/not-found`, `work/holder-not-active`.
 */
export function canJoin(
  userIds: readonly string[],
  { known, able }: { readonly known: number; readonly able: number },
): void {
  if (known < userIds.length) throw new Refusal('user/not-found');
  if (able < userIds.length) throw new Refusal('work/holder-not-active');
}
