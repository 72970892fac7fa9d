import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf } from '../work/rules.ts';
import { FileMessage } from './contract.ts';
import { ownOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Files a message: its holder has dealt with it, and it is no open work any more. */
export const fileMessage = command(FileMessage, async (tx, actor, { itemId }) => {
  const item = ownOrRefuse(await store.findItem(tx, itemId), actor.id);
  const { messageId, patientId, holderId } = item;
  if (!(await store.file(tx, holderId, itemId))) throw new Refusal('inbox/already-filed');
  return { output: { itemId }, audit: { patientId, onBehalfOfId: behalfOf(item), facts: { itemId, messageId } } };
});
