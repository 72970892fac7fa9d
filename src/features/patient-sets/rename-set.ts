import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { RenameSet } from './contract.ts';
import { mayChange, nameOf } from './rules.ts';
import { findSet, renameSet as rename } from './store.ts';

/** Gives a set another name; who is blocked by it stays so, for blocks hold to the set and not to its name. */
export const renameSet = command(RenameSet, async (tx, _actor, { setId, version, name }) => {
  const before = mayChange(await findSet(tx, setId), version);
  const after = nameOf(name);
  const renamed = await rename(tx, setId, version, after);
  if (!renamed) throw new Refusal('request/version-stale');
  const facts = { setId, before: { name: before.name }, after: { name: after } };
  return { output: { setId, version: renamed.version }, audit: { facts } };
});
