import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf, canHold } from '../work/rules.ts';
import { GiveMessage } from './contract.ts';
import { ownOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** A colleague deals with a message from now on, unread, or whoever takes it from the pool. Who wrote it stays. */
export const giveMessage = command(GiveMessage, async (tx, actor, { itemId, holderId }) => {
  const [found, holder] = await Promise.all([
    store.findItem(tx, itemId),
    holderId === null ? undefined : findUser(tx, holderId),
  ]);
  const item = ownOrRefuse(found, actor.id);
  const { messageId, patientId, holderId: fromId } = item;
  if (item.filedAt !== null) throw new Refusal('inbox/already-filed');
  if (holderId !== null) canHold(holder);
  if (!(await store.give(tx, itemId, fromId, holderId))) throw new Refusal('inbox/message-not-found');
  const facts = { itemId, messageId, before: { holderId: fromId }, after: { holderId } };
  return {
    output: { itemId },
    audit: { patientId, subjectUserId: holderId ?? undefined, onBehalfOfId: behalfOf(item), facts },
  };
});
