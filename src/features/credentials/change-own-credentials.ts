import { command } from '#kernel/command.ts';
import { cookieValue } from '#kernel/http.ts';
import { Refusal } from '#kernel/refusal.ts';
import { hashSecret, newToken, secretFits } from '#kernel/secrets.ts';
import { tell } from '../outbox/public.ts';
import { isCommonPassword } from './common-passwords.ts';
import { ChangeOwnCredentials } from './contract.ts';
import { checkPasscode, checkPassword, wordsAround } from './rules.ts';
import * as store from './store.ts';

/**
 * Changes the actor's own secrets. Their other sessions end; this one goes on under a new token, so that whoever knew
 * the old one has nothing, and without the limit that this change has met.
 */
export const changeOwnCredentials = command(ChangeOwnCredentials, async (tx, actor, { newPassword, newPasscode }) => {
  const own = await store.readOwn(tx, actor.id);
  if (!own) throw new Refusal('credentials/none');
  const wantsBoth = own.mustChange && (newPassword === undefined || newPasscode === undefined);
  if (wantsBoth || (newPassword === undefined && newPasscode === undefined)) {
    throw new Refusal('credentials/nothing-chosen');
  }
  if (newPassword !== undefined) {
    checkPassword(newPassword, { policy: own.policy, isCommon: isCommonPassword, words: wordsAround(own) });
    if (await secretFits(newPassword, own.passwordHash)) throw new Refusal('secret/password-same');
  }
  if (newPasscode !== undefined) {
    checkPasscode(newPasscode);
    if (await secretFits(newPasscode, own.passcodeHash)) throw new Refusal('secret/passcode-same');
  }
  const [passwordHash, passcodeHash] = await Promise.all([newPassword, newPasscode].map(hashIfGiven));
  await store.changeSecrets(tx, actor.id, {
    ...(passwordHash ? { passwordHash } : {}),
    ...(passcodeHash ? { passcodeHash } : {}),
  });
  const { secret, hash } = newToken();
  const sessionsEnded = await store.renewSession(tx, actor.tokenHash, hash);
  await tell(tx, { userId: actor.id, kind: 'credentials-changed' });
  const changed = { password: newPassword !== undefined, passcode: newPasscode !== undefined };
  return {
    output: { sessionsEnded },
    session: cookieValue(actor.clinicId, actor.id, secret),
    audit: { subjectUserId: actor.id, facts: { changed, sessionsEnded } },
  };
});

const hashIfGiven = async (secret: string | undefined) => (secret === undefined ? undefined : hashSecret(secret));
