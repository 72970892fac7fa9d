import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { RetireGroup } from './group-contract.ts';
import { holdGroup, retireGroup as retire, setMembers } from './group-store.ts';

/** Nobody writes to the group any more, and nobody is in it. */
export const retireGroup = command(RetireGroup, async (tx, actor, { groupId }) => {
  const held = await holdGroup(tx, groupId);
  if (!held) throw new Refusal('inbox/group-not-found');
  await retire(tx, groupId);
  await setMembers(tx, actor, groupId, []);
  return { output: { groupId }, audit: { facts: { groupId, before: { name: held.name, memberIds: held.memberIds } } } };
});
