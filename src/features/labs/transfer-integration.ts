import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findUser } from '#features/users/public.ts';
import { canHold } from '../work/rules.ts';
import { TransferIntegration } from './contract.ts';
import * as store from './store.ts';

/** The connection runs in somebody else's name from now on. Results keep coming. */
export const transferIntegration = command(TransferIntegration, async (tx, _actor, { integrationId, holderId }) => {
  const [held, holder] = await Promise.all([store.holdIntegration(tx, integrationId), findUser(tx, holderId)]);
  if (!held) throw new Refusal('work/not-found');
  canHold(holder);
  const transferred = await store.transfer(tx, integrationId, held.holderId, holderId);
  const facts = { integrationId, before: { holderId: held.holderId }, after: { holderId } };
  return { output: transferred, audit: { subjectUserId: holderId, facts } };
});
