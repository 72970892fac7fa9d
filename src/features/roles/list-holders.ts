import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { countHoldersAt, findPermission, holdersAt, readMoment } from './access-store.ts';
import { ListHolders } from './access-contract.ts';
import { hasBeen } from './rules.ts';

export const listHolders = query(ListHolders, async (tx, _actor, { permission, after, ...asOf }) => {
  const [asked, found] = await Promise.all([readMoment(tx, asOf), findPermission(tx, permission)]);
  if (!found) throw new Refusal('role/unknown-permission');
  const { moment, recordedSince } = hasBeen(asked);
  const [users, page] = await Promise.all([
    countHoldersAt(tx, permission, moment),
    holdersAt(tx, permission, moment, after),
  ]);
  return { ...found, users, ...page, recordedSince };
});
