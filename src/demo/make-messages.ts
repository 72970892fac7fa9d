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

/** Groups that one can write to: one of them with nobody but Bo in it. */
export async function makeGroups({ client, clinicId }: Demo): Promise<void> {
  await client.query(
    `with wanted(name, members) as (values ('Doctors', '{Bo,Cy,Priya,Signe}'::text[]), ('Front desk', '{Dee,Joana,Wren}'), ('Vaccine orders', '{Bo}')),
          made as (insert into message_group (clinic_id, name) select $1, name from wanted returning group_id, name)
       insert into group_membership (clinic_id, group_id, holder_id)
       select $1, m.group_id, u.user_id from made m join wanted w using (name) cross join unnest(w.members) one
         join clinic_user u on u.clinic_id = $1 and u.first_name = one`,
    [clinicId],
  );
}

/** What comes up often and again and again: types of task with their default assignees, and recurring tasks of several people. */
export async function makeStandingTasks({ client, clinicId, province }: Demo): Promise<void> {
  await client.query(
    `insert into task_type (clinic_id, author_id, holder_id, name, urgent, due_days)
       select $1, ada.user_id, u.user_id, t.name, t.urgent, t.due_days
         from (values ('Prescription refill', 'Bo', true, 2), ('Insurance form', 'Cy', false, 10),
                      ('Referral to be booked', 'Priya', false, 5), ('Call back', null, false, 1))
              t(name, of, urgent, due_days)
         join clinic_user ada on ada.clinic_id = $1 and ada.first_name = 'Ada'
         left join clinic_user u on u.clinic_id = $1 and u.first_name = t.of`,
    [clinicId],
  );
  await client.query(
    `insert into recurring_task (clinic_id, author_id, holder_id, title, details, every, unit, due_days, first_on, next_on)
       select $1, ada.user_id, u.user_id, t.title, t.details, t.every, t.unit, t.due_days, day.today + t.ahead, day.today + t.ahead
         from (values ('Check the vaccine fridge', 'Read both thermometers and note them on the sheet.', 'Bo', 1, 'day', 0, 1),
                      ('Go through unsigned notes', '', 'Bo', 1, 'week', 2, 4),
                      ('Order supplies', 'Gloves, swabs, paper.', 'Priya', 2, 'week', 3, 6),
                      ('Send the call schedule', '', 'Cy', 1, 'month', 5, 12),
                      ('Test the emergency kit', '', null, 3, 'month', 7, 20))
              t(title, details, of, every, unit, due_days, ahead)
         join clinic_user ada on ada.clinic_id = $1 and ada.first_name = 'Ada'
         left join clinic_user u on u.clinic_id = $1 and u.first_name = t.of,
              lateral (select (now() at time zone $2)::date as today) day`,
    [clinicId, province.timeZone],
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
