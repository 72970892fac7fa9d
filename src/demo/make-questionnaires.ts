import type { Demo } from './make-demo.ts';

/** Two questionnaires; some were sent and answered, some await an answer, some recur. */
export async function makeQuestionnaires({ client, clinicId, patients, province }: Demo): Promise<void> {
  await client.query(
    `insert into questionnaire_template (clinic_id, name, questions, alert_email, alert_phone) values
       ($1, 'Sleep and mood', '{"How many hours did you sleep?","How was your mood this week?","Is there anything else we should know?"}', 'desk@alderpoint.example', '250-555-0111'),
       ($1, 'Blood pressure at home', '{"Your readings of this week","Did you take every tablet?"}', '', '250-555-0111')`,
    [clinicId],
  );
  await client.query(
    `insert into recurring_questionnaire (clinic_id, template_id, patient_id, author_id, holder_id, alert_id, every_weeks, answer_days, next_on, made_at)
       select $1, q.template_id, p.patient_id, p.mrp_id, p.mrp_id, p.mrp_id, 1 + n % 6, 7, (now() at time zone $3)::date + (n % 20) - 1, now() - make_interval(days => 20 + n)
         from generate_series(1, 40) n join patient p on p.clinic_id = $1 and p.demographic_number = 1 + pg_temp.draw(n, 101, $2) and p.mrp_id is not null
         join lateral (select t.template_id from questionnaire_template t where t.clinic_id = $1 order by t.name offset n % 2 limit 1) q on true`,
    [clinicId, patients, province.timeZone],
  );
  await client.query(
    `insert into sent_questionnaire (clinic_id, template_id, patient_id, author_id, holder_id, sent_at, due_on, status, answers, answered_at)
       select $1, q.template_id, p.patient_id, p.mrp_id, p.mrp_id, at, (at at time zone $3)::date + 7, s.status,
              case s.status when 'answered' then array_fill('About as usual.'::text, array[cardinality(q.questions)]) end,
              case s.status when 'answered' then at + interval '2 days' end
         from generate_series(1, 90) n join patient p on p.clinic_id = $1 and p.demographic_number = 1 + pg_temp.draw(n, 102, $2) and p.mrp_id is not null
         join lateral (select t.* from questionnaire_template t where t.clinic_id = $1 order by t.name offset n % 2 limit 1) q on true,
              lateral (select case when n % 3 = 0 then 'answered' when n % 17 = 0 then 'cancelled' else 'awaiting-answer' end as status) s,
              lateral (select now() - make_interval(hours => 30 + pg_temp.draw(n, 103, 400)) as at) t`,
    [clinicId, patients, province.timeZone],
  );
}
