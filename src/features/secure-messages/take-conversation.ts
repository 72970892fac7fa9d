import { command } from '#kernel/command.ts';
import { giveTo } from '../work/public.ts';
import { mayTake } from '../work/rules.ts';
import { TakeConversation } from './contract.ts';
import * as store from './store.ts';

/** A conversation that waited for nobody waits for the actor from now on. */
export const takeConversation = command(TakeConversation, async (tx, actor, { conversationId }) => {
  const { patientId } = mayTake(await store.holdConversation(tx, conversationId));
  await giveTo(tx, 'secure_conversation', { id: conversationId, fromId: null, toId: actor.id });
  const facts = { conversationId, before: { holderId: null }, after: { holderId: actor.id } };
  return { output: { conversationId }, audit: { patientId, facts } };
});
