import { notOpen } from '#features/patients/public.ts';
import { command } from '#kernel/command.ts';
import { OpenPrescriptions } from './contract.ts';
import { patientAbove, prescriptionsOf } from './read-store.ts';

/** What a patient was prescribed; that it was looked at stays in the log. */
export const openPrescriptions = command(OpenPrescriptions, async (tx, _actor, { patientId, status, after }) => {
  const [patient, page] = await Promise.all([
    patientAbove(tx, patientId),
    prescriptionsOf(tx, patientId, { status, after }),
  ]);
  if (!patient) throw await notOpen(tx, patientId);
  return { output: { patient, ...page }, audit: { patientId } };
});
