import { command } from '#kernel/command.ts';
import { behalfOf } from '../work/rules.ts';
import { RecordRejection } from './contract.ts';
import { mayFollow, standsAt } from './rules.ts';
import * as store from './store.ts';

/** A claim was rejected: it waits to be put right and submitted again. */
export const recordRejection = command(RecordRejection, async (tx, actor, { claimId, reason }) => {
  const claim = mayFollow(await store.holdClaim(tx, claimId), actor.id);
  standsAt(claim.status, 'awaiting-payment');
  await store.follow(tx, claimId, { status: 'rejected', actorId: actor.id, note: reason });
  const facts = { claimId, before: { status: claim.status }, after: { status: 'rejected' } };
  return { output: { claimId }, audit: { patientId: claim.patientId, onBehalfOfId: behalfOf(claim), reason, facts } };
});
