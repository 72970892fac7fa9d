import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { RecordReply } from './contract.ts';
import { behalfOf } from '../work/rules.ts';
import { somethingSaid } from './rules.ts';
import * as store from './store.ts';

/** What the outside party has answered. It comes to the holder; when that user has left, to whoever took such work over or into the pool, and says for whom it came. */
export const recordReply = command(RecordReply, async (tx, actor, { conversationId, body }) => {
  const held = await store.holdConversation(tx, conversationId);
  if (!held) throw new Refusal('work/not-found');
  if (held.status === 'draft') throw new Refusal('conversation/not-sent');
  somethingSaid(body);
  await store.say(tx, actor, { conversationId, authorId: null, body });
  const late = held.holderId !== null && !held.holderActive;
  const arrivedForId = late ? held.holderId : null;
  const holderId = late ? await store.arrivalHolder(tx, held) : held.holderId;
  const standing = { conversationId, holderId, status: 'to-answer', spoken: true, arrivedForId } as const;
  const recorded = await store.stand(tx, standing);
  const after = { status: 'to-answer', holderId, ...(late ? { arrivedForId } : {}) };
  const facts = { conversationId, before: { status: held.status }, after };
  return { output: recorded, audit: { patientId: held.patientId, onBehalfOfId: behalfOf(held), facts } };
});
