import { mayHoldAt, readStanding } from '#features/sites/public.ts';
import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { giveTo } from '../work/public.ts';
import { behalfOf, canHold } from '../work/rules.ts';
import { GivePrescription } from './contract.ts';
import { mayGoOnWith, prescribers } from './rules.ts';
import * as store from './store.ts';

/** Somebody else who may prescribe at its site must sign the draft from now on. */
export const givePrescription = command(GivePrescription, async (tx, actor, { prescriptionId, holderId }) => {
  const [held, holder, signs] = await Promise.all([
    store.holdPrescription(tx, prescriptionId),
    findUser(tx, holderId),
    store.maySign(tx, holderId),
  ]);
  const draft = mayGoOnWith(held, actor.id);
  canHold(holder);
  if (!signs || !prescribers.includes(holder?.type ?? '')) throw new Refusal('prescription/holder-cannot-prescribe');
  mayHoldAt(await readStanding(tx, holderId, draft.siteId));
  await giveTo(tx, 'prescription', { id: prescriptionId, fromId: draft.holderId, toId: holderId });
  const facts = { prescriptionId, before: { holderId: draft.holderId }, after: { holderId } };
  const audit = { patientId: draft.patientId, subjectUserId: holderId, onBehalfOfId: behalfOf(draft), facts };
  return { output: { prescriptionId }, audit };
});
