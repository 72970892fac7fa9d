import type { Static } from 'typebox';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { hashSecret, newToken } from '#kernel/secrets.ts';
import { isCommonPassword } from './common-passwords.ts';
import type { Invitation, Login } from './contract.ts';
import { checkPasscode, checkPassword, mayEnd, type PasswordMeasure, wordsAround, isEmail } from './rules.ts';
import * as store from './store.ts';

interface Receiver {
  /** Null for somebody who is only being added. */
  readonly userId: Id<'user'> | null;
  readonly firstName: string;
  readonly lastName: string;
  /** Administrators besides this user who can sign in without an end. */
  readonly administratorsLeft: number;
}

/** A login that may be given: checked, and its secrets hashed. */
export interface PreparedLogin extends store.Kept {
  /** None for an invitation: the user chooses them. */
  readonly secrets: store.HashedSecrets | undefined;
}

/**
 * Checks a login before anything is written, and hashes its secrets: that takes as long as all the rest, and nobody
 * else should wait for it behind a lock but who wants the same name.
 *
 * @throws {Refusal} what `loginRefusals` lists, `user/last-administrator`.
 */
export async function prepareLogin(
  tx: Tx,
  to: Receiver,
  { username, email, expires, secrets: given }: Static<typeof Login>,
): Promise<PreparedLogin> {
  const names = { username: username.trim() || null, email: email.trim() || null };
  if (!names.username && !names.email) throw new Refusal('credentials/name-missing');
  if (names.email && !isEmail(names.email)) throw new Refusal('user/email-malformed');
  const [{ policy, clinicName, now, expiresAt }, [taken]] = await Promise.all([
    store.readPolicy(tx, expires),
    store.namesTaken(tx, to.userId, names),
  ]);
  // The other's name for those who may see the list of users.
  if (taken) throw new Refusal(`user/${taken.which}-taken`, taken.name ? { name: taken.name } : {});
  mayEnd({ endsAt: expiresAt, now, administratorsLeft: to.administratorsLeft });
  const words = wordsAround({ clinicName, firstName: to.firstName, lastName: to.lastName, ...names });
  const secrets = given ? await hashSecrets(given.password, given.passcode, { policy, words }) : undefined;
  return { ...names, expiresAt, secrets };
}

/** Both secrets, checked, and hashed side by side. */
export async function hashSecrets(
  password: string,
  passcode: string,
  measure: Omit<PasswordMeasure, 'isCommon'>,
): Promise<store.HashedSecrets> {
  checkPassword(password, { ...measure, isCommon: isCommonPassword });
  checkPasscode(passcode);
  const [passwordHash, passcodeHash] = await Promise.all([hashSecret(password), hashSecret(passcode)]);
  return { passwordHash, passcodeHash };
}

type Made = Static<typeof Invitation>;

/** What a login has become, for the answer and for the entry. */
export interface LoginGiven {
  /** As it is kept with the answer: without the link. */
  readonly invitation: Made | null;
  /** As it is handed out, once. */
  readonly once: { readonly invitation: Made | null };
  readonly facts: Readonly<Record<'username' | 'email' | 'loginExpiresAt' | 'invitedUntil', string | null>>;
}

/** Gives a user a prepared login: secrets that they must change, or an invitation to choose their own. */
export async function giveLogin(tx: Tx, actor: Actor, userId: Id<'user'>, login: PreparedLogin): Promise<LoginGiven> {
  const { username, email, expiresAt, secrets } = login;
  const facts = { username, email, loginExpiresAt: expiresAt, invitedUntil: null };
  if (secrets) {
    await store.setCredentials(tx, actor, userId, { ...login, ...secrets });
    return { invitation: null, once: { invitation: null }, facts };
  }
  await store.nameCredentials(tx, actor, userId, login);
  const { secret, hash } = newToken();
  const { endsAt, mailed } = await store.makeInvitation(tx, actor, userId, { token: secret, hash });
  const invitation = { endsAt, mailedTo: mailed ? email : null, token: null };
  // The link goes by mail where one can be sent, and to whoever makes it where not.
  const once = { invitation: { ...invitation, token: mailed ? null : secret } };
  return { invitation, once, facts: { ...facts, invitedUntil: endsAt } };
}
