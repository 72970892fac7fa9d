import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadAppointment } from './contract.ts';
import * as listStore from './list-store.ts';
import { abilities } from './rules.ts';
import * as store from './store.ts';

/** One appointment as it is now: for whoever finds that it has changed since they looked. */
export const readAppointment = query(ReadAppointment, async (tx, actor, { appointmentId }) => {
  const [row, permissions] = await Promise.all([
    listStore.readAppointment(tx, appointmentId),
    store.ownPermissions(tx, actor.id),
  ]);
  if (!row) throw new Refusal('schedule/appointment-not-found');
  return { ...row, may: abilities(permissions, row.status) };
});
