import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { EndSession } from './contract.ts';
import * as store from './store.ts';

/** Ends one of the actor's own sessions, on whatever machine it is. */
export const endSession = command(EndSession, async (tx, actor, { sessionId }) => {
  if (!(await store.endSession(tx, actor.id, sessionId))) throw new Refusal('session/ended');
  return { output: {}, audit: { subjectUserId: actor.id, facts: { sessionId } } };
});
