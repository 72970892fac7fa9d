import { query } from '#kernel/query.ts';
import { ListOwnAbsences } from './contract.ts';
import { absencesOf, coveringOf } from './list-store.ts';

/** The actor's own absences, and for whom the actor covers or will. */
export const listOwnAbsences = query(ListOwnAbsences, async (tx, actor) => {
  const [absences, covering] = await Promise.all([absencesOf(tx, actor.id), coveringOf(tx, actor.id)]);
  return { absences, covering: covering.map(({ now: _now, ...one }) => one) };
});
