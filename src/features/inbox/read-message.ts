import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { handsOf } from '../work/public.ts';
import { behalfOf } from '../work/rules.ts';
import { ReadMessage } from './contract.ts';
import { stateOf } from './rules.ts';
import * as store from './store.ts';

/** Opens a message, with what it replies to; on its holder's desk, for them or for who covers, it counts as read from now on. */
export const readMessage = command(ReadMessage, async (tx, actor, { itemId }) => {
  const [item, thread, hands] = await Promise.all([
    store.readItem(tx, actor, itemId),
    store.threadOf(tx, itemId),
    handsOf(tx, 'message', itemId),
  ]);
  if (!item) throw new Refusal('inbox/message-not-found');
  const { holderId, readAt, now, covers, ...message } = item;
  const isHeld = holderId === actor.id || covers;
  const wasUnread = isHeld && readAt === null;
  if (wasUnread) await store.markRead(tx, itemId);
  const state = stateOf({ ...item, holderId, now }, isHeld ? (holderId ?? '') : actor.id);
  const snoozedUntil = state === 'snoozed' ? message.snoozedUntil : null;
  return {
    output: { ...message, snoozedUntil, state, wasUnread, thread, hands },
    audit: {
      patientId: message.patient?.patientId,
      onBehalfOfId: behalfOf(item),
      facts: { itemId, messageId: message.messageId },
    },
  };
});
