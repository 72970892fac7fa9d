import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadSession } from './contract.ts';
import * as store from './store.ts';

export const readSession = query(ReadSession, async (tx, actor) => {
  const row = await store.readSession(tx, actor.id);
  if (!row) throw new Refusal('session/ended');
  const {
    first_name,
    last_name,
    type,
    name,
    province,
    time_zone,
    offsets,
    today,
    idle_limit_minutes,
    permissions,
    unread,
  } = row;
  return {
    userId: actor.id,
    firstName: first_name,
    lastName: last_name,
    type,
    clinic: { name, province, timeZone: time_zone, offsets, today, idleLimitMinutes: idle_limit_minutes },
    permissions,
    unread,
  };
});
