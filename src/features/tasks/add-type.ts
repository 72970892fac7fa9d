import { command } from '#kernel/command.ts';
import { findUser } from '#features/users/public.ts';
import { canHold } from '../work/rules.ts';
import { AddType } from './type-contract.ts';
import { insertType } from './type-store.ts';

/** Adds a type of task: what is proposed for each task of it, and to whom it goes by default. */
export const addType = command(AddType, async (tx, actor, fields) => {
  const { holderId } = fields;
  if (holderId !== null) canHold(await findUser(tx, holderId));
  const added = await insertType(tx, actor, fields);
  const facts = { typeId: added.typeId, after: fields };
  return { output: added, audit: { subjectUserId: holderId ?? undefined, facts } };
});
