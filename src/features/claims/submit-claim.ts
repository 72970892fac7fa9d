import { command } from '#kernel/command.ts';
import { behalfOf } from '../work/rules.ts';
import { SubmitClaim } from './contract.ts';
import { mayFollow, standsAt } from './rules.ts';
import * as store from './store.ts';

/** A claim went out, or went out again after it was rejected: it awaits its payment. */
export const submitClaim = command(SubmitClaim, async (tx, actor, { claimId }) => {
  const claim = mayFollow(await store.holdClaim(tx, claimId), actor.id);
  standsAt(claim.status, 'unsubmitted', 'rejected');
  await store.follow(tx, claimId, { status: 'awaiting-payment', actorId: actor.id });
  const facts = { claimId, before: { status: claim.status }, after: { status: 'awaiting-payment' } };
  return { output: { claimId }, audit: { patientId: claim.patientId, onBehalfOfId: behalfOf(claim), facts } };
});
