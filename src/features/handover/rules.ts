import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { KindPreview } from './contract.ts';
import { blocking, type Conflict, type How } from './work-kind.ts';

export interface Kind {
  readonly kind: string;
  readonly dispositions: readonly How[];
}

/** What happens to one kind: first `how`, then `rest` to what a successor cannot take. */
export interface Choice {
  readonly how: How;
  readonly successorId: Id<'user'> | null;
  readonly rest: Exclude<How, 'transfer'> | undefined;
}

/** A part of the open work of one kind, counted. */
export interface Tally {
  readonly facet: string | null;
  readonly conflict: Conflict | null;
  readonly items: number;
  readonly oldest: string | null;
  /** Stands for which items they are, in any order. */
  readonly digest: string;
}

/**
 * Reads the lines of a plan.
 *
 * @throws {Refusal} `handover/plan-malformed`: a kind that is unknown or named twice, or a
 *   disposition that its kind does not have.
 */
export function readPlan(lines: readonly string[], kinds: readonly Kind[]): ReadonlyMap<string, Choice> {
  const plan = new Map<string, Choice>();
  for (const line of lines) {
    const [name, how, ...more] = line.split(':') as [string, How, ...string[]];
    const kind = kinds.find((one) => one.kind === name);
    const [successorId = null, rest] = how === 'transfer' ? (more as [Id<'user'>, Choice['rest']?]) : [];
    const fits = (word: How | undefined) => word === undefined || kind?.dispositions.includes(word);
    if (!kind || plan.has(name) || !fits(how) || !fits(rest)) throw new Refusal('handover/plan-malformed', { line });
    plan.set(name, { how, successorId, rest });
  }
  return plan;
}

const sum = (tallies: readonly Tally[]): number => tallies.reduce((total, { items }) => total + items, 0);
const gathered = <K extends string>(tallies: readonly Tally[], by: (tally: Tally) => K | null): [K, number][] => {
  const groups = Map.groupBy(
    tallies.filter((one) => by(one) !== null),
    (one) => by(one) as K,
  );
  return [...groups].map(([key, of]) => [key, sum(of)]);
};

/** What a choice does to the work of one kind, as it stands. */
export function weigh(
  { kind, dispositions }: Kind,
  tallies: readonly Tally[],
  choice: Choice | undefined,
): KindPreview {
  const count = sum(tallies);
  const conflicts = gathered(tallies, (one) => one.conflict).map(([conflict, items]) => ({
    conflict,
    items,
    blocking: blocking.includes(conflict),
  }));
  const cannotMove = conflicts.filter((one) => one.blocking).reduce((total, { items }) => total + items, 0);
  return {
    kind,
    count,
    oldest:
      tallies
        .map(({ oldest }) => oldest)
        .filter((one) => one !== null)
        .toSorted()[0] ?? null,
    facets: gathered(tallies, (one) => one.facet).map(([facet, items]) => ({ facet, items })),
    dispositions: [...dispositions],
    conflicts,
    left: !choice ? count : choice.how === 'transfer' && !choice.rest ? cannotMove : 0,
  };
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

/** The successors that a plan names, each once, in the order in which they are locked. */
export const successorsOf = (choices: ReadonlyMap<string, Choice>): Id<'user'>[] =>
  [...new Set([...choices.values()].flatMap(({ successorId }) => (successorId ? [successorId] : [])))].toSorted();
