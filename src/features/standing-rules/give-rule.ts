import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { canHold, openOrRefuse } from '../work/rules.ts';
import { GiveRule } from './contract.ts';
import * as store from './store.ts';

/** Somebody else receives what is forwarded, or supervises, from now on. */
export const giveRule = command(GiveRule, async (tx, _actor, { ruleId, holderId }) => {
  const [held, holder] = await Promise.all([store.holdRule(tx, ruleId), findUser(tx, holderId)]);
  const { fromId, holderId: before } = openOrRefuse(held);
  canHold(holder);
  if (holderId === fromId) throw new Refusal('standing/with-oneself');
  await store.giveRule(tx, ruleId, before, holderId);
  const facts = { ruleId, before: { holderId: before }, after: { holderId } };
  return { output: { ruleId }, audit: { subjectUserId: holderId, facts } };
});
