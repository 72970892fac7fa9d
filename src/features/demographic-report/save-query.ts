import { command } from '#kernel/command.ts';
import { checkCriteria, recorded } from './checked.ts';
import { SaveQuery, type OwnQuery } from './queries-contract.ts';
import * as store from './queries-store.ts';

/** Keeps what a report asks for; a query that could not be run is not kept. */
export const saveQuery = command(SaveQuery, async (tx, actor, { name, shared, asked }) => {
  await checkCriteria(tx, asked.criteria);
  const queryId = await store.insertQuery(tx, actor, { name, shared, asked });
  const saved = (await store.readQuery(tx, queryId)) as OwnQuery;
  return { output: saved, audit: { facts: { query: saved.name, shared, ...recorded(asked) } } };
});
