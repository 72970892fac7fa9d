import { command } from '#kernel/command.ts';
import { behalfOf } from '../work/rules.ts';
import { MarkUnread } from './contract.ts';
import { ownOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Lets a message of one's own stand out in the inbox again. */
export const markUnread = command(MarkUnread, async (tx, actor, { itemId }) => {
  const item = ownOrRefuse(await store.findItem(tx, itemId), actor.id);
  const { messageId, patientId } = item;
  await store.markUnread(tx, itemId);
  return { output: { itemId }, audit: { patientId, onBehalfOfId: behalfOf(item), facts: { itemId, messageId } } };
});
