import { command } from '#kernel/command.ts';
import { behalfOf } from '../work/rules.ts';
import { WithdrawClaim } from './contract.ts';
import { mayFollow } from './rules.ts';
import * as store from './store.ts';

/** Nobody expects a claim to be paid any more. */
export const withdrawClaim = command(WithdrawClaim, async (tx, actor, { claimId, reason }) => {
  const claim = mayFollow(await store.holdClaim(tx, claimId), actor.id);
  await store.follow(tx, claimId, { status: 'cancelled', actorId: actor.id, note: reason });
  const facts = { claimId, before: { status: claim.status }, after: { status: 'cancelled' } };
  return { output: { claimId }, audit: { patientId: claim.patientId, onBehalfOfId: behalfOf(claim), reason, facts } };
});
