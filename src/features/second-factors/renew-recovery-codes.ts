import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { RenewRecoveryCodes } from './contract.ts';
import { afterChange, renewCodes } from './own-factors.ts';
import * as store from './store.ts';

/** Makes new recovery codes for whoever has a factor that can be lost; the old ones end. */
export const renewRecoveryCodes = command(RenewRecoveryCodes, async (tx, actor) => {
  const { passkeys, authenticator, recoveryCodes: left } = await store.countFactors(tx, actor.id);
  if (passkeys === 0 && !authenticator) throw new Refusal('second-factor/none');
  const recoveryCodes = await renewCodes(tx, actor);
  const { session, sessionsEnded } = await afterChange(tx, actor, 'recovery-codes-renewed', false);
  const facts = { before: { left }, after: { left: recoveryCodes.length }, sessionsEnded };
  return {
    output: { recoveryCodes: null },
    once: { recoveryCodes },
    session,
    audit: { subjectUserId: actor.id, facts },
  };
});
