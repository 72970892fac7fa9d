import { command } from '#kernel/command.ts';
import { ReadPatient } from './contract.ts';
import { notOpen } from './public.ts';
import * as store from './store.ts';

/** Opens a master file; that it was opened stays in the log. */
export const readPatient = command(ReadPatient, async (tx, _actor, { patientId }) => {
  const patient = await store.readPatient(tx, patientId);
  if (!patient) throw await notOpen(tx, patientId);
  return { output: patient, audit: { patientId } };
});
