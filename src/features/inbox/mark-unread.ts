import { command } from '#kernel/command.ts';
import { MarkUnread } from './contract.ts';
import { ownOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Lets a message of one's own stand out in the inbox again. */
export const markUnread = command(MarkUnread, async (tx, actor, { itemId }) => {
  const { messageId, patientId } = ownOrRefuse(await store.findItem(tx, itemId), actor.id);
  await store.markUnread(tx, itemId);
  return { output: { itemId }, audit: { patientId, facts: { itemId, messageId } } };
});
