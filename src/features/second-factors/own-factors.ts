import type { Caller, Tx } from '#kernel/db.ts';
import { cookieValue } from '#kernel/http.ts';
import { newToken } from '#kernel/secrets.ts';
import { renewSession } from '../credentials/public.ts';
import type { NoticeKind } from '../outbox/contract.ts';
import { tell } from '../outbox/public.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import { mayGo } from './rules.ts';
import * as store from './store.ts';

/** After a change of the actor's own factors: the other sessions end, this one goes on under a new token, and they are told. */
export async function afterChange(tx: Tx, actor: Caller, kind: NoticeKind, factorGiven: boolean) {
  const { secret, hash } = newToken();
  const sessionsEnded = await renewSession(tx, actor.tokenHash, hash, factorGiven);
  await tell(tx, { userId: actor.id, kind });
  return { sessionsEnded, session: cookieValue(actor.clinicId, actor.id, secret) };
}

/** New recovery codes for whoever has none yet; whoever has got a factor needs a way back in without it. */
export async function firstRecoveryCodes(tx: Tx, { clinicId, id }: Caller): Promise<string[] | null> {
  const { recoveryCodes } = await store.countFactors(tx, id);
  return recoveryCodes > 0 ? null : renewCodes(tx, { clinicId, id });
}

/** Replaces the recovery codes; hands out the new ones, once. */
export async function renewCodes(tx: Tx, { clinicId, id }: Pick<Caller, 'clinicId' | 'id'>): Promise<string[]> {
  const { shown, kept } = await newRecoveryCodes();
  await store.setRecoveryCodes(tx, clinicId, id, kept);
  return shown;
}

/**
 * Whether what was just removed may go; with the last factor the recovery codes go too.
 *
 * @throws {Refusal} `second-factor/required`.
 */
export async function withoutIt(tx: Tx, { clinicId, id }: Caller): Promise<void> {
  const left = await store.countFactors(tx, id);
  mayGo(left);
  if (left.passkeys === 0 && !left.authenticator) await store.setRecoveryCodes(tx, clinicId, id, []);
}
