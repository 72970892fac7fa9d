import { Refusal } from '#kernel/refusal.ts';
import type { PlanRule, Where } from './contract.ts';

/** Whether every item that `inner` fits, whatever it is, is one that `outer` fits. */
function takesIn(outer: Where = {}, inner: Where = {}): boolean {
  const { from, until, nameFrom, nameTo, ageFrom, ageTo, postalCode, itemIds, ...same } = outer;
  return (
    Object.entries(same).every(([filter, value]) => inner[filter as keyof Where] === value) &&
    spans([from, until], [inner.from, inner.until]) &&
    spans([nameFrom, nameTo], [inner.nameFrom, inner.nameTo]) &&
    spans([ageFrom, ageTo], [inner.ageFrom, inner.ageTo]) &&
    (postalCode === undefined || inner.postalCode?.toUpperCase().startsWith(postalCode.toUpperCase()) === true) &&
    (itemIds === undefined || inner.itemIds?.every((id) => itemIds.includes(id)) === true)
  );
}

type Span<T> = readonly [T | undefined, T | undefined];

function spans<T extends string | number>([from, to]: Span<T>, [innerFrom, innerTo]: Span<T>): boolean {
  const begins = from === undefined || (innerFrom !== undefined && from <= innerFrom);
  const ends = to === undefined || (innerTo !== undefined && innerTo <= to);
  return begins && ends;
}

/** Whether whatever `before` fits and leaves, `rule` could not take either. */
const leavesNothing = (before: PlanRule, rule: PlanRule): boolean =>
  before.how !== 'transfer' ||
  (rule.how === 'transfer' && rule.successorIds?.every((id) => before.successorIds?.includes(id)) === true);

/**
 * Decides whether each rule of a plan could ever take an item: one that overlaps with another before it may, one that is
 * covered by it never does, and whoever wrote it meant something else.
 *
 * @throws {Refusal} `handover/rule-never-asked`, with the kind and the place of the rule among those of its kind.
 */
export function eachIsAsked(plan: readonly PlanRule[]): void {
  for (const [kind, rules] of Map.groupBy(plan, (rule) => rule.kind)) {
    const at = rules.findIndex((rule, place) =>
      rules.slice(0, place).some((before) => takesIn(before.where, rule.where) && leavesNothing(before, rule)),
    );
    if (at >= 0) throw new Refusal('handover/rule-never-asked', { kind, place: at + 1 });
  }
}
