import { mayActAt, readStanding } from '#features/sites/public.ts';
import { findUser, numbersFor } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { SignPrescription } from './contract.ts';
import { behalfOf } from '../work/rules.ts';
import { hasNumbers, lives, mayGoOnWith, prescribes } from './rules.ts';
import * as store from './store.ts';

/**
 * Signs a draft as whoever signs has read it, at a site of theirs and under their number; it is final from then on. Who
 * signs on behalf of an absent colleague answers for it, and holds it.
 */
export const signPrescription = command(SignPrescription, async (tx, actor, { prescriptionId, version }) => {
  const [held, self, { numbers, lacks }] = await Promise.all([
    store.holdPrescription(tx, prescriptionId),
    findUser(tx, actor.id),
    numbersFor(tx, actor.id, 'prescribe'),
  ]);
  const { patientId, siteId, ...draft } = mayGoOnWith(held, actor.id);
  if (draft.version !== version) throw new Refusal('request/version-stale');
  prescribes(self?.type ?? '');
  const [patient, standing] = await Promise.all([store.findLiving(tx, patientId), readStanding(tx, actor.id, siteId)]);
  if (patient) lives(patient);
  mayActAt(standing);
  hasNumbers(lacks);
  const signed = await store.signPrescription(tx, actor, prescriptionId, numbers);
  const facts = { prescriptionId, before: { status: draft.status }, after: { status: 'signed' } };
  return { output: signed, audit: { patientId, onBehalfOfId: behalfOf(draft), facts } };
});
