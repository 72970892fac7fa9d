import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CoveredKind } from '../work/contract.ts';

const MS_A_DAY = 86_400_000;
/** Three years: longer than any leave that the law gives. */
const MOST_DAYS = 1096;

export interface Cover {
  readonly kind: CoveredKind;
  readonly covererId: Id<'user'>;
}

/**
 * Decides whether somebody can be away from a day to a day. It may have begun: who is ill tells it afterwards.
 *
 * @throws {Refusal} `absence/days-reversed`, `absence/in-the-past`, `absence/too-long`.
 */
export function checkDays({ from, until }: { readonly from: string; readonly until: string }, today: string): void {
  if (until < from) throw new Refusal('absence/days-reversed');
  if (until < today) throw new Refusal('absence/in-the-past');
  if ((Date.parse(until) - Date.parse(from)) / MS_A_DAY >= MOST_DAYS) throw new Refusal('absence/too-long');
}

/** What must be known of somebody who is to cover, in those days. */
export interface Coverer {
  readonly userId: Id<'user'>;
  readonly name: string;
  readonly active: boolean;
  readonly locked: boolean;
  readonly away: boolean;
  /** The absent user covers for them in those days. */
  readonly coveredByAbsent: boolean;
}

/**
 * Decides whether these can cover for a user. Whoever is away covers for nobody; two who are away at the same time
 * and cover for each other leave the work of both to nobody.
 *
 * @throws {Refusal} `absence/covers-own`, `absence/coverer-not-active`, `absence/cover-in-a-circle`, `absence/coverer-away`.
 */
export function checkCoverers(userId: Id<'user'>, covers: readonly Cover[], known: readonly Coverer[]): void {
  for (const { covererId } of covers) {
    if (covererId === userId) throw new Refusal('absence/covers-own');
    const coverer = known.find((one) => one.userId === covererId);
    if (!coverer?.active || coverer.locked)
      throw new Refusal('absence/coverer-not-active', { name: coverer?.name ?? '' });
    if (coverer.coveredByAbsent) throw new Refusal('absence/cover-in-a-circle', { name: coverer.name });
    if (coverer.away) throw new Refusal('absence/coverer-away', { name: coverer.name });
  }
}

/** The covers, each once. */
export const eachOnce = (covers: readonly Cover[]): Cover[] => [
  ...new Map(covers.map((cover) => [`${cover.kind} ${cover.covererId}`, cover])).values(),
];

/**
 * Makes sure that there is such an absence, and that it is not over.
 *
 * @throws {Refusal} `absence/not-found`, `absence/over`.
 */
export function goesOn<A extends { readonly over: boolean }>(absence: A | undefined): A {
  if (!absence) throw new Refusal('absence/not-found');
  if (absence.over) throw new Refusal('absence/over');
  return absence;
}
