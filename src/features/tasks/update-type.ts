import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findUser } from '#features/users/public.ts';
import { canHold } from '../work/rules.ts';
import { UpdateType } from './type-contract.ts';
import { holdType, updateType as update } from './type-store.ts';

/** Changes a type of task. Tasks that were given stay with whoever has them. */
export const updateType = command(UpdateType, async (tx, _actor, { typeId, version, ...fields }) => {
  const { holderId } = fields;
  const [held, holder] = await Promise.all([
    holdType(tx, typeId),
    holderId === null ? undefined : findUser(tx, holderId),
  ]);
  if (!held) throw new Refusal('task/type-not-found');
  if (held.version !== version) throw new Refusal('request/version-stale');
  const moves = holderId !== held.holderId;
  if (moves && holderId !== null) canHold(holder);
  const updated = await update(tx, typeId, fields, moves ? held.holderId : null);
  const { version: _version, ...before } = held;
  return {
    output: updated,
    audit: { subjectUserId: holderId ?? undefined, facts: { typeId, before, after: fields } },
  };
});
