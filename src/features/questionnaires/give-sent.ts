import { command } from '#kernel/command.ts';
import { findUser } from '#features/users/public.ts';
import { giveTo } from '../work/public.ts';
import { behalfOf, canHold, mayWorkOn } from '../work/rules.ts';
import { GiveSent } from './contract.ts';
import { holdSent } from './sent-store.ts';

/** Somebody else receives the answers from now on. */
export const giveSent = command(GiveSent, async (tx, actor, { sentId, holderId }) => {
  const [held, holder] = await Promise.all([holdSent(tx, sentId), findUser(tx, holderId)]);
  const work = mayWorkOn(held, actor.id);
  const { holderId: fromId, patientId } = work;
  canHold(holder);
  await giveTo(tx, 'sent_questionnaire', { id: sentId, fromId, toId: holderId });
  const facts = { sentId, before: { holderId: fromId }, after: { holderId } };
  const audit = { patientId, subjectUserId: holderId, onBehalfOfId: behalfOf(work), facts };
  return { output: { sentId }, audit };
});
