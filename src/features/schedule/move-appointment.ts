import { mayActAt, readStanding } from '#features/sites/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf } from '../work/rules.ts';
import { MoveAppointment } from './contract.ts';
import { checkBookable, notAway, openOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Moves an open appointment, to a site of one's own; it keeps its patient, its reason and whether the patient has arrived. */
export const moveAppointment = command(MoveAppointment, async (tx, actor, { appointmentId, version, ...time }) => {
  const { providerId, siteId } = time;
  // The provider is held before the work, as everywhere: two who wait for each other wait for ever.
  const [bookable, standing, away] = await Promise.all([
    store.readBookable(tx, providerId, siteId),
    readStanding(tx, actor.id, siteId),
    store.refusedAsAway(tx, time),
  ]);
  const was = openOrRefuse(await store.holdAppointment(tx, appointmentId));
  if (was.version !== version) throw new Refusal('request/version-stale');
  mayActAt(standing);
  checkBookable(bookable);
  notAway(away);
  const moved = await store.moveAppointment(tx, appointmentId, time);
  const before = { providerId: was.providerId, siteId: was.siteId, startsAt: was.startsAt, endsAt: was.endsAt };
  const after = { providerId, siteId, startsAt: moved.startsAt, endsAt: moved.endsAt };
  const audit = {
    patientId: was.patientId,
    subjectUserId: providerId,
    onBehalfOfId: behalfOf({ holderId: was.providerId, covers: was.covers }),
    facts: { appointmentId, before, after },
  };
  return { output: moved, audit };
});
