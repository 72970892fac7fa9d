import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { RemoveAuthenticator } from './contract.ts';
import { afterChange, withoutIt } from './own-factors.ts';
import * as store from './store.ts';

/** Removes the actor's authenticator app, unless it is the last factor that a role asks for. */
export const removeAuthenticator = command(RemoveAuthenticator, async (tx, actor) => {
  if (!(await store.removeAuthenticator(tx, actor.id))) throw new Refusal('second-factor/none');
  await withoutIt(tx, actor);
  const { session, sessionsEnded } = await afterChange(tx, actor, 'authenticator-removed', false);
  return { output: {}, session, audit: { subjectUserId: actor.id, facts: { sessionsEnded } } };
});
