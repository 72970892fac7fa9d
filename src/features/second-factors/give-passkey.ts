import { door } from '#kernel/door.ts';
import { Refusal } from '#kernel/refusal.ts';
import { clinicAt } from '../clinics/public.ts';
import { GivePasskey } from './contract.ts';
import * as store from './door-store.ts';
import { takeSecondStep } from './second-step.ts';
import { whoShows } from './shown-passkey.ts';

/** Finishes a sign-in with one of the passkeys of whoever has given the password. */
export const givePasskey = door(GivePasskey, async (pool, { passkey: shown }, visit) => {
  const clinic = await clinicAt(pool, visit.host);
  if (!clinic) throw new Refusal('clinic/not-found');
  const { clinicId } = clinic;
  const userId = await store.atSecondStep(pool, clinicId, visit.tokenHash);
  if (!userId) throw new Refusal('session/ended');
  const { passkey, counter } = await whoShows(pool, shown, { clinicId, askedBy: visit.tokenHash, verified: false });
  const fits = passkey?.userId === userId && counter !== undefined;
  const given = fits ? passkey.passkeyId : '';
  return takeSecondStep(pool, visit, {
    clinicId,
    kind: 'passkey',
    given,
    fits,
    counter: counter ?? 0,
    action: GivePasskey.name,
  });
});
