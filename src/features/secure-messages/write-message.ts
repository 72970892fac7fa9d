import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf, mayWorkOn } from '../work/rules.ts';
import { WriteMessage } from './contract.ts';
import { somethingSaid } from './rules.ts';
import * as store from './store.ts';

/** Sends what is written, or keeps it as a draft. Out of the pool the conversation becomes the actor's. */
export const writeMessage = command(WriteMessage, async (tx, actor, { conversationId, body, send, version }) => {
  const held = mayWorkOn(await store.holdConversation(tx, conversationId), actor.id);
  if (held.version !== version) throw new Refusal('request/version-stale');
  if (send) {
    somethingSaid(body);
    await store.say(tx, actor, { conversationId, authorId: actor.id, body });
  }
  const status = send ? 'awaiting-reply' : held.status;
  const written = await store.stand(tx, {
    conversationId,
    holderId: held.holderId ?? actor.id,
    status,
    draft: send ? '' : body,
    spoken: send,
  });
  const facts = { conversationId, before: { status: held.status }, after: { status } };
  return { output: written, audit: { patientId: held.patientId, onBehalfOfId: behalfOf(held), facts } };
});
