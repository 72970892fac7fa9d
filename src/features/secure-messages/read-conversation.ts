import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { holdersOf } from '../work/public.ts';
import { ReadConversation } from './contract.ts';
import * as store from './store.ts';

/** Looks at a conversation, and leaves an entry of the look. */
export const readConversation = command(ReadConversation, async (tx, _actor, { conversationId }) => {
  const [conversation, messages, holders] = await Promise.all([
    store.readConversation(tx, conversationId),
    store.messagesOf(tx, conversationId),
    holdersOf(tx, 'secure_conversation', conversationId),
  ]);
  if (!conversation) throw new Refusal('work/not-found');
  return {
    output: { ...conversation, messages, holders },
    audit: { patientId: conversation.patient?.patientId, facts: { conversationId } },
  };
});
