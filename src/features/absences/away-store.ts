import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';

/** Of these users, those who are away or will be, and those who cover for somebody, now or later. */
export async function awayAmong(tx: Tx, userIds: readonly Id<'user'>[]) {
  if (userIds.length === 0) return { away: [], covering: [] };
  const { rows } = await sql<{ away: Id<'user'>[]; covering: Id<'user'>[] }>`
    select array(select distinct user_id from away_user where user_id = any(${userIds}::uuid[])) as away,
           array(select distinct c.coverer_id from cover c join away_user using (clinic_id, absence_id)
                  where c.coverer_id = any(${userIds}::uuid[])) as covering`.execute(tx);
  return rows[0] ?? { away: [], covering: [] };
}

interface Away {
  readonly userId: Id<'user'>;
  readonly name: string;
  readonly from: string;
  readonly until: string;
  /** Who covers their appointments. */
  readonly coverers: { readonly userId: Id<'user'>; readonly name: string }[];
}

/** Who is away on some of these days, or will be, from when until when, and who covers their appointments; why is nobody's affair here. */
export async function awayDays(
  tx: Tx,
  { from, until, userId }: { readonly from: string; readonly until: string; readonly userId?: Id<'user'> | undefined },
): Promise<Away[]> {
  const { rows } = await sql<Away>`
    select w.user_id as "userId", u.first_name || ' ' || u.last_name as name, w.from_day as "from", w.until_day as until,
           (select coalesce(jsonb_agg(jsonb_build_object('userId', v.user_id, 'name', v.first_name || ' ' || v.last_name) order by v.sort_name), '[]')
              from cover k join clinic_user v on v.clinic_id = k.clinic_id and v.user_id = k.coverer_id
             where k.clinic_id = w.clinic_id and k.absence_id = w.absence_id and k.kind = 'appointment') as coverers
      from absence w join clinic_user u using (clinic_id, user_id)
     where w.ended_at is null and w.from_day <= ${until}::date and w.until_day >= ${from}::date
       and ${userId ? sql`w.user_id = ${userId}` : sql`true`}
     order by u.sort_name, w.from_day`.execute(tx);
  return rows;
}
