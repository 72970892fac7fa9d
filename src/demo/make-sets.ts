import type { Demo } from './make-demo.ts';

/** Who is a patient and shares a home with a user, from the last demographic number back: their first names. */
const families = [
  {
    user: 'Joana',
    lastName: 'Pratt',
    born: '1991-04-17',
    address: '12 Quay Street',
    firstNames: ['Joana', 'Rui', 'Mila'],
  },
  { user: 'Zofia', lastName: 'Kowalczyk', born: '1984-09-02', address: '7 Larch Lane', firstNames: ['Zofia', 'Janek'] },
] as const;

/**
 * Two patient sets. The family of a receptionist is closed to the receptionist and to a neighbour, as was asked for; the other set comes from a
 * report, and two patients have come to meet its criteria since. One more family is only proposed.
 */
export async function makeSets({ client, clinicId, province, patients }: Demo): Promise<void> {
  let number = patients;
  for (const { user, lastName, born, address, firstNames } of families) {
    const phone = `${province.areaCodes[0]}-555-03${String(number % 100).padStart(2, '0')}`;
    // oxlint-disable-next-line no-await-in-loop -- one connection takes one statement after the other
    await client.query(
      `update clinic_user set date_of_birth = $3, address = $4, home_phone = $5 where clinic_id = $1 and first_name = $2`,
      [clinicId, user, born, address, phone],
    );
    for (const firstName of firstNames) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      await client.query(
        `update patient set first_name = $3, last_name = $4, address = $5, phone = $6, date_of_birth = case when $3 = $7 then $8::date else date_of_birth end
          where clinic_id = $1 and demographic_number = $2`,
        [clinicId, number, firstName, lastName, address, phone, user, born],
      );
      number -= 1;
    }
  }
  await client.query(
    `with maker as (select clinic_id, user_id from clinic_user where clinic_id = $1 and first_name = 'Ada'),
     made as (insert into patient_set (clinic_id, name, made_by_id, criteria, taken_at)
       select m.clinic_id, s.name, m.user_id, s.criteria, now() - interval '40 days'
         from maker m, (values ('Pratt family', null), ('Infants', '{"age": {"comparison": "younger", "from": "1", "style": "exact"}}'::jsonb)) s(name, criteria)
       returning *),
     member as (insert into patient_set_member (clinic_id, set_id, patient_id, since)
       select s.clinic_id, s.set_id, p.patient_id, s.taken_at
         from made s join patient p on p.clinic_id = s.clinic_id and case s.name when 'Pratt family' then p.last_name = 'Pratt' and p.address = '12 Quay Street'
                                                                     else p.date_of_birth < current_date - 90 and p.date_of_birth > current_date - interval '1 year' end
       returning set_id)
     insert into patient_set_version (clinic_id, set_id, number, made_at, made_by_id, criteria, members, joined, departed)
     select s.clinic_id, s.set_id, 1, s.taken_at, s.made_by_id, s.criteria, count(*), count(*), 0
       from made s join member m using (set_id) group by s.clinic_id, s.set_id, s.taken_at, s.made_by_id, s.criteria`,
    [clinicId],
  );
  await client.query(
    `insert into chart_block (clinic_id, set_id, user_id, laid_at, laid_by_id, reason, review_on, emergency_allowed)
     select s.clinic_id, s.set_id, u.user_id, s.taken_at + interval '1 hour', s.made_by_id, o.reason, current_date + 325, true
       from patient_set s join clinic_user u using (clinic_id)
       join (values ('Joana', 'Own family'), ('Marguerite', 'Next-door neighbours, who asked for it')) o(first_name, reason) using (first_name)
      where s.clinic_id = $1 and s.name = 'Pratt family'`,
    [clinicId],
  );
}
