import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { TakeMessage } from './contract.ts';
import * as store from './store.ts';

/** Takes a message out of the pool. Of two who take it at once one gets it, and the other is told. */
export const takeMessage = command(TakeMessage, async (tx, actor, { itemId }) => {
  const taken = await store.take(tx, actor, itemId);
  const item = await store.findItem(tx, itemId);
  if (!item) throw new Refusal('inbox/message-not-found');
  if (!taken) throw new Refusal('inbox/already-taken');
  const { messageId, patientId } = item;
  return { output: { itemId }, audit: { patientId, facts: { itemId, messageId } } };
});
