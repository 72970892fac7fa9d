import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf } from '../work/rules.ts';
import { UnfileMessage } from './contract.ts';
import { ownOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Takes a filed message back: it is its holder's open work again. */
export const unfileMessage = command(UnfileMessage, async (tx, actor, { itemId }) => {
  const item = ownOrRefuse(await store.findItem(tx, itemId), actor.id);
  const { messageId, patientId, holderId } = item;
  if (!(await store.unfile(tx, holderId, itemId))) throw new Refusal('inbox/not-filed');
  return { output: { itemId }, audit: { patientId, onBehalfOfId: behalfOf(item), facts: { itemId, messageId } } };
});
