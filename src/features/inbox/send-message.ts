import { notOpen } from '#features/patients/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { SendMessage } from './contract.ts';
import * as store from './store.ts';

/** Sends a message to colleagues who can read it: whoever is locked gets no new work. */
export const sendMessage = command(SendMessage, async (tx, actor, { recipientIds, subject, body, ...about }) => {
  const { patientId = null, replyToId = null } = about;
  const [known, answers, shutOut] = await Promise.all([
    patientId === null || store.patientOpen(tx, patientId),
    replyToId === null || store.mayAnswer(tx, actor, replyToId),
    store.areShutOut(tx, recipientIds),
  ]);
  if (!known) throw await notOpen(tx, patientId);
  if (!answers) throw new Refusal('inbox/message-not-found');
  if (shutOut) throw new Refusal('inbox/recipient-locked');
  const messageId = await store.send(tx, actor, { recipientIds, subject, body, patientId, replyToId });
  return { output: { messageId }, audit: { patientId, facts: { messageId, recipientIds, replyToId } } };
});
