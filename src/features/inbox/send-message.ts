import { notOpen } from '#features/patients/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { SendMessage } from './contract.ts';
import { membersOf } from './group-store.ts';
import * as store from './store.ts';

/**
 * Sends a message to colleagues who can read it, and to whoever is in a group at this moment: whoever is locked gets no
 * new work. An answer to somebody who has left since reaches whoever took such messages over, or the pool.
 */
export const sendMessage = command(SendMessage, async (tx, actor, { recipientIds, subject, body, ...about }) => {
  const { patientId = null, replyToId = null, groupIds = [] } = about;
  const [known, answers, shutOut, inGroups] = await Promise.all([
    patientId === null || store.patientOpen(tx, patientId),
    replyToId === null ? ({ own: true, onBehalfOfId: null } as const) : store.answersFor(tx, actor, replyToId),
    store.areShutOut(tx, recipientIds),
    groupIds.length === 0 ? undefined : membersOf(tx, groupIds),
  ]);
  if (!known) throw await notOpen(tx, patientId);
  if (!answers) throw new Refusal('inbox/message-not-found');
  if (shutOut) throw new Refusal('inbox/recipient-locked');
  if (inGroups && inGroups.known < groupIds.length) throw new Refusal('inbox/group-not-found');
  const others = inGroups?.userIds.filter((id) => id !== actor.id) ?? [];
  const everybody = [...new Set([...recipientIds, ...others])];
  if (everybody.length === 0) throw new Refusal('inbox/recipient-missing');
  const letter = { recipientIds: everybody, subject, body, patientId, replyToId };
  const { messageId, arrivals } = await store.send(tx, actor, letter);
  const facts = {
    messageId,
    recipientIds: everybody,
    replyToId,
    ...(groupIds.length > 0 ? { groupIds } : {}),
    ...(arrivals.length > 0 ? { arrivals } : {}),
  };
  return { output: { messageId }, audit: { patientId, onBehalfOfId: answers.onBehalfOfId ?? undefined, facts } };
});
