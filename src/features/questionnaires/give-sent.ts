import { command } from '#kernel/command.ts';
import { findUser } from '#features/users/public.ts';
import { giveTo } from '../work/public.ts';
import { canHold, mayWorkOn } from '../work/rules.ts';
import { GiveSent } from './contract.ts';
import { holdSent } from './sent-store.ts';

/** Somebody else receives the answers from now on. */
export const giveSent = command(GiveSent, async (tx, actor, { sentId, holderId }) => {
  const [held, holder] = await Promise.all([holdSent(tx, sentId), findUser(tx, holderId)]);
  const { holderId: fromId, patientId } = mayWorkOn(held, actor.id);
  canHold(holder);
  await giveTo(tx, 'sent_questionnaire', { id: sentId, fromId, toId: holderId });
  const facts = { sentId, before: { holderId: fromId }, after: { holderId } };
  return { output: { sentId }, audit: { patientId, subjectUserId: holderId, facts } };
});
