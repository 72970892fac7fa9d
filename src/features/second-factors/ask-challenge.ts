import { randomBytes } from 'node:crypto';
import { door } from '#kernel/door.ts';
import { Refusal } from '#kernel/refusal.ts';
import { clinicAt } from '../clinics/public.ts';
import { clinicAddress } from '../outbox/public.ts';
import { AskChallenge } from './contract.ts';
import * as store from './door-store.ts';
import { relyingParty } from './rules.ts';

/** Makes what a passkey is to sign next, for the browser that asks and the address it is at. */
export const askChallenge = door(AskChallenge, async (pool, _input, { host, address, publicUrl, tokenHash }) => {
  const clinic = await clinicAt(pool, host);
  if (!clinic) throw new Refusal('clinic/not-found');
  const { rpId, origin } = relyingParty(publicUrl ? clinicAddress(publicUrl, clinic.host) : address);
  const challenge = randomBytes(32);
  await store.makeChallenge(pool, clinic.clinicId, { challenge, askedBy: tokenHash, rpId, address: origin });
  return { output: { challenge: challenge.toString('base64url'), rpId, clinicName: clinic.name } };
});
