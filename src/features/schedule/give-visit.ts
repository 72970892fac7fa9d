import { findUser, keepActive } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf, canHold } from '../work/rules.ts';
import { openOrRefuse } from './rules.ts';
import { GiveVisit } from './visit-contract.ts';
import * as store from './visit-store.ts';

/** Somebody else says what became of a visit: whoever may mark appointments and has the record open. Who gives it need not hold it, as with marking. */
export const giveVisit = command(GiveVisit, async (tx, _actor, { appointmentId, holderId, version }) => {
  await keepActive(tx, [holderId]);
  const holder = await findUser(tx, holderId);
  const visit = openOrRefuse(await store.holdVisit(tx, appointmentId));
  if (!visit.isPast) throw new Refusal('schedule/visit-to-come');
  if (visit.version !== version) throw new Refusal('request/version-stale');
  canHold(holder);
  const { patientId, holderId: fromId } = visit;
  if (!(await store.mayCloseOut(tx, holderId, patientId))) throw new Refusal('schedule/visit-not-theirs');
  const given = await store.giveVisit(tx, appointmentId, holderId);
  const facts = { appointmentId, before: { holderId: fromId }, after: { holderId } };
  return {
    output: { appointmentId, version: given.version },
    audit: { patientId, subjectUserId: holderId, onBehalfOfId: behalfOf(visit), facts },
  };
});
