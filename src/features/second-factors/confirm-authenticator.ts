import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ConfirmAuthenticator } from './contract.ts';
import { afterChange, firstRecoveryCodes } from './own-factors.ts';
import { readCode } from './rules.ts';
import * as store from './store.ts';

/** The app has shown that it holds the secret: from now on it is the actor's, and one from before is not. */
export const confirmAuthenticator = command(ConfirmAuthenticator, async (tx, actor, { code }) => {
  const read = readCode(code);
  const right = read.kind === 'authenticator' && (await store.confirmAuthenticator(tx, read.code));
  if (!right) throw new Refusal('second-factor/code-wrong');
  const recoveryCodes = await firstRecoveryCodes(tx, actor);
  const { session, sessionsEnded } = await afterChange(tx, actor, 'authenticator-added', true);
  const facts = { recoveryCodesMade: recoveryCodes !== null, sessionsEnded };
  return {
    output: { recoveryCodes: null },
    once: { recoveryCodes },
    session,
    audit: { subjectUserId: actor.id, facts },
  };
});
