import type { Client } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { arrange, type Clinic, one } from '#test/staff.ts';
import { coveredKinds } from '../work/contract.ts';

/** A day of the clinic's calendar, so many days from today. */
export const day = (owner: Client, { id }: Clinic, ahead: number): Promise<string> =>
  one(
    owner,
    `select to_char((now() at time zone time_zone)::date + $2::int, 'YYYY-MM-DD') from clinic where clinic_id = $1`,
    [id, ahead],
  );

interface Away {
  readonly userId: Id<'user'>;
  readonly covererId?: Id<'user'>;
  readonly kinds?: readonly string[];
  /** Days from today. */
  readonly from?: number;
  readonly until?: number;
}

/** Lets a user be away, today when nothing else is said, and somebody cover: all kinds when nothing else is said. */
export const absent = (
  owner: Client,
  { id }: Clinic,
  { userId, covererId, kinds = coveredKinds, from = 0, until = 7 }: Away,
): Promise<Id<'absence'>> =>
  arrange(owner, id, async () => {
    const absenceId = await one<Id<'absence'>>(
      owner,
      `insert into absence (clinic_id, user_id, reason, from_day, until_day, made_by_id)
       select $1, $2, 'holiday', t.today + $3::int, t.today + $4::int, $2
         from (select (now() at time zone time_zone)::date as today from clinic where clinic_id = $1) t returning absence_id`,
      [id, userId, from, until],
    );
    if (covererId)
      await owner.query(
        'insert into cover (clinic_id, absence_id, user_id, kind, coverer_id) select $1, $2, $3, unnest($5::text[]), $4',
        [id, absenceId, userId, covererId, kinds],
      );
    return absenceId;
  });
