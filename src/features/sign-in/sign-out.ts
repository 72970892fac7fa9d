import { command } from '#kernel/command.ts';
import { SignOut } from './contract.ts';
import * as store from './store.ts';

/** Ends the session of this browser; the others of the same user go on. */
export const signOut = command(SignOut, async (tx, actor) => {
  await store.endThisSession(tx, actor.tokenHash);
  return { output: {}, audit: { subjectUserId: actor.id } };
});
