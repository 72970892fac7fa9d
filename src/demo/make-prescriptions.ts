import { fieldOf, provinceOf } from '#features/users/provinces/provinces.ts';
import { prescribed, prescriptionNotes, prescriptionReasons } from './content.ts';
import type { Demo } from './make-demo.ts';

/** Prescriptions of the last year, one medication or two: most are signed, a few cancelled, some wait for the signature. */
export async function makePrescriptions({ client, clinicId, province, patients }: Demo): Promise<void> {
  const numbers = provinceOf(province.code).takes.prescribe.flat();
  const labels = numbers.map((field) => ({ field, label: fieldOf(field)?.label ?? field }));
  await client.query(
    `insert into prescription (clinic_id, patient_id, site_id, author_id, holder_id, note, written_at)
       select $1, p.patient_id, s.site_id, p.mrp_id, p.mrp_id, pg_temp.pick($3, n, 92), at
         from generate_series(1, 260) n join patient p on p.clinic_id = $1 and p.demographic_number = 1 + pg_temp.draw(n, 91, $2)
         join lateral (select a.site_id from site_assignment a join site s using (clinic_id, site_id)
                        where a.clinic_id = $1 and a.user_id = p.mrp_id order by s.name limit 1) s on true,
              lateral (select now() - make_interval(hours => 2 + pg_temp.draw(n, 93, case when n % 13 = 0 then 90 else 8700 end)) as at) t
        where not p.deceased and p.deceased_on is null`,
    [clinicId, patients, prescriptionNotes],
  );
  await client.query(
    `insert into prescription_line (clinic_id, prescription_id, line, patient_id, medication, dose, directions, quantity, refills)
       select clinic_id, prescription_id, line, patient_id, m.of->>'medication', m.of->>'dose', m.of->>'directions', m.of->>'quantity',
              (array[0, 0, 1, 3])[1 + pg_temp.draw(n, 94, 4)]
         from (select w.*, row_number() over (order by w.written_at, w.prescription_id) as n from prescription w where w.clinic_id = $1) w,
              generate_series(1, 2) line,
              lateral (select $2::jsonb -> ((pg_temp.draw(n, 95, 8) + line * 3) % jsonb_array_length($2::jsonb))::int as of) m
        where line = 1 or n % 4 = 0`,
    [clinicId, JSON.stringify(prescribed)],
  );
  await client.query(
    `update prescription w set status = 'signed', signed_at = written_at + interval '4 minutes', signed_by_id = holder_id,
            letterhead = jsonb_build_object('clinicName', c.name, 'name', u.first_name || ' ' || u.last_name, 'type', u.type,
              'address', s.address, 'city', btrim(concat_ws(' ', s.city, s.province, s.postal_code)), 'phone', s.phone, 'fax', s.fax,
              'numbers', coalesce((select jsonb_agg(jsonb_build_object('label', l.label, 'value', f.value))
                                     from provider_field f join jsonb_to_recordset($2::jsonb) as l(field text, label text) using (field)
                                    where f.clinic_id = w.clinic_id and f.user_id = w.holder_id), '[]')),
            written_for = jsonb_build_object('name', btrim(p.first_name || ' ' || p.last_name),
              'dateOfBirth', known_day(p.date_of_birth, p.birth_precision), 'healthNumber', btrim(p.health_number || ' ' || p.health_province),
              'address', btrim(concat_ws(E'\n', nullif(p.address, ''), nullif(btrim(concat_ws(' ', p.city, p.province, p.postal_code)), ''))))
       from clinic c, site s, clinic_user u, patient p
      where w.clinic_id = $1 and c.clinic_id = $1 and s.clinic_id = $1 and s.site_id = w.site_id and u.clinic_id = $1 and u.user_id = w.holder_id
        and p.clinic_id = $1 and p.patient_id = w.patient_id and w.written_at < now() - interval '4 days'`,
    [clinicId, JSON.stringify(labels)],
  );
  await client.query(
    `update prescription w set status = 'cancelled', cancelled_at = signed_at + interval '2 days', cancelled_by_id = signed_by_id,
            cancel_reason = pg_temp.pick($2, c.n, 96)
       from (select prescription_id, row_number() over (order by written_at, prescription_id) as n from prescription
              where clinic_id = $1 and status = 'signed') c
      where w.clinic_id = $1 and w.prescription_id = c.prescription_id and c.n % 23 = 0`,
    [clinicId, prescriptionReasons],
  );
  await client.query(
    `update prescription_history h set during = tstzrange(w.written_at, null) from prescription w
      where h.clinic_id = $1 and w.clinic_id = h.clinic_id and w.prescription_id = h.prescription_id`,
    [clinicId],
  );
}
