import { numbersFor } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { holdersOf } from '../work/public.ts';
import { ReadPrescription } from './contract.ts';
import * as store from './read-store.ts';

/** Looks at a prescription, and leaves an entry of the look. */
export const readPrescription = command(ReadPrescription, async (tx, _actor, { prescriptionId }) => {
  const [found, holders] = await Promise.all([
    store.readPrescription(tx, prescriptionId),
    holdersOf(tx, 'prescription', prescriptionId),
  ]);
  if (!found) throw new Refusal('work/not-found');
  const audit = { patientId: found.patient.patientId, facts: { prescriptionId } };
  if (found.signedAt !== null) return { output: { ...found, lacks: [], holders }, audit };
  const { numbers, lacks } = await numbersFor(tx, found.holder.userId, 'prescribe');
  const letterhead = { ...found.letterhead, numbers: [...numbers] };
  return { output: { ...found, letterhead, lacks: [...lacks], holders }, audit };
});
