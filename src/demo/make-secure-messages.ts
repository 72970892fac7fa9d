import { outsideAnswers, outsideQuestions, outsideSubjects, letterRecipients } from './content.ts';
import type { Demo } from './make-demo.ts';

/** Conversations with outside parties: to answer, awaiting a reply, drafts, closed ones, two for nobody. */
export async function makeSecureMessages({ client, clinicId, patients }: Demo): Promise<void> {
  await client.query(
    `with opened as (
         insert into secure_conversation (clinic_id, patient_id, author_id, holder_id, party, organization, address, subject, draft, status, opened_at, last_at)
         select $1, p.patient_id, p.mrp_id, case when n % 31 = 0 then null else p.mrp_id end, r.of->>'name', r.of->>'organization',
                'desk@' || lower(replace(r.of->>'organization', ' ', '-')) || '.example', pg_temp.pick($3, n, 92),
                case s.status when 'draft' then pg_temp.pick($4, n, 93) else '' end, s.status, at, at + interval '1 day'
           from generate_series(1, 64) n join patient p on p.clinic_id = $1 and p.demographic_number = 1 + pg_temp.draw(n, 91, $2) and p.mrp_id is not null,
                lateral (select $6::jsonb -> pg_temp.draw(n, 94, jsonb_array_length($6::jsonb)) as of) r,
                lateral (select (array['to-answer', 'awaiting-reply', 'closed', 'draft', 'awaiting-reply'])[1 + n % 5] as status) s,
                lateral (select now() - make_interval(hours => 26 + pg_temp.draw(n, 95, 500)) as at) t
         returning *),
       numbered as (select opened.*, row_number() over (order by opened_at) as n from opened),
       asked as (insert into secure_message (clinic_id, conversation_id, line, patient_id, author_id, body, at)
                 select clinic_id, conversation_id, 1, patient_id, author_id, pg_temp.pick($4, n, 96), opened_at
                   from numbered where status <> 'draft')
       insert into secure_message (clinic_id, conversation_id, line, patient_id, body, at)
       select clinic_id, conversation_id, 2, patient_id, pg_temp.pick($5, n, 97), last_at from numbered where status in ('to-answer', 'closed')`,
    [clinicId, patients, outsideSubjects, outsideQuestions, outsideAnswers, JSON.stringify(letterRecipients)],
  );
  await client.query(
    `update secure_conversation_history h set during = tstzrange(c.opened_at, null) from secure_conversation c
      where h.clinic_id = $1 and c.clinic_id = h.clinic_id and c.conversation_id = h.conversation_id`,
    [clinicId],
  );
}
