import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { DeleteSet } from './contract.ts';
import { mayChange } from './rules.ts';
import { deleteSet as remove, findSet, wholeNumber } from './store.ts';

/** Takes a set out of use; what it was, and whom it blocked once, stays known. */
export const deleteSet = command(DeleteSet, async (tx, _actor, { setId, version }) => {
  const { name } = mayChange(await findSet(tx, setId), version);
  const members = await wholeNumber(tx, setId);
  if (!(await remove(tx, setId, version))) throw new Refusal('request/version-stale');
  return { output: { setId }, audit: { facts: { setId, before: { name, members } } } };
});
