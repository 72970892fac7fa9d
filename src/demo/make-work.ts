import { claimServices, noteBodies, noteTitles, resultPanels, visitReasons } from './content.ts';
import type { Demo } from './make-demo.ts';

/** A patient by number, as a subquery over `n`. */
const patientOf = (of: string) =>
  `(select p.patient_id from patient p where p.clinic_id = $1 and p.demographic_number = ${of})`;

/** From six weeks back to eight weeks ahead: busy on working days, a few visits at the weekend, a quarter hour or two each, with gaps and a few overlaps. */
export async function makeAppointments({ client, clinicId, province, patients }: Demo): Promise<void> {
  await client.query(
    `insert into appointment (clinic_id, patient_id, site_id, holder_id, starts_at, ends_at, reason, status)
       select $1, ${patientOf('1 + pg_temp.draw(n, 21, $3)')}, s.site_id, s.user_id, at, at + make_interval(mins => 15 + 15 * pg_temp.draw(n, 22, 2)),
              pg_temp.pick($4, n, 23),
              case when at > now() then case when pg_temp.draw(n, 24, 40) = 0 then 'cancelled' else 'booked' end
                   when at > now() - interval '30 minutes' then 'arrived'
                   when pg_temp.draw(n, 25, 120) = 0 then 'booked'
                   when pg_temp.draw(n, 26, 14) = 0 then 'no-show' when pg_temp.draw(n, 27, 18) = 0 then 'cancelled' else 'seen' end
         from (select u.user_id, row_number() over (order by u.user_number) as u_no,
                      array_agg(s.site_id order by s.short_name) as sites
                 from clinic_user u join active_user using (clinic_id, user_id) join site_assignment sa using (clinic_id, user_id) join site s using (clinic_id, site_id)
                where u.clinic_id = $1 and u.type in ('doctor', 'nurse', 'resident', 'midwife') group by u.user_id, u.user_number) b,
              generate_series(-42, 56) d, generate_series(0, 15) slot,
              lateral (select (b.u_no * 1000 + d + 42) * 100 + slot as n) num,
              lateral (select b.user_id, b.sites[1 + (d + 42) % cardinality(b.sites)] as site_id) s,
              lateral (select ((now() at time zone $2)::date + d + time '08:30' + slot * interval '30 minutes'
                               - (pg_temp.draw(n, 28, 25) = 0)::int * interval '15 minutes') at time zone $2 as at) t
        where pg_temp.draw(n, 29, 100) < (case when extract(isodow from (now() at time zone $2)::date + d) > 5 then 14
                                               when d > 28 then 18 else 62 end)`,
    [clinicId, province.timeZone, patients, visitReasons],
  );
}

const CHUNK = 40_000;

/** A note or two a patient, signed by the doctor; a dozen drafts. */
export async function makeNotes({ client, clinicId, patients, progress }: Demo): Promise<void> {
  const notes = Math.round(patients * 1.4);
  for (let done = 0; done < notes; done += CHUNK) {
    await client.query(
      `insert into chart_note (clinic_id, patient_id, author_id, holder_id, title, body, written_at, signed_at, signed_by_id)
         select $1, p.patient_id, p.mrp_id, p.mrp_id, pg_temp.pick($5, n, 31), pg_temp.pick($6, n, 32), at,
                case when n % 160 <> 0 then at + interval '20 minutes' end, case when n % 160 <> 0 then p.mrp_id end
           from generate_series($2::bigint, $3::bigint) n
           join patient p on p.clinic_id = $1 and p.demographic_number = 1 + pg_temp.draw(n, 33, $4),
                lateral (select now() - make_interval(hours => 3 + pg_temp.draw(n, 34, case when n % 160 = 0 then 400 else 18000 end)) as at) t`,
      [clinicId, done + 1, Math.min(notes, done + CHUNK), patients, noteTitles, noteBodies],
    );
    progress.step('Chart notes', Math.min(notes, done + CHUNK), notes);
  }
}

