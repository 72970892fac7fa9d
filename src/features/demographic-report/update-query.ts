import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { checkCriteria, recorded } from './checked.ts';
import { type OwnQuery, UpdateQuery } from './queries-contract.ts';
import { ownQuery } from './own-query.ts';
import * as store from './queries-store.ts';

/** Renames, shares or changes a query of one's own. */
export const updateQuery = command(UpdateQuery, async (tx, _actor, { queryId, version, name, shared, asked }) => {
  const before = await ownQuery(tx, queryId);
  await checkCriteria(tx, asked.criteria);
  if (!(await store.updateQuery(tx, queryId, version, { name, shared, asked })))
    throw new Refusal('request/version-stale');
  const after = (await store.readQuery(tx, queryId)) as OwnQuery;
  const said = (query: OwnQuery) => ({ query: query.name, shared: query.shared, ...recorded(query.asked) });
  return { output: after, audit: { facts: { before: said(before), after: said(after) } } };
});
