import { command } from '#kernel/command.ts';
import { behalfOf } from '../work/rules.ts';
import { RecordRejection } from './contract.ts';
import { mayReject } from './rules.ts';
import * as store from './store.ts';

/**
 * A claim was rejected, or paid and returned by the payer: it waits to be put right and submitted again. Where whoever had
 * it has left, it arrives for them.
 */
export const recordRejection = command(RecordRejection, async (tx, actor, { claimId, reason }) => {
  const claim = mayReject(await store.holdClaim(tx, claimId), actor.id);
  const { holderId } = await store.follow(tx, claimId, { status: 'rejected', actorId: actor.id, note: reason });
  const late = claim.holderId !== null && !claim.holderActive;
  const facts = {
    claimId,
    before: { status: claim.status },
    after: { status: 'rejected' },
    ...(late ? { arrivals: [{ forId: claim.holderId, holderId }] } : {}),
  };
  return { output: { claimId }, audit: { patientId: claim.patientId, onBehalfOfId: behalfOf(claim), reason, facts } };
});
