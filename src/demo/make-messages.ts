import { messageBodies, messageSubjects, taskTitles } from './content.ts';
import type { Demo } from './make-demo.ts';

const staff = `(select array_agg(u.user_id order by u.user_number) as ids from clinic_user u join active_user using (clinic_id, user_id) where u.clinic_id = $1)`;

/** Messages between colleagues, some of them from somebody who has left; open, snoozed and filed. */
export async function makeMessages({ client, clinicId, patients }: Demo): Promise<void> {
  await client.query(
    `with sent as (
         insert into message (clinic_id, author_id, patient_id, subject, body, sent_at)
         select $1, case when n % 23 = 0 then left_us.user_id else staff.ids[1 + pg_temp.draw(n, 61, cardinality(staff.ids))] end,
                case when n % 3 = 0 then (select p.patient_id from patient p where p.clinic_id = $1 and p.demographic_number = 1 + pg_temp.draw(n, 62, $2)) end,
                pg_temp.pick($3, n, 63), pg_temp.pick($4, n, 64), now() - make_interval(mins => 10 + pg_temp.draw(n, 65, 40000))
           from generate_series(1, 260) n, ${staff} staff,
                (select user_id from clinic_user u where u.clinic_id = $1 and u.last_name = 'Thornbury') left_us
         returning message_id, author_id, patient_id, sent_at),
       numbered as (select sent.*, row_number() over (order by sent_at) as n from sent)
       insert into inbox_item (clinic_id, message_id, patient_id, addressee_id, holder_id, arrived_at, read_at, snoozed_until, filed_at)
       select $1, m.message_id, m.patient_id, who, case when m.n % 43 = 0 then null else who end, m.sent_at,
              case when m.n % 3 > 0 then m.sent_at + interval '2 hours' end,
              case when m.n % 11 = 0 then now() + make_interval(hours => 5 + (m.n * 7 % 90)::int) end,
              case when m.n % 11 > 0 and m.n % 43 > 0 and m.sent_at < now() - interval '9 days' then m.sent_at + interval '1 day' end
         from numbered m, ${staff} staff, generate_series(0, 1) copy,
              lateral (select array_remove(staff.ids, m.author_id) as ids) others,
              lateral (select others.ids[1 + pg_temp.draw(m.n * 2 + copy, 66, cardinality(others.ids))] as who) w
        where copy = 0 or m.n % 4 = 0`,
    [clinicId, patients, messageSubjects, messageBodies],
  );
}

/** Tasks given by one colleague to another, some urgent, some overdue, some in the unassigned pool, some done. */
export async function makeTasks({ client, clinicId, province, patients }: Demo): Promise<void> {
  await client.query(
    `insert into task (clinic_id, patient_id, author_id, holder_id, title, due_on, urgent, made_at, done_at, done_by_id)
       select $1, (select p.patient_id from patient p where p.clinic_id = $1 and p.demographic_number = 1 + pg_temp.draw(n, 71, $2)),
              staff.ids[1 + pg_temp.draw(n, 72, cardinality(staff.ids))], case when n % 37 = 0 then null else who end, pg_temp.pick($3, n, 73),
              (now() at time zone $4)::date + pg_temp.draw(n, 74, 30) - 8, n % 9 = 0, at,
              case when n % 3 = 0 and n % 37 > 0 then at + interval '1 day' end, case when n % 3 = 0 and n % 37 > 0 then who end
         from generate_series(1, 220) n, ${staff} staff,
              lateral (select now() - make_interval(hours => 30 + pg_temp.draw(n, 75, 500)) as at,
                              staff.ids[1 + pg_temp.draw(n, 76, cardinality(staff.ids))] as who) t`,
    [clinicId, patients, taskTitles, province.timeZone],
  );
}
