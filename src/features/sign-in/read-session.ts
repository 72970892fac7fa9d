import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { standingOf } from '../absences/public.ts';
import { remindersFor } from '../access-review/public.ts';
import { openAccesses } from '../emergency-access/public.ts';
import { openNotices } from '../outbox/public.ts';
import { ReadSession } from './contract.ts';
import * as store from './store.ts';

export const readSession = query(ReadSession, async (tx, actor) => {
  const [row, notices, reviewsDue, accesses, { awayUntil, covering }] = await Promise.all([
    store.readSession(tx, actor.id, actor.tokenHash),
    openNotices(tx, actor.id),
    remindersFor(tx, actor.id),
    openAccesses(tx, actor.id),
    standingOf(tx, actor.id),
  ]);
  if (!row) throw new Refusal('session/ended');
  const { name, province, time_zone, offsets, today, idle_limit_minutes, password_policy, service_location_code } = row;
  return {
    userId: actor.id,
    firstName: row.first_name,
    lastName: row.last_name,
    type: row.type,
    clinic: {
      name,
      province,
      timeZone: time_zone,
      offsets,
      today,
      idleLimitMinutes: idle_limit_minutes,
      passwordPolicy: password_policy,
      serviceLocationCode: service_location_code,
    },
    permissions: row.limited ? [] : row.permissions,
    limited: row.limited,
    loginEndsAt: row.login_ends_at,
    notices: row.limited ? [] : notices,
    reviewsDue: row.limited ? [] : reviewsDue,
    openAccesses: row.limited ? [] : accesses,
    unread: row.limited ? 0 : row.unread,
    poolWaiting: row.limited ? 0 : row.pool_waiting,
    awayUntil: row.limited ? null : awayUntil,
    covering: row.limited ? [] : covering,
  };
});
