import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { awayUntil, coveringOf } from './list-store.ts';

export { awayAmong, awayDays } from './away-store.ts';

/** What the session says of absences: until when the user is away now, and for whom they cover now. */
export async function standingOf(tx: Tx, userId: Id<'user'>) {
  const [until, covering] = await Promise.all([awayUntil(tx, userId), coveringOf(tx, userId)]);
  return {
    awayUntil: until,
    covering: covering.flatMap(({ user, until: last, kinds, now }) => (now ? [{ user, until: last, kinds }] : [])),
  };
}