/** Laboratory results of the last months; those of the last two weeks are mostly not acknowledged yet. */
export async function makeResults({ client, clinicId, patients }: Demo): Promise<void> {
  await client.query(
    `with panel as (select ordinality - 1 as no, value as of from jsonb_array_elements($3::jsonb) with ordinality),
            drawn as (select n, p.patient_id, p.mrp_id, panel.of, now() - make_interval(hours => 2 + pg_temp.draw(n, 42, case when n % 3 = 0 then 330 else 4300 end)) as at,
                             gen_random_uuid() as id
                        from generate_series(1, 420) n join patient p on p.clinic_id = $1 and p.demographic_number = 1 + pg_temp.draw(n, 41, $2)
                        join panel on panel.no = n % jsonb_array_length($3::jsonb)),
            lines as (select d.id, d.patient_id, d.n, l.no, l.line->>'name' as name, l.line->>'unit' as unit,
                             (l.line->>'low')::numeric as low, (l.line->>'high')::numeric as high,
                             round((l.line->>'low')::numeric + (l.line->>'spread')::numeric * pg_temp.draw(d.n * 10 + l.no, 43, 100) / 100
                                   - (l.line->>'spread')::numeric * 0.04, 1) as value
                        from drawn d, jsonb_array_elements(d.of->'lines') with ordinality as l(line, no)),
            made as (insert into result (clinic_id, result_id, patient_id, orderer_id, holder_id, title, category, issued_at, abnormal, urgent, acknowledged_at, acknowledged_by_id)
                     select $1, d.id, d.patient_id, d.mrp_id, d.mrp_id, d.of->>'title', 'laboratory', d.at,
                            exists (select from lines l where l.id = d.id and l.value not between l.low and l.high),
                            d.n % 29 = 0 and exists (select from lines l where l.id = d.id and l.value not between l.low and l.high),
                            case when d.at < now() - interval '14 days' or d.n % 5 = 0 then d.at + interval '1 day' end,
                            case when d.at < now() - interval '14 days' or d.n % 5 = 0 then d.mrp_id end from drawn d)
       insert into result_line (clinic_id, result_id, line, patient_id, name, value, unit, reference_range, abnormal)
       select $1, id, no, patient_id, name, value::text, unit, low || ' to ' || high, value not between low and high from lines`,
    [clinicId, patients, JSON.stringify(resultPanels)],
  );
}

/** What imaging and pathology have reported, in words; the latest are not acknowledged yet. */
export async function makeReports({ client, clinicId, patients }: Demo): Promise<void> {
  await client.query(
    `insert into result (clinic_id, patient_id, orderer_id, holder_id, title, category, issued_at, abnormal, conclusion)
       select $1, p.patient_id, p.mrp_id, p.mrp_id, r.title, r.category, now() - make_interval(hours => 5 + 9 * n), n % 4 = 0, r.conclusion
         from generate_series(1, 36) n join patient p on p.clinic_id = $1 and p.demographic_number = 1 + pg_temp.draw(n, 45, $2) and p.mrp_id is not null
         join (values (0, 'Chest X-ray', 'imaging', 'Heart size normal. No consolidation.'),
                      (1, 'Abdominal ultrasound', 'imaging', 'Liver and gallbladder unremarkable.'),
                      (2, 'Skin biopsy', 'pathology', 'Seborrhoeic keratosis. Margins clear.')) r(no, title, category, conclusion) on r.no = n % 3`,
    [clinicId, patients],
  );
}

/** Claims of the last months: the older ones are paid. */
export async function makeClaims({ client, clinicId, patients }: Demo): Promise<void> {
  await client.query(
    `insert into claim (clinic_id, patient_id, biller_id, holder_id, service, service_on, amount_cents, currency, status, made_at)
       select $1, p.patient_id, p.mrp_id, p.mrp_id, pg_temp.pick($3, n, 51), current_date - days, 2800 + 25 * pg_temp.draw(n, 52, 700), 'CAD',
              case when days > 45 then 'paid' when n % 17 = 0 then 'rejected' when days < 4 then 'unsubmitted' else 'awaiting-payment' end,
              now() - make_interval(days => days)
         from generate_series(1, 600) n join patient p on p.clinic_id = $1 and p.demographic_number = 1 + pg_temp.draw(n, 53, $2),
              lateral (select pg_temp.draw(n, 54, 120) as days) d`,
    [clinicId, patients, claimServices],
  );
}
