import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { RecordReply } from './contract.ts';
import { behalfOf } from '../work/rules.ts';
import { somethingSaid } from './rules.ts';
import * as store from './store.ts';

/** What the outside party has answered. It comes to the holder; when that user has left, into the pool, and says for whom it came. */
export const recordReply = command(RecordReply, async (tx, actor, { conversationId, body }) => {
  const held = await store.holdConversation(tx, conversationId);
  if (!held) throw new Refusal('work/not-found');
  if (held.status === 'draft') throw new Refusal('conversation/not-sent');
  somethingSaid(body);
  await store.say(tx, actor, { conversationId, authorId: null, body });
  const holderId = held.holderActive ? held.holderId : null;
  const recorded = await store.stand(tx, { conversationId, holderId, status: 'to-answer', spoken: true });
  const facts = { conversationId, before: { status: held.status }, after: { status: 'to-answer', holderId } };
  return { output: recorded, audit: { patientId: held.patientId, onBehalfOfId: behalfOf(held), facts } };
});
