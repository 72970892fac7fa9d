import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { RenameSharedQuery } from './queries-contract.ts';
import { renameQuery, sharedQuery } from './queries-store.ts';

/** Renames a query that anybody shares; what it asks for stays its owner's. */
export const renameSharedQuery = command(RenameSharedQuery, async (tx, _actor, { queryId, version, name }) => {
  const before = await sharedQuery(tx, queryId);
  if (!before) throw new Refusal('report/query-not-found');
  if (!(await renameQuery(tx, queryId, version, name))) throw new Refusal('request/version-stale');
  const facts = { before: { query: before.name }, after: { query: name.trim() } };
  return { output: { queryId, version: version + 1 }, audit: { subjectUserId: before.ownerId, facts } };
});
