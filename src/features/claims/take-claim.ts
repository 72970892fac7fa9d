import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { TakeClaim } from './contract.ts';
import * as store from './store.ts';

/** A claim that waited for nobody is the actor's to follow up from now on. Who bills it stays. */
export const takeClaim = command(TakeClaim, async (tx, actor, { claimId }) => {
  const claim = await store.holdClaim(tx, claimId);
  if (!claim) throw new Refusal('claim/not-found');
  if (!claim.waits) throw new Refusal('claim/already-taken');
  await store.take(tx, actor.id, claimId);
  const facts = { claimId, before: { holderId: null }, after: { holderId: actor.id } };
  return { output: { claimId }, audit: { patientId: claim.patientId, facts } };
});
