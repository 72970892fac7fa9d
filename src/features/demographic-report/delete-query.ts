import { command } from '#kernel/command.ts';
import { DeleteQuery } from './queries-contract.ts';
import { ownQuery } from './own-query.ts';
import { deleteQuery as remove } from './queries-store.ts';

/** Deletes a query of one's own; whoever shared it takes it from everybody. */
export const deleteQuery = command(DeleteQuery, async (tx, _actor, { queryId }) => {
  const { name, shared } = await ownQuery(tx, queryId);
  await remove(tx, queryId);
  return { output: {}, audit: { facts: { query: name, shared } } };
});
