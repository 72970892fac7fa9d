import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { KindPreview, PlanRule, RuleWeight, Where } from './contract.ts';
import type { Conflict, How } from './work-kind.ts';

export interface Kind {
  readonly kind: string;
  readonly dispositions: readonly How[];
  readonly facets?: readonly string[];
  readonly hasSite?: boolean;
}

/** A part of the open work of one kind that fares alike under a plan, counted. */
export interface Tally {
  /** The place of the first rule that fits, counted from 1; null where none does. */
  readonly fits: number | null;
  /** The place of the rule it goes by; null where it stays. */
  readonly rule: number | null;
  /** What keeps it from the successors of the rule that fits first. */
  readonly passed: Conflict | null;
  /** Which successors of the rule can take it, a bit each, the first named the lowest. */
  readonly able: number | null;
  /** Who takes it; null also where several take turns and it makes no difference who. */
  readonly successor: Id<'user'> | null;
  readonly conflict: Conflict | null;
  readonly facet: string | null;
  readonly items: number;
  readonly oldest: string | null;
  /** Stands for which items they are, in any order. */
  readonly digest: string;
}

/** What should be thought of before a successor takes work of a kind, whatever the item. */
export type Doubts = (kind: string, successorId: Id<'user'>) => readonly Conflict[];

/**
 * Reads a plan: the rules of each kind, in their order.
 *
 * @throws {Refusal} `handover/plan-malformed`: a kind that is unknown, a disposition or a filter that it does not
 *   have, a transfer to nobody or to the same user twice, days, letters or ages in the wrong order.
 */
export function readPlan(plan: readonly PlanRule[], kinds: readonly Kind[]): ReadonlyMap<string, readonly PlanRule[]> {
  for (const rule of plan) {
    const kind = kinds.find((one) => one.kind === rule.kind);
    if (!kind?.dispositions.includes(rule.how) || !named(rule) || !lies(rule, kind))
      throw new Refusal('handover/plan-malformed', { kind: rule.kind });
  }
  return Map.groupBy(plan, ({ kind }) => kind);
}

const named = ({ how, successorIds = [] }: PlanRule): boolean =>
  (how === 'transfer') === successorIds.length > 0 && new Set(successorIds).size === successorIds.length;

const lies = ({ where: { siteId, facet, ...where } = {} }: PlanRule, { hasSite, facets = [] }: Kind): boolean =>
  (siteId === undefined || hasSite === true) &&
  (facet === undefined || facets.includes(facet)) &&
  reversed(where).length === 0;

const before = <T extends string | number>(from: T | undefined, to: T | undefined): boolean =>
  from === undefined || to === undefined || from <= to;

/** Which spans of a filter end before they begin: it would fit nothing, ever. */
export function reversed({ from, until, nameFrom, nameTo, ageFrom, ageTo }: Where): ('days' | 'names' | 'ages')[] {
  return [
    ...(before(from, until) ? [] : (['days'] as const)),
    ...(before(nameFrom, nameTo) ? [] : (['names'] as const)),
    ...(before(ageFrom, ageTo) ? [] : (['ages'] as const)),
  ];
}

const sum = (of: readonly { readonly items: number }[]): number => of.reduce((total, { items }) => total + items, 0);

const oldestOf = (tallies: readonly Tally[]): string | null =>
  tallies.flatMap(({ oldest }) => oldest ?? []).toSorted()[0] ?? null;

/** The tallies by a word of theirs, where they have one, with how many items each word has. */
function gathered<K extends string>(tallies: readonly Tally[], by: (tally: Tally) => K | null): [K, number][] {
  const groups = Map.groupBy(
    tallies.filter((one) => by(one) !== null),
    (one) => by(one) as K,
  );
  return [...groups].map(([key, of]) => [key, sum(of)]);
}

/** What the rules of one kind do to the work as it stands. */
export function weigh(
  { kind, dispositions, facets = [], hasSite = false }: Kind,
  tallies: readonly Tally[],
  { rules, doubts }: { readonly rules: readonly PlanRule[]; readonly doubts: Doubts },
): KindPreview {
  return {
    kind,
    count: sum(tallies),
    oldest: oldestOf(tallies),
    facets: [...Map.groupBy(tallies, ({ facet }) => facet)]
      .flatMap(([facet, of]) => (facet === null ? [] : [{ facet, items: sum(of), oldest: oldestOf(of) }]))
      .toSorted((a, b) => facets.indexOf(a.facet) - facets.indexOf(b.facet)),
    dispositions: [...dispositions],
    hasSite,
    rules: rules.map((rule, at) => weighRule(rule, tallies, { place: at + 1, doubts })),
    left: sum(tallies.filter(({ rule }) => rule === null)),
  };
}

