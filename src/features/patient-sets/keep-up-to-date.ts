import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { KeepUpToDate } from './drift-contract.ts';
import { criteriaOf, setKeeping } from './drift-store.ts';
import { mayChange } from './rules.ts';
import { findSet } from './store.ts';

/** Whether a set follows its criteria by itself; where it does, it acts in the name of whoever chose that. */
export const keepUpToDate = command(KeepUpToDate, async (tx, actor, { setId, version, kept }) => {
  const before = mayChange(await findSet(tx, setId), version);
  if (kept && !(await criteriaOf(tx, setId))) throw new Refusal('set/without-criteria');
  const changed = await setKeeping(tx, actor, setId, { version, kept });
  if (!changed) throw new Refusal('request/version-stale');
  const facts = { setId, before: { keptUpToDate: before.keptUpToDate }, after: { keptUpToDate: kept } };
  return { output: { setId, version: changed.version }, audit: { facts } };
});
