import type { Demo } from './make-demo.ts';

/** A doctor on holiday, whose work Bo does meanwhile, results and letters apart; and a leave that is to come. */
export async function makeAbsences({ client, clinicId }: Pick<Demo, 'client' | 'clinicId'>): Promise<void> {
  await client.query(
    `with made as (
       insert into absence (clinic_id, user_id, reason, from_day, until_day, note, made_at, made_by_id)
       select u.clinic_id, u.user_id, m.reason, t.today + m.from_in, t.today + m.until_in, m.note, now() - interval '9 days', a.user_id
         from (values ('Signe', 'holiday', -3, 11, 'Back on a Monday'),
                      ('Zofia', 'parental-leave', 24, 206, ''),
                      ('Luc', 'illness', -40, -33, '')) m (first_name, reason, from_in, until_in, note)
         join clinic_user u on u.clinic_id = $1 and u.first_name = m.first_name
         join clinic_user a on a.clinic_id = u.clinic_id and a.first_name = 'Ada'
         join (select clinic_id, (now() at time zone time_zone)::date as today from clinic) t on t.clinic_id = u.clinic_id
       returning clinic_id, absence_id, user_id)
     insert into cover (clinic_id, absence_id, user_id, kind, coverer_id, made_at)
     select made.clinic_id, made.absence_id, made.user_id, c.kind, by.user_id, now() - interval '9 days'
       from made join clinic_user u using (clinic_id, user_id)
       join (select 'Signe' as absent, unnest('{message,task,secure-message,chart-note,claim,sent-questionnaire,appointment,past-appointment}'::text[]) as kind, 'Bo' as coverer
             union all select 'Signe', unnest('{result,letter}'::text[]), 'Priya'
             union all select 'Zofia', unnest('{message,task,result,letter}'::text[]), 'Marie-Clémentine') c on c.absent = u.first_name
       join clinic_user by on by.clinic_id = u.clinic_id and by.first_name = c.coverer`,
    [clinicId],
  );
}