function weighRule(
  rule: PlanRule,
  tallies: readonly Tally[],
  { place, doubts }: { readonly place: number; readonly doubts: Doubts },
): RuleWeight {
  const own = tallies.filter((one) => one.rule === place);
  const fallen = tallies.filter((one) => one.fits === place && one.rule !== place);
  const to = takenBy(rule, own);
  const found = [
    ...gathered(own, ({ conflict }) => conflict).map(([conflict, items]) => ({ conflict, items, userId: null })),
    ...to.flatMap(({ userId, items }) => doubts(rule.kind, userId).map((conflict) => ({ conflict, items, userId }))),
  ];
  return {
    items: sum(own),
    to,
    passed: gathered(fallen, ({ passed }) => passed).map(([conflict, items]) => ({ conflict, items })),
    doubts: [...Map.groupBy(found, ({ conflict }) => conflict)].map(([conflict, of]) => {
      const userIds = of.flatMap(({ userId }) => userId ?? []);
      return { conflict, items: sum(of), ...(userIds.length > 0 ? { userIds } : {}) };
    }),
  };
}

/** How many items each successor of a rule takes: in turn, of those who can take the same, the first named one more than the last. */
function takenBy({ successorIds = [] }: PlanRule, tallies: readonly Tally[]): RuleWeight['to'] {
  const inTurn = gathered(
    tallies.filter(({ successor }) => successor === null),
    ({ able }) => String(able ?? 0),
  ).flatMap(([able, items]) => {
    const turns = successorIds.filter((_, at) => Number(able) & (1 << at));
    return turns.map((userId, at) => [userId, Math.ceil((items - at) / turns.length)] as const);
  });
  const known = gathered(tallies, ({ successor }) => successor);
  const all = Map.groupBy([...known, ...inTurn], ([userId]) => userId);
  return successorIds.flatMap((userId) => {
    const items = (all.get(userId) ?? []).reduce((total, [, more]) => total + more, 0);
    return items > 0 ? [{ userId, items }] : [];
  });
}

/**
 * Decides whether the leaver would be left with nothing.
 *
 * @throws {Refusal} `handover/work-left` with the first kind that has some, and how many.
 */
export function nothingLeft(weighed: readonly KindPreview[]): void {
  const short = weighed.find(({ left }) => left > 0);
  if (short) throw new Refusal('handover/work-left', { kind: short.kind, left: short.left });
}

interface Kept {
  readonly userId: Id<'user'>;
  readonly locked: boolean;
}

/**
 * Decides whether these users can take work over: active, not locked, and not the leaver.
 *
 * @throws {Refusal} `handover/successor-is-leaver`, `handover/successor-not-active`, `handover/successor-locked`.
 */
export function canSucceed(leaverId: Id<'user'>, successorIds: readonly Id<'user'>[], active: readonly Kept[]): void {
  for (const successorId of successorIds) {
    if (successorId === leaverId) throw new Refusal('handover/successor-is-leaver');
    const one = active.find(({ userId }) => userId === successorId);
    if (!one) throw new Refusal('handover/successor-not-active');
    if (one.locked) throw new Refusal('handover/successor-locked');
  }
}

/** Successors who are to leave too, by name: see `chainOf` in plan-store.ts. */
export interface Chain {
  readonly back: string | null;
  readonly first: string | null;
}

/**
 * Decides whether work would come back, by plans that are kept, to the person who leaves.
 *
 * @throws {Refusal} `handover/plans-in-a-circle`.
 */
export function endsSomewhere({ back }: Chain): void {
  if (back !== null) throw new Refusal('handover/plans-in-a-circle', { name: back });
}

/**
 * Decides whether the successors are still there on the leaver's last day.
 *
 * @throws {Refusal} `handover/successor-leaves-first`.
 */
export function staysLonger({ first }: Chain): void {
  if (first !== null) throw new Refusal('handover/successor-leaves-first', { name: first });
}

/** The successors that a plan names, each once, in the order in which they are locked. */
export const successorsOf = (plan: readonly PlanRule[]): Id<'user'>[] =>
  [...new Set(plan.flatMap(({ successorIds = [] }) => successorIds))].toSorted();

/**
 * Decides whether work can go back to a leaver: only somebody who is active and not locked is given any.
 *
 * @throws {Refusal} `handover/leaver-still-out`, `handover/leaver-locked`.
 */
export function canTakeBack({ active, locked }: { readonly active: boolean; readonly locked: boolean }): void {
  if (!active) throw new Refusal('handover/leaver-still-out');
  if (locked) throw new Refusal('handover/leaver-locked');
}
