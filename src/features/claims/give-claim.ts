import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { behalfOf, canHold } from '../work/rules.ts';
import { GiveClaim } from './contract.ts';
import { mayFollow } from './rules.ts';
import * as store from './store.ts';

/** Somebody else follows a claim up, or whoever takes it from the pool. Who bills it stays. */
export const giveClaim = command(GiveClaim, async (tx, actor, { claimId, holderId }) => {
  const [found, holder] = await Promise.all([
    store.holdClaim(tx, claimId),
    holderId === null ? undefined : findUser(tx, holderId),
  ]);
  const claim = mayFollow(found, actor.id);
  const { patientId, holderId: fromId } = claim;
  if (holderId !== null) canHold(holder);
  await store.give(tx, claimId, fromId, holderId);
  const facts = { claimId, before: { holderId: fromId }, after: { holderId } };
  const audit = { patientId, subjectUserId: holderId ?? undefined, onBehalfOfId: behalfOf(claim), facts };
  return { output: { claimId }, audit };
});
