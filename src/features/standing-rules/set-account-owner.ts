import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { canHold } from '../work/rules.ts';
import { SetAccountOwner } from './contract.ts';
import * as store from './store.ts';

/** An administrator answers for the clinic's account from now on. */
export const setAccountOwner = command(SetAccountOwner, async (tx, actor, { holderId }) => {
  const [holder, before, able] = await Promise.all([
    findUser(tx, holderId),
    store.accountOwner(tx),
    store.mayOwn(tx, holderId),
  ]);
  canHold(holder);
  if (!able) throw new Refusal('standing/owner-not-administrator');
  await store.setOwner(tx, actor, holderId);
  const facts = { before: { holderId: before?.holder.userId ?? null }, after: { holderId } };
  return { output: { holderId }, audit: { subjectUserId: holderId, facts } };
});
