import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { AddPasskey } from './contract.ts';
import { afterChange, firstRecoveryCodes } from './own-factors.ts';
import { challengeOf, checkMade } from './passkey.ts';
import * as store from './store.ts';

/** Adds a passkey that the actor's browser has just made; with the first factor come recovery codes. */
export const addPasskey = command(AddPasskey, async (tx, actor, { name, passkey }) => {
  const challenge = challengeOf(passkey);
  const asked = challenge && (await store.useChallenge(tx, actor, challenge));
  const checked = asked && (await checkMade(passkey, { challenge, ...asked }));
  if (!checked) throw new Refusal('second-factor/passkey-not-made');
  const { transports } = passkey;
  const passkeyId = await store.addPasskey(tx, actor, { ...checked, name, transports, rpId: asked.rpId });
  const recoveryCodes = await firstRecoveryCodes(tx, actor);
  const { session, sessionsEnded } = await afterChange(tx, actor, 'passkey-added', true);
  const facts = { passkeyId, name: name.trim(), recoveryCodesMade: recoveryCodes !== null, sessionsEnded };
  return {
    output: { passkeyId, recoveryCodes: null },
    once: { recoveryCodes },
    session,
    audit: { subjectUserId: actor.id, facts },
  };
});
