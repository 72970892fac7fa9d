import { createHash } from 'node:crypto';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { KindPreview } from './contract.ts';
import { kinds } from './kinds.ts';
import { type Choice, readPlan, weigh } from './rules.ts';
import { previewKind } from './store.ts';

export interface DrawnPlan {
  readonly choices: ReadonlyMap<string, Choice>;
  readonly weighed: readonly KindPreview[];
  /** Changes when the plan, the open work, or a conflict does. */
  readonly hash: string;
}

/**
 * Lays a plan beside the leaver's open work as it stands now. Preview and deactivation
 * both do exactly this, so that the one can be held to the other.
 *
 * @throws {Refusal} `handover/plan-malformed`.
 */
export async function drawPlan(tx: Tx, leaverId: Id<'user'>, lines: readonly string[]): Promise<DrawnPlan> {
  const choices = readPlan(lines, kinds);
  const tallies = await Promise.all(
    kinds.map(({ kind }) => previewKind(tx, kind, leaverId, choices.get(kind)?.successorId ?? null)),
  );
  const hash = createHash('sha256').update(JSON.stringify([leaverId, lines.toSorted()]));
  const weighed = kinds.map((kind, at) => weigh(kind, tallies[at] ?? [], choices.get(kind.kind)));
  // A facet may change by itself, as when a snoozed message comes back: only which items there are counts.
  for (const [at, { kind }] of kinds.entries()) hash.update(JSON.stringify([kind, itemsOf(tallies[at] ?? [])]));
  return { choices, weighed, hash: hash.digest('hex') };
}

type Tallies = Awaited<ReturnType<typeof previewKind>>;

const itemsOf = (tallies: Tallies) =>
  [...Map.groupBy(tallies, ({ conflict }) => conflict ?? '')]
    .map(([conflict, of]) => [conflict, String(of.reduce((total, { digest }) => total + BigInt(digest), 0n))] as const)
    .toSorted(([a], [b]) => a.localeCompare(b));
