import type { Demo } from './make-demo.ts';

const CHUNK = 20_000;

/** Patients by the chunk: each row is put together in the database from the pools, by its number. Of a few only the month or the year of birth is known. */
export async function makePatients({ client, clinicId, province, pools, patients, progress }: Demo): Promise<void> {
  const { first, digits, letters } = province.healthNumber;
  for (let done = 0; done < patients; done += CHUNK) {
    const upTo = Math.min(patients, done + CHUNK);
    await client.query(
      `with doctors as (select array_agg(u.user_id order by u.user_number) as ids
                            from clinic_user u join active_user using (clinic_id, user_id) where u.clinic_id = $1 and u.type = 'doctor')
         insert into patient (clinic_id, demographic_number, last_name, first_name, date_of_birth, birth_precision, sex, health_number, health_province,
                              phone, cell_phone, email, address, city, province, postal_code, mrp_id, site_id, chart_number,
                              roster_status, patient_status, joined_on, ended_on, family_doctor, newsletter, second_phone,
                              health_card_type, health_effective_on, health_renew_on)
         select $1, n, pg_temp.pick($4, n, 1), pg_temp.pick(case when woman then $5::text[] else $6::text[] end, n, 2),
                date_trunc(known, current_date - (pg_temp.draw(n, 3, 34000) + 20))::date, known, case when woman then 'female' else 'male' end,
                $11 || lpad((n * 7919 % (10 ^ ($12 - length($11)))::bigint)::text, $12 - length($11), '0')
                    || (case when $13 > 0 then chr(65 + pg_temp.draw(n, 4, 26)) || chr(65 + pg_temp.draw(n, 5, 26)) else '' end),
                $10,
                pg_temp.pick($8, n, 6) || '-555-' || lpad(pg_temp.draw(n, 7, 10000)::text, 4, '0'),
                case when n % 3 = 0 then pg_temp.pick($8, n, 8) || '-555-' || lpad(pg_temp.draw(n, 9, 10000)::text, 4, '0') else '' end,
                case when n % 2 = 0 then 'patient' || n || '@mail.example' else '' end,
                (1 + pg_temp.draw(n, 10, 4800))::text || ' ' || pg_temp.pick($7, n, 11), pg_temp.pick($14, n, 12), $10,
                pg_temp.pick($9, n, 13) || ' ' || pg_temp.draw(n, 14, 10) || chr(65 + pg_temp.draw(n, 15, 8)) || pg_temp.draw(n, 16, 10),
                doctors.ids[1 + pg_temp.draw(n, 17, cardinality(doctors.ids))],
                -- Two in three are at home at the first site.
                sites.ids[1 + case when pg_temp.draw(n, 19, 3) < 2 then 0 else pg_temp.draw(n, 20, cardinality(sites.ids)) end],
                'C' || lpad(n::text, 6, '0'),
                case when left_us then 'terminated' when pg_temp.draw(n, 21, 10) < 7 then 'rostered'
                     when pg_temp.draw(n, 21, 10) = 7 then 'not-rostered' when pg_temp.draw(n, 21, 10) = 8 then 'fee-for-service' else '' end,
                case when not left_us then 'active' else (array['inactive', 'moved', 'transferred'])[1 + pg_temp.draw(n, 22, 3)] end,
                joined.day, case when left_us then least(current_date, joined.day + 30 + pg_temp.draw(n, 23, 2000)) end,
                case when pg_temp.draw(n, 24, 8) = 0 then 'Dr. ' || pg_temp.pick($4, n, 25) else '' end,
                (array['', 'no', 'paper', 'electronic', 'electronic'])[1 + pg_temp.draw(n, 26, 5)],
                case when n % 7 = 0 then pg_temp.pick($8, n, 27) || '-555-' || lpad(pg_temp.draw(n, 28, 10000)::text, 4, '0') else '' end,
                $10, joined.day, current_date + pg_temp.draw(n, 29, 1800) - 200
           from generate_series($2::bigint, $3::bigint) n, doctors,
                (select array_agg(site_id order by name) as ids from site where clinic_id = $1 and closed_at is null) sites,
                lateral (select pg_temp.draw(n, 18, 100) < 52 as woman, pg_temp.draw(n, 30, 100) < 9 as left_us,
                                current_date - (pg_temp.draw(n, 31, 5000) + 10) as day) joined,
                lateral (select case when n % 97 = 41 then 'month' when n % 211 = 57 then 'year' else 'day' end as known) born`,
      [
        clinicId,
        done + 1,
        upTo,
        pools.lastNames,
        pools.women,
        pools.men,
        pools.streets,
        province.areaCodes,
        province.postalPrefixes,
        province.code,
        first,
        digits,
        letters,
        province.cities,
      ],
    );
    progress.step('Patients', upTo, patients);
  }
  await client.query(`insert into counter (clinic_id, what, last) values ($1, 'patient', $2)`, [clinicId, patients]);
}

/** A few patients of whoever has left wait for an MRP. */
export async function makeWithoutMrp({ client, clinicId }: Demo): Promise<void> {
  await client.query(`update patient p set mrp_id = null where p.clinic_id = $1 and p.demographic_number % 211 = 7`, [
    clinicId,
  ]);
  await client.query(
    `update patient p set mrp_came_from_id = u.user_id from clinic_user u
      where p.clinic_id = $1 and p.mrp_id is null and u.clinic_id = p.clinic_id and u.last_name = 'Thornbury'`,
    [clinicId],
  );
}
