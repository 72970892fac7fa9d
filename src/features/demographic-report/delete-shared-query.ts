import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { DeleteSharedQuery } from './queries-contract.ts';
import { deleteQuery, sharedQuery } from './queries-store.ts';

/** Takes a query that anybody shares from everybody, its owner included. */
export const deleteSharedQuery = command(DeleteSharedQuery, async (tx, _actor, { queryId }) => {
  const before = await sharedQuery(tx, queryId);
  if (!before) throw new Refusal('report/query-not-found');
  await deleteQuery(tx, queryId);
  return { output: {}, audit: { subjectUserId: before.ownerId, facts: { query: before.name, shared: true } } };
});
