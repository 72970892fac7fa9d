import { command } from '#kernel/command.ts';
import { AddGroup } from './group-contract.ts';
import { insertGroup, setMembers, whoCanJoin } from './group-store.ts';
import { canJoin } from './rules.ts';

/** Makes a group of users that one can write to. */
export const addGroup = command(AddGroup, async (tx, actor, { name, memberIds }) => {
  canJoin(memberIds, await whoCanJoin(tx, memberIds));
  const added = await insertGroup(tx, actor, name);
  await setMembers(tx, actor, added.groupId, memberIds);
  return { output: added, audit: { facts: { groupId: added.groupId, after: { name: name.trim(), memberIds } } } };
});
