import { notOpen } from '#features/patients/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { SendMessage } from './contract.ts';
import * as store from './store.ts';

/** Sends a message to colleagues. Locked ones receive it too: they are away, and still hold work. */
export const sendMessage = command(SendMessage, async (tx, actor, { recipientIds, subject, body, ...about }) => {
  const { patientId = null, replyToId = null } = about;
  const [known, answers] = await Promise.all([
    patientId === null || store.patientOpen(tx, patientId),
    replyToId === null || store.mayAnswer(tx, actor, replyToId),
  ]);
  if (!known) throw await notOpen(tx, patientId);
  if (!answers) throw new Refusal('inbox/message-not-found');
  const messageId = await store.send(tx, actor, { recipientIds, subject, body, patientId, replyToId });
  return { output: { messageId }, audit: { patientId, facts: { messageId, recipientIds, replyToId } } };
});
