import { letterBodies, letterRecipients, letterSubjects } from './content.ts';
import type { Demo } from './make-demo.ts';

/** Letters of the last weeks: most are sent; some wait to be written, signed or sent, a few for nobody. */
export async function makeLetters({ client, clinicId, patients }: Demo): Promise<void> {
  await client.query(
    `insert into letter (clinic_id, patient_id, site_id, author_id, holder_id, recipient, organization, address, fax, subject, body,
                         status, made_at, signed_at, signed_by_id, letterhead, sent_at, sent_by_id, sent_how, sent_to)
       select $1, p.patient_id, s.site_id, p.mrp_id, case when n % 29 = 0 then null else p.mrp_id end,
              r.of->>'name', r.of->>'organization', r.of->>'address', r.of->>'fax', pg_temp.pick($3, n, 82),
              case when l.status = 'to-create' then '' else pg_temp.pick($4, n, 83) end, l.status, at,
              case when l.status in ('to-send', 'sent') then at + interval '3 hours' end,
              case when l.status in ('to-send', 'sent') then p.mrp_id end,
              case when l.status in ('to-send', 'sent') then
                jsonb_build_object('clinicName', c.name, 'name', u.first_name || ' ' || u.last_name, 'type', u.type, 'address', s.address,
                                   'city', btrim(concat_ws(' ', s.city, s.province, s.postal_code)), 'phone', s.phone, 'fax', s.fax) end,
              case when l.status = 'sent' then at + interval '1 day' end, case when l.status = 'sent' then p.mrp_id end,
              case when l.status = 'sent' then 'fax' end, case when l.status = 'sent' then r.of->>'fax' end
         from generate_series(1, 140) n join patient p on p.clinic_id = $1 and p.demographic_number = 1 + pg_temp.draw(n, 81, $2)
         join clinic c on c.clinic_id = $1 join clinic_user u on u.clinic_id = $1 and u.user_id = p.mrp_id
         join lateral (select s.* from site_assignment a join site s using (clinic_id, site_id)
                        where a.clinic_id = $1 and a.user_id = p.mrp_id order by s.name limit 1) s on true,
              lateral (select $5::jsonb -> pg_temp.draw(n, 84, jsonb_array_length($5::jsonb)) as of) r,
              lateral (select now() - make_interval(hours => 2 + pg_temp.draw(n, 85, case when n % 3 = 0 then 200 else 2000 end)) as at) t,
              lateral (select case when n % 3 > 0 then 'sent' else (array['to-create', 'to-sign', 'to-send', 'to-sign'])[1 + (n / 3)::int % 4] end as status) l`,
    [clinicId, patients, letterSubjects, letterBodies, JSON.stringify(letterRecipients)],
  );
  await client.query(
    `update letter_history h set during = tstzrange(l.made_at, null) from letter l
      where h.clinic_id = $1 and l.clinic_id = h.clinic_id and l.letter_id = h.letter_id`,
    [clinicId],
  );
}
