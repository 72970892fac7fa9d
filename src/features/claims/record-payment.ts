import { command } from '#kernel/command.ts';
import { behalfOf } from '../work/rules.ts';
import { RecordPayment } from './contract.ts';
import { mayFollow, standsAt } from './rules.ts';
import * as store from './store.ts';

/** A claim was paid: there is nothing left to follow up. */
export const recordPayment = command(RecordPayment, async (tx, actor, { claimId }) => {
  const claim = mayFollow(await store.holdClaim(tx, claimId), actor.id);
  standsAt(claim.status, 'awaiting-payment');
  await store.follow(tx, claimId, { status: 'paid', actorId: actor.id });
  const facts = { claimId, before: { status: claim.status }, after: { status: 'paid' } };
  return { output: { claimId }, audit: { patientId: claim.patientId, onBehalfOfId: behalfOf(claim), facts } };
});
