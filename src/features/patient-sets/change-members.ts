import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ChangeMembers } from './contract.ts';
import { mayChange } from './rules.ts';
import * as store from './store.ts';

/** Makes a new version of a set with single patients more or fewer; whoever it blocks is kept out of these, or no more. */
export const changeMembers = command(ChangeMembers, async (tx, actor, { setId, version, add, remove, reason }) => {
  mayChange(await store.findSet(tx, setId), version);
  const before = await store.wholeNumber(tx, setId);
  if ((await store.countOpen(tx, [...add, ...remove])) < new Set([...add, ...remove]).size)
    throw new Refusal('patient/not-found');
  const made = await store.nextVersion(tx, setId, version);
  if (!made) throw new Refusal('request/version-stale');
  const departed = await store.depart(tx, setId, store.these(remove));
  const joined = await store.join(tx, setId, made.versionNumber, store.these(add.filter((id) => !remove.includes(id))));
  const members = before + joined - departed;
  if (joined + departed === 0) throw new Refusal('set/nothing-changes');
  if (members === 0) throw new Refusal('set/left-empty');
  await store.recordVersion(tx, actor, { setId, number: made.versionNumber, reason, members, joined, departed });
  const facts = { setId, versionNumber: made.versionNumber, joined, departed, members };
  return { output: { setId, ...made }, audit: { reason, facts } };
});
