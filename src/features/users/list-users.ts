import { query } from '#kernel/query.ts';
import { ListUsers } from './contract.ts';
import { countUsers, pageOfUsers } from './list-users-store.ts';

/** A page of users, and how many there are of each status. */
export const listUsers = query(ListUsers, async (tx, _actor, wanted) => {
  const [{ rows, next }, counts] = await Promise.all([pageOfUsers(tx, wanted), countUsers(tx, wanted)]);
  const users = rows.map(({ sortKey: _key, sortName: _name, ...user }) => user);
  return { users, next, counts };
});
