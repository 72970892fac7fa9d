import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { RetireType } from './type-contract.ts';
import { holdType, retireType as retire } from './type-store.ts';

/** Nobody gives a task of this type any more, and it is nobody’s by default. */
export const retireType = command(RetireType, async (tx, _actor, { typeId }) => {
  const held = await holdType(tx, typeId);
  if (!held) throw new Refusal('task/type-not-found');
  await retire(tx, typeId);
  return { output: { typeId }, audit: { facts: { typeId, name: held.name } } };
});
