import { changes } from '#features/users/rules.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { UpdatePatient } from './contract.ts';
import { datesPossible, mayBeMrp, recorded } from './rules.ts';
import { notOpen } from './public.ts';
import * as store from './store.ts';

/** Changes a master file. The MRP of somebody who has died stays on record, also when they have left. */
export const updatePatient = command(UpdatePatient, async (tx, _actor, { patientId, version, ...fields }) => {
  const [before, today, isActiveDoctor] = await Promise.all([
    store.readPatient(tx, patientId),
    store.today(tx),
    store.keepActiveDoctor(tx, fields.mrpId),
  ]);
  if (!before) throw await notOpen(tx, patientId);
  if (before.version !== version) throw new Refusal('request/version-stale');
  datesPossible(fields, today);
  mayBeMrp({ wanted: fields.mrpId, held: before.mrp?.userId ?? null, isActiveDoctor });
  const updated = await store.updatePatient(tx, patientId, version, fields);
  if (!updated) throw new Refusal('request/version-stale');
  const after = (await store.readPatient(tx, patientId)) ?? before;
  const facts = changes(recorded(before), recorded(after));
  return { output: { patientId, version: updated.version }, audit: { patientId, facts } };
});
