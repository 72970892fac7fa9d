import { door } from '#kernel/door.ts';
import { Refusal } from '#kernel/refusal.ts';
import { secretFits } from '#kernel/secrets.ts';
import { clinicAt } from '../clinics/public.ts';
import { GiveCode } from './contract.ts';
import * as store from './door-store.ts';
import { readCode } from './rules.ts';
import { takeSecondStep } from './second-step.ts';

/**
 * Finishes a sign-in with a code of the app, or with a recovery code. A hash is computed for either, so that neither the
 * answer nor its time says what was wrong.
 */
export const giveCode = door(GiveCode, async (pool, { code }, visit) => {
  const clinic = await clinicAt(pool, visit.host);
  if (!clinic) throw new Refusal('clinic/not-found');
  const { clinicId } = clinic;
  if (!(await store.atSecondStep(pool, clinicId, visit.tokenHash))) throw new Refusal('session/ended');
  const read = readCode(code);
  const [selector, rest] = read.kind === 'recovery-code' ? [read.selector, read.rest] : ['', read.code];
  const fits = await secretFits(rest, await store.recoveryHash(pool, clinicId, visit.tokenHash, selector));
  const given = read.kind === 'recovery-code' ? selector : read.code;
  return takeSecondStep(pool, visit, { clinicId, kind: read.kind, given, fits, action: GiveCode.name });
});
