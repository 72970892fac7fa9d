import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { accessOf, readMoment, standingOf } from './access-store.ts';
import { ReadAccess } from './access-contract.ts';
import { hasBeen } from './rules.ts';

/** Whoever has left can be asked about too, for the time before. */
export const readAccess = query(ReadAccess, async (tx, _actor, { userId, ...asOf }) => {
  const { moment, recordedSince } = hasBeen(await readMoment(tx, asOf));
  const [standing, heldBy] = await Promise.all([standingOf(tx, userId, moment), accessOf(tx, userId, moment)]);
  if (!standing) throw new Refusal('user/not-found');
  const { name, type, status, roles, sites } = standing;
  return { userId, name, type, status, roles, sites, permissions: heldBy(roles), recordedSince };
});
