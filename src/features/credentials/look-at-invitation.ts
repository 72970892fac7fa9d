import { door } from '#kernel/door.ts';
import { Refusal } from '#kernel/refusal.ts';
import { hashOfToken } from '#kernel/secrets.ts';
import { clinicAt } from '../clinics/public.ts';
import { LookAtInvitation } from './contract.ts';
import { findInvited } from './invitation-store.ts';

/** What the page of a link shows before anything is chosen. Used, ended, replaced and made-up links answer alike. */
export const lookAtInvitation = door(LookAtInvitation, async (pool, { token }, { host }) => {
  const clinic = await clinicAt(pool, host);
  const invited = clinic && (await findInvited(pool, clinic.clinicId, hashOfToken(token)));
  if (!invited) throw new Refusal('credentials/invitation-over');
  const { userId: _, ...output } = invited;
  return { output };
});
