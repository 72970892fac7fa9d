import { mayActAt, readStanding } from '#features/sites/public.ts';
import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf } from '../work/rules.ts';
import { UpdatePrescription } from './contract.ts';
import { mayGoOnWith, prescribes } from './rules.ts';
import * as store from './store.ts';

/** Changes a draft until it is signed. */
export const updatePrescription = command(UpdatePrescription, async (tx, actor, { prescriptionId, ...asked }) => {
  const { version, lines, ...fields } = asked;
  const [held, self, standing] = await Promise.all([
    store.holdPrescription(tx, prescriptionId),
    findUser(tx, actor.id),
    readStanding(tx, actor.id, fields.siteId),
  ]);
  const draft = mayGoOnWith(held, actor.id);
  if (draft.version !== version) throw new Refusal('request/version-stale');
  prescribes(self?.type ?? '');
  mayActAt(standing);
  await store.setLines(tx, actor, { prescriptionId, patientId: draft.patientId }, lines);
  const updated = await store.updatePrescription(tx, prescriptionId, fields);
  const facts = { prescriptionId, before: { siteId: draft.siteId }, after: { siteId: fields.siteId } };
  return { output: updated, audit: { patientId: draft.patientId, onBehalfOfId: behalfOf(draft), facts } };
});
