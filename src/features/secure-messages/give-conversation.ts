import { command } from '#kernel/command.ts';
import { findUser } from '#features/users/public.ts';
import { giveTo } from '../work/public.ts';
import { behalfOf, canHold, mayWorkOn } from '../work/rules.ts';
import { GiveConversation } from './contract.ts';
import * as store from './store.ts';

/** The conversation waits for somebody else from now on, or for nobody. */
export const giveConversation = command(GiveConversation, async (tx, actor, { conversationId, holderId }) => {
  const [held, holder] = await Promise.all([
    store.holdConversation(tx, conversationId),
    holderId === null ? null : findUser(tx, holderId),
  ]);
  const conversation = mayWorkOn(held, actor.id);
  const { holderId: fromId, patientId } = conversation;
  if (holder !== null) canHold(holder);
  await giveTo(tx, 'secure_conversation', { id: conversationId, fromId, toId: holderId });
  const facts = { conversationId, before: { holderId: fromId }, after: { holderId } };
  const audit = { patientId, subjectUserId: holderId ?? undefined, onBehalfOfId: behalfOf(conversation), facts };
  return { output: { conversationId }, audit };
});
