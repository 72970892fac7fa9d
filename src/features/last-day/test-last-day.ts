import type { Client, Pool } from 'pg';
import { perform } from '#kernel/command.ts';
import type { Id } from '#kernel/brand.ts';
import { arrange, type Clinic, type Member, PASSWORD } from '#test/staff.ts';
import { setLastDay } from './set-last-day.ts';

export const FAR = { day: '2999-06-30', time: '17:00' };

/** Sets a last day as an administrator does. */
export const setAs = (
  pool: Pool,
  by: Member,
  userId: Id<'user'>,
  { ends = FAR, basedOn = 0 }: { readonly ends?: typeof FAR; readonly basedOn?: number } = {},
) =>
  perform(pool, by.caller, setLastDay, { userId, ends, reason: 'Moves to Halifax', basedOn }, { password: PASSWORD });

/** A last day at a moment told in SQL, set by Ada thirty-five days before it. */
export const endsAt = (owner: Client, c: Clinic, when: string, userId: string = c.bo.id) =>
  arrange(owner, c.id, () =>
    owner.query(
      `insert into last_day (clinic_id, user_id, ends_at, reason, set_by_id, set_at) values ($1, $2, ${when}, 'Moves to Halifax', $3, ${when} - interval '35 days')
       on conflict (clinic_id, user_id) do update set ends_at = excluded.ends_at, set_at = excluded.set_at`,
      [c.id, userId, c.ada.id],
    ),
  );
