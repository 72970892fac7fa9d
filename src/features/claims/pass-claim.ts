import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { canHold, openOrRefuse, stillWith } from '../work/rules.ts';
import { PassClaim } from './contract.ts';
import * as store from './store.ts';

/** Somebody else follows a colleague's claim up, or one that nobody does. Who bills it stays. */
export const passClaim = command(PassClaim, async (tx, _actor, { claimId, fromId, holderId }) => {
  const [found, holder] = await Promise.all([
    store.holdClaim(tx, claimId),
    holderId === null ? undefined : findUser(tx, holderId),
  ]);
  if (!found) throw new Refusal('claim/not-found');
  const { patientId } = stillWith(openOrRefuse(found), fromId);
  if (holderId !== null) canHold(holder);
  await store.give(tx, claimId, fromId, holderId);
  const facts = { claimId, before: { holderId: fromId }, after: { holderId } };
  return { output: { claimId }, audit: { patientId, subjectUserId: holderId ?? undefined, facts } };
});
