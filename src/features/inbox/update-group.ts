import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { UpdateGroup } from './group-contract.ts';
import { holdGroup, renameGroup, setMembers, whoCanJoin } from './group-store.ts';
import { canJoin } from './rules.ts';

/** Renames a group and says who is in it. Whoever is in it already may stay while locked. */
export const updateGroup = command(UpdateGroup, async (tx, actor, { groupId, name, memberIds, version }) => {
  const held = await holdGroup(tx, groupId);
  if (!held) throw new Refusal('inbox/group-not-found');
  if (held.version !== version) throw new Refusal('request/version-stale');
  const joining = memberIds.filter((id) => !held.memberIds.includes(id));
  canJoin(joining, await whoCanJoin(tx, joining));
  const updated = await renameGroup(tx, groupId, name);
  await setMembers(tx, actor, groupId, memberIds);
  const before = { name: held.name, memberIds: held.memberIds };
  return { output: updated, audit: { facts: { groupId, before, after: { name: name.trim(), memberIds } } } };
});
