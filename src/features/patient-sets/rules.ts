import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import { NAME_LENGTH, type Terms } from './contract.ts';

/** A block on the user that nobody has lifted. */
export interface Live extends Terms {
  readonly blockId: Id<'block'>;
  readonly setId: Id<'set'>;
  /** Its end has come; it keeps nobody out any more. */
  readonly ended: boolean;
  /** Its reason was not shown to whoever wishes. */
  readonly reasonWithheld: boolean;
}
/** A set that is to be closed, as it was shown. */
export interface Wished extends Terms {
  readonly setId: Id<'set'>;
  readonly versionNumber: number;
}
export interface Laying extends Terms {
  readonly setId: Id<'set'>;
}
export interface AccessPlan {
  readonly lay: readonly Laying[];
  /** Blocks that hold now and will not. */
  readonly lift: readonly Live[];
  /** Blocks that have ended by themselves, and are in the way of a new one. */
  readonly clear: readonly Live[];
}

interface Standing {
  readonly live: readonly Live[];
  /** The sets there are, of those that are wished. */
  readonly sets: readonly { readonly setId: Id<'set'>; readonly name: string; readonly versionNumber: number }[];
  /** By the clinic's calendar. */
  readonly today: string;
}

const fields = ['endsOn', 'reviewOn', 'masterFileOpen', 'emergencyAllowed', 'patientRequest'] as const;

/** Whether two say the same about how a set is closed. */
export const sameTerms = (one: Terms, other: Terms): boolean =>
  one.reason.trim() === other.reason.trim() && fields.every((field) => one[field] === other[field]);

/**
 * What must be laid and lifted so that these sets are closed on these terms, and no others. Other terms are another
 * block: the one that stands is lifted.
 *
 * @throws {Refusal} `set/not-found`, `set/changed`, `block/already-laid`, `block/reason-missing`,
 *   `block/ends-in-the-past`, `block/review-in-the-past`, `block/review-after-end`.
 */
export function planAccess(wished: readonly Wished[], { live, sets, today }: Standing): AccessPlan {
  const known = new Map(sets.map((set) => [set.setId, set]));
  const standing = new Map(live.map((block) => [block.setId, block]));
  if (new Set(wished.map(({ setId }) => setId)).size < wished.length) throw new Refusal('block/already-laid');
  const unchanged = ({ setId, ...terms }: Wished) => {
    const block = standing.get(setId);
    if (block === undefined || block.ended) return false;
    return sameTerms(block.reasonWithheld && terms.reason.trim() === '' ? { ...block, reason: '' } : block, terms);
  };
  const lay = wished
    .filter((wish) => !unchanged(wish))
    .map(({ versionNumber, ...laying }) => {
      const set = known.get(laying.setId);
      if (!set) throw new Refusal('set/not-found');
      if (set.versionNumber !== versionNumber) throw new Refusal('set/changed', { name: set.name });
      mayLay(laying, set.name, today);
      return laying;
    });
  const laid = new Set(lay.map(({ setId }) => setId));
  const kept = new Set(wished.filter(unchanged).map(({ setId }) => setId));
  return {
    lay,
    lift: live.filter(({ setId, ended }) => !ended && !kept.has(setId)),
    clear: live.filter(({ setId, ended }) => ended && laid.has(setId)),
  };
}

/**
 * A set's name as it is kept: letters as they are usually written, one space between words, nothing that does not show. So no two
 * sets have names that look the same.
 *
 * @throws {Refusal} `set/name-missing`.
 */
export function nameOf(typed: string): string {
  const name = typed
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (name === '' || name.length > NAME_LENGTH) throw new Refusal('set/name-missing');
  return name;
}

/**
 * Makes sure that the terms of a new block make sense.
 *
 * @throws {Refusal} `block/reason-missing`, `block/ends-in-the-past`, `block/review-in-the-past`, `block/review-after-end`.
 */
export function mayLay({ reason, endsOn, reviewOn }: Terms, name: string, today: string): void {
  if (reason.trim() === '') throw new Refusal('block/reason-missing', { name });
  if (endsOn !== null && endsOn < today) throw new Refusal('block/ends-in-the-past', { name });
  if (reviewOn !== null && reviewOn < today) throw new Refusal('block/review-in-the-past', { name });
  if (reviewOn !== null && endsOn !== null && reviewOn > endsOn) throw new Refusal('block/review-after-end', { name });
}

/**
 * Makes sure that somebody can be kept out: not oneself, nobody who has left, and not the last who could undo it.
 *
 * @throws {Refusal} `user/not-found`, `block/user-inactive`, `block/concerns-yourself`, `block/last-administrator`.
 */
export function mayBlock(
  user: { readonly active: boolean } | undefined,
  { itself, administers, othersAdminister }: { itself: boolean; administers: boolean; othersAdminister: number },
): void {
  if (!user) throw new Refusal('user/not-found');
  if (!user.active) throw new Refusal('block/user-inactive');
  if (itself) throw new Refusal('block/concerns-yourself');
  if (administers && othersAdminister === 0) throw new Refusal('block/last-administrator');
}

/**
 * Makes sure that the set is the one that was looked at, and not one that keeps its changer out.
 *
 * @throws {Refusal} `set/not-found`, `request/version-stale`, `set/concerns-yourself`.
 */
export function mayChange<S extends { readonly version: number; readonly concernsYou: boolean }>(
  set: S | undefined,
  version: number,
): S {
  if (!set) throw new Refusal('set/not-found');
  if (set.concernsYou) throw new Refusal('set/concerns-yourself');
  if (set.version !== version) throw new Refusal('request/version-stale');
  return set;
}
