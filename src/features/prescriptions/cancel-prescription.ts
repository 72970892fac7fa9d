import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { behalfOf } from '../work/rules.ts';
import { CancelPrescription } from './contract.ts';
import { mayCancel } from './rules.ts';
import * as store from './store.ts';

/** A prescription is not to be dispensed, or a draft not to be signed, any more; it stays on record. */
export const cancelPrescription = command(CancelPrescription, async (tx, actor, { prescriptionId, reason }) => {
  const [held, self] = await Promise.all([store.holdPrescription(tx, prescriptionId), findUser(tx, actor.id)]);
  const one = mayCancel(held, { id: actor.id, type: self?.type ?? '' });
  const { patientId, status } = one;
  const cancelled = await store.cancelPrescription(tx, actor, prescriptionId, reason);
  const facts = { prescriptionId, before: { status }, after: { status: 'cancelled' } };
  return { output: cancelled, audit: { patientId, onBehalfOfId: behalfOf(one), reason, facts } };
});
