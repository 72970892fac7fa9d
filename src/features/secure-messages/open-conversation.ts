import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { isOpenPatient } from '../work/public.ts';
import { OpenConversation } from './contract.ts';
import { somethingSaid } from './rules.ts';
import * as store from './store.ts';

/** Begins a conversation with an outside party, with a first message or the draft of one. */
export const openConversation = command(OpenConversation, async (tx, actor, { body, send, ...opening }) => {
  const { patientId } = opening;
  const known = patientId === null || (await isOpenPatient(tx, patientId));
  if (!known) throw new Refusal('patient/not-found');
  if (send) somethingSaid(body);
  let opened = await store.insertConversation(tx, actor, { ...opening, draft: send ? '' : body });
  const { conversationId } = opened;
  const status = send ? 'awaiting-reply' : 'draft';
  if (send) {
    await store.say(tx, actor, { conversationId, authorId: actor.id, body });
    opened = await store.stand(tx, { conversationId, holderId: actor.id, status });
  }
  return { output: opened, audit: { patientId, facts: { conversationId, after: { status } } } };
});
