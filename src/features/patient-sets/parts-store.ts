import { type RawBuilder, sql } from 'kysely';
import type { SetLine } from './contract.ts';

/** The user of this id as history names a person; null where there is none. */
export const personOf = (id: RawBuilder<unknown>) => sql<SetLine['madeBy']>`
  (select json_build_object('userId', pu.user_id, 'name', pu.first_name || ' ' || pu.last_name, 'deactivated', pa.user_id is null)
     from clinic_user pu left join active_user pa using (clinic_id, user_id) where pu.clinic_id = s.clinic_id and pu.user_id = ${id})`;

/** How many are in the set aliased `s`: as its version says, without counting them, but for those closed to the reader. */
export const membersOf = sql<number>`(coalesce(v.members, (select count(*)::int from patient_set_member m
  where m.clinic_id = s.clinic_id and m.set_id = s.set_id)) - coalesce(k.members, 0))`;
/** The current version beside each set `s`, and how many in it are closed to the reader: found from those, however large the sets. */
export const withVersion = sql`left join patient_set_version v on v.clinic_id = s.clinic_id and v.set_id = s.set_id and v.number = s.version_number
  left join (select m.set_id, count(distinct m.patient_id)::int as members from own_closed_patient o join patient_set_member m using (clinic_id, patient_id)
              group by m.set_id) k on k.set_id = s.set_id`;

/** The block aliased `b` holds now. */
export const live = sql<boolean>`b.lifted_at is null and (b.ends_at is null or b.ends_at > now())`;

/** The set `s` keeps the reader out of charts. */
export const concernsReader = sql<boolean>`exists (select from chart_block b where b.clinic_id = s.clinic_id and b.set_id = s.set_id
  and ${live} and b.user_id = current_actor())`;

/** The block aliased `b` holds, and its review day has come. */
export const due = sql<boolean>`(${live} and b.review_on is not null and b.review_on <= (select (now() at time zone time_zone)::date from clinic))`;
