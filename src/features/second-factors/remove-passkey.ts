import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { RemovePasskey } from './contract.ts';
import { afterChange, withoutIt } from './own-factors.ts';
import * as store from './store.ts';

/** Removes one of the actor's own passkeys, unless it is the last that a role asks for. */
export const removePasskey = command(RemovePasskey, async (tx, actor, { passkeyId }) => {
  const name = await store.removePasskey(tx, actor.id, passkeyId);
  if (name === undefined) throw new Refusal('second-factor/passkey-not-found');
  await withoutIt(tx, actor);
  const { session, sessionsEnded } = await afterChange(tx, actor, 'passkey-removed', false);
  return { output: {}, session, audit: { subjectUserId: actor.id, facts: { passkeyId, name, sessionsEnded } } };
});
