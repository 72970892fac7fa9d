import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { UpdateSet } from './drift-contract.ts';
import { criteriaOf, follow } from './drift-store.ts';
import { mayChange } from './rules.ts';
import { findSet, nextVersion, recordVersion, wholeNumber } from './store.ts';

/** Makes a new version of a set out of whoever meets its criteria now, if that is the difference that was shown. */
export const updateSet = command(UpdateSet, async (tx, actor, { setId, version, reason, fingerprint }) => {
  mayChange(await findSet(tx, setId), version);
  const before = await wholeNumber(tx, setId);
  const criteria = await criteriaOf(tx, setId);
  if (!criteria) throw new Refusal('set/without-criteria');
  const made = await nextVersion(tx, setId, version);
  if (!made) throw new Refusal('request/version-stale');
  const { joined, departed, ...now } = await follow(tx, setId, made.versionNumber, criteria);
  if (now.fingerprint !== fingerprint) throw new Refusal('set/drift-changed');
  if (joined + departed === 0) throw new Refusal('set/nothing-changes');
  const members = before + joined - departed;
  if (members === 0) throw new Refusal('set/left-empty');
  await recordVersion(tx, actor, { setId, number: made.versionNumber, reason, members, joined, departed });
  const facts = { setId, versionNumber: made.versionNumber, joined, departed, members };
  return { output: { setId, joined, departed, ...made }, audit: { reason, facts } };
});
