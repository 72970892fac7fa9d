import { notOpen } from '#features/patients/public.ts';
import { mayActAt, readStanding } from '#features/sites/public.ts';
import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { WritePrescription } from './contract.ts';
import { lives, prescribes } from './rules.ts';
import * as store from './store.ts';

/** A practitioner writes a draft at a site of their own, and must still sign it. */
export const writePrescription = command(WritePrescription, async (tx, actor, { patientId, lines, ...fields }) => {
  const [patient, self, standing] = await Promise.all([
    store.findLiving(tx, patientId),
    findUser(tx, actor.id),
    readStanding(tx, actor.id, fields.siteId),
  ]);
  if (!patient) throw await notOpen(tx, patientId);
  lives(patient);
  prescribes(self?.type ?? '');
  mayActAt(standing);
  const written = await store.insertPrescription(tx, actor, patientId, fields);
  const { prescriptionId } = written;
  await store.setLines(tx, actor, { prescriptionId, patientId }, lines);
  const facts = { prescriptionId, after: { status: 'draft', siteId: fields.siteId } };
  return { output: written, audit: { patientId, facts } };
});
