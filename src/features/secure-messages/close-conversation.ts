import { command } from '#kernel/command.ts';
import { behalfOf, mayWorkOn } from '../work/rules.ts';
import { CloseConversation } from './contract.ts';
import * as store from './store.ts';

/** Nothing more is expected; an answer that comes after all opens it again. */
export const closeConversation = command(CloseConversation, async (tx, actor, { conversationId }) => {
  const held = mayWorkOn(await store.holdConversation(tx, conversationId), actor.id);
  const closed = await store.stand(tx, { conversationId, holderId: held.holderId ?? actor.id, status: 'closed' });
  const facts = { conversationId, before: { status: held.status }, after: { status: 'closed' } };
  return { output: closed, audit: { patientId: held.patientId, onBehalfOfId: behalfOf(held), facts } };
});
