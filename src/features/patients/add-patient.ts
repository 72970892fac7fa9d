import { command } from '#kernel/command.ts';
import { AddPatient } from './contract.ts';
import { datesPossible, mayBeMrp, recorded } from './rules.ts';
import * as store from './store.ts';

/** Adds a patient under the clinic's next demographic number. */
export const addPatient = command(AddPatient, async (tx, actor, fields) => {
  const [today, isActiveDoctor] = await Promise.all([store.today(tx), store.keepActiveDoctor(tx, fields.mrpId)]);
  datesPossible(fields, today);
  mayBeMrp({ wanted: fields.mrpId, held: null, isActiveDoctor });
  const added = await store.insertPatient(tx, actor, fields);
  const patient = await store.readPatient(tx, added.patientId);
  const after = patient && recorded(patient);
  return { output: added, audit: { patientId: added.patientId, facts: { after } } };
});
