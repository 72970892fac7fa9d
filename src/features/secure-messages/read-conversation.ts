import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { holdersOf } from '../work/public.ts';
import { behalfOf } from '../work/rules.ts';
import { ReadConversation } from './contract.ts';
import * as store from './store.ts';

/** Looks at a conversation, and leaves an entry of the look. */
export const readConversation = command(ReadConversation, async (tx, _actor, { conversationId }) => {
  const [found, messages, holders] = await Promise.all([
    store.readConversation(tx, conversationId),
    store.messagesOf(tx, conversationId),
    holdersOf(tx, 'secure_conversation', conversationId),
  ]);
  if (!found) throw new Refusal('work/not-found');
  const { covers, ...conversation } = found;
  const onBehalfOfId = behalfOf({ holderId: conversation.holder?.userId ?? null, covers });
  return {
    output: { ...conversation, messages, holders },
    audit: { patientId: conversation.patient?.patientId, onBehalfOfId, facts: { conversationId } },
  };
});
