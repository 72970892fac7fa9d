import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { FileMessage } from './contract.ts';
import { ownOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Files a message: its holder has dealt with it, and it is no open work any more. */
export const fileMessage = command(FileMessage, async (tx, actor, { itemId }) => {
  const { messageId, patientId } = ownOrRefuse(await store.findItem(tx, itemId), actor.id);
  if (!(await store.file(tx, actor, itemId))) throw new Refusal('inbox/already-filed');
  return { output: { itemId }, audit: { patientId, facts: { itemId, messageId } } };
});
