import type { Demo } from './make-demo.ts';

/**
 * Two who have left: a doctor five weeks ago, with something outside still to do, and a receptionist with nothing. And
 * one whose last day is set, with no plan yet.
 */
export async function makeDepartures({ client, clinicId }: Pick<Demo, 'client' | 'clinicId'>): Promise<void> {
  await client.query(
    `insert into handover (clinic_id, leaver_id, actor_id, at, reason, former_roles, former_sites, counted, sessions_ended)
     select u.clinic_id, u.user_id, a.user_id, now() - make_interval(days => case u.first_name when 'Caspian' then 36 else 150 end),
            case u.first_name when 'Caspian' then 'Practises in Kelowna from now on' else 'Back to university' end,
            array(select role_id from role where clinic_id = u.clinic_id and name = case u.first_name when 'Caspian' then 'doctor' else 'front desk' end),
            array(select site_id from site where clinic_id = u.clinic_id order by name limit 1), '{"kinds": [], "successors": []}', 0
       from clinic_user u join clinic_user a on a.clinic_id = u.clinic_id and a.first_name = 'Ada'
      where u.clinic_id = $1 and u.first_name in ('Caspian', 'Tuva')`,
    [clinicId],
  );
  await client.query(
    `insert into outside_mark (clinic_id, user_id, line, state, note, marked_at, marked_by_id)
     select h.clinic_id, h.leaver_id, m.line, m.state, m.note, h.at + m.after, h.actor_id
       from handover h join clinic_user u on u.clinic_id = h.clinic_id and u.user_id = h.leaver_id,
            (values ('keys-and-devices', 'done', 'Two keys and the tablet', interval '2 hours', true),
                    ('other-sign-ins', 'done', '', interval '1 day', true),
                    ('e-fax', 'not-needed', 'Never had a number', interval '1 day', true),
                    ('laboratories', 'done', 'Letters of the same day', interval '3 days', false),
                    ('bc-pharmanet', 'done', '', interval '3 days', true),
                    ('ab-netcare', 'done', '', interval '3 days', true),
                    ('on-viewers', 'done', '', interval '3 days', true),
                    ('sk-viewer', 'done', '', interval '3 days', true)) m (line, state, note, after, desk)
      where h.clinic_id = $1 and (m.desk or u.type = 'doctor')`,
    [clinicId],
  );
  await client.query(
    `insert into last_day (clinic_id, user_id, ends_at, reason, set_by_id)
     select u.clinic_id, u.user_id, (date_trunc('day', now() at time zone c.time_zone) + interval '20 days 17 hours') at time zone c.time_zone,
            'Retires', a.user_id
       from clinic_user u join clinic c using (clinic_id) join clinic_user a on a.clinic_id = u.clinic_id and a.first_name = 'Ada'
      where u.clinic_id = $1 and u.first_name = 'Arjan'`,
    [clinicId],
  );
}
