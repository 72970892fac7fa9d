import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadMessage } from './contract.ts';
import { stateOf } from './rules.ts';
import * as store from './store.ts';

/** Opens a message, with what it replies to; on its holder's own desk it counts as read from now on. */
export const readMessage = command(ReadMessage, async (tx, actor, { itemId }) => {
  const [item, thread] = await Promise.all([store.readItem(tx, actor, itemId), store.threadOf(tx, actor, itemId)]);
  if (!item) throw new Refusal('inbox/message-not-found');
  const { holderId, readAt, now, ...message } = item;
  const wasUnread = holderId === actor.id && readAt === null;
  if (wasUnread) await store.markRead(tx, itemId);
  const state = stateOf({ ...item, holderId, now }, actor.id);
  const snoozedUntil = state === 'snoozed' ? message.snoozedUntil : null;
  return {
    output: { ...message, snoozedUntil, state, wasUnread, thread },
    audit: { patientId: message.patient?.patientId, facts: { itemId, messageId: message.messageId } },
  };
});
