import { numbersFor } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { holdersOf } from '../work/public.ts';
import { behalfOf } from '../work/rules.ts';
import { ReadPrescription } from './contract.ts';
import * as store from './read-store.ts';

/** Looks at a prescription, and leaves an entry of the look. */
export const readPrescription = command(ReadPrescription, async (tx, actor, { prescriptionId }) => {
  const [found, holders] = await Promise.all([
    store.readPrescription(tx, prescriptionId),
    holdersOf(tx, 'prescription', prescriptionId),
  ]);
  if (!found) throw new Refusal('work/not-found');
  const { covers, ...prescription } = found;
  const { patient, holder, signedAt } = prescription;
  const onBehalfOfId = behalfOf({ holderId: holder.userId, covers });
  const audit = { patientId: patient.patientId, onBehalfOfId, facts: { prescriptionId } };
  if (signedAt !== null) return { output: { ...prescription, lacks: [], holders }, audit };
  const { numbers, lacks } = await numbersFor(tx, covers ? actor.id : holder.userId, 'prescribe');
  const letterhead = { ...prescription.letterhead, numbers: [...numbers] };
  return { output: { ...prescription, letterhead, lacks: [...lacks], holders }, audit };
});
