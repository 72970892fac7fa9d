import { createHash } from 'node:crypto';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { KindPreview, PlanRule } from './contract.ts';
import { doubtsAbout } from './doubts.ts';
import { kinds } from './kinds.ts';
import { readPlan, successorsOf, type Tally, weigh } from './rules.ts';
import * as store from './store.ts';

export interface DrawnPlan {
  /** The rules of each kind, in their order. */
  readonly rules: ReadonlyMap<string, readonly PlanRule[]>;
  readonly weighed: readonly KindPreview[];
  /** Changes when the plan, the open work, a conflict or a doubt does. */
  readonly hash: string;
}

/**
 * Lays a plan beside the leaver's open work as it stands now. Preview and deactivation
 * both do exactly this, so that the one can be held to the other.
 *
 * @throws {Refusal} `handover/plan-malformed`, `site/not-found`, `set/not-found`, `user/not-found`.
 */
export async function drawPlan(tx: Tx, leaverId: Id<'user'>, plan: readonly PlanRule[]): Promise<DrawnPlan> {
  const rules = await rulesOf(tx, plan);
  const [doubts, found] = await Promise.all([
    doubtsAbout(tx, successorsOf(plan)),
    store.previewPlan(tx, leaverId, plan),
  ]);
  const tallies = Map.groupBy(found, ({ kind }) => kind);
  const weighed = kinds.map((kind) =>
    weigh(kind, tallies.get(kind.kind) ?? [], { rules: rules.get(kind.kind) ?? [], doubts }),
  );
  const hash = createHash('sha256').update(leaverId);
  for (const [at, { kind }] of kinds.entries())
    hash.update(JSON.stringify([kind, rules.get(kind) ?? [], weighed[at]?.rules, itemsOf(tallies.get(kind) ?? [])]));
  return { rules, weighed, hash: hash.digest('hex') };
}

/** Which items fare alike. A facet may change by itself, as when a snoozed message comes back: it counts only where a rule asks for it. */
const itemsOf = (tallies: readonly Tally[]) =>
  [
    ...Map.groupBy(tallies, ({ fits, rule, passed, able, successor, conflict }) =>
      [fits, rule, passed, able, successor, conflict].join(),
    ),
  ]
    .map(([word, of]) => [word, String(of.reduce((total, { digest }) => total ^ BigInt(digest), 0n))] as const)
    .toSorted(([a], [b]) => a.localeCompare(b));

/**
 * The rules of each kind, when everything that they name is there, and the actor's to know.
 *
 * @throws {Refusal} `handover/plan-malformed`, `site/not-found`, `set/not-found`, `user/not-found`.
 */
export async function rulesOf(tx: Tx, plan: readonly PlanRule[]): Promise<DrawnPlan['rules']> {
  const rules = readPlan(plan, kinds);
  const places = plan.flatMap(({ where }) => where ?? []);
  if (places.length === 0) return rules;
  const known = await store.knownPlaces(tx, {
    siteIds: places.flatMap(({ siteId }) => siteId ?? []),
    setIds: places.flatMap(({ setId }) => setId ?? []),
    mrpIds: places.flatMap(({ mrpId }) => mrpId ?? []),
  });
  if (!known.sites) throw new Refusal('site/not-found');
  if (!known.sets) throw new Refusal('set/not-found');
  if (!known.mrps) throw new Refusal('user/not-found');
  return rules;
}
