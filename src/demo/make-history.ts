import type { Demo } from './make-demo.ts';

const BEGAN = `now() - interval '2 years'`;
const kept = ['role', 'role_permission', 'user_role', 'site_assignment', 'active_user', 'clinic_user', 'credentials'];

/**
 * What everybody could do before today: the clinic has stood for two years, whoever has left was
 * active until a while ago, and one of the doctors did the billing until last month.
 */
export async function makeHistory({ client, clinicId }: Demo): Promise<void> {
  for (const table of kept) {
    await client.query(`update ${table}_history set during = tstzrange(${BEGAN}, null) where clinic_id = $1`, [
      clinicId,
    ]);
  }
  await client.query(
    `update permission_history set during = tstzrange(${BEGAN}, null) where upper_inf(during) and lower(during) > ${BEGAN}`,
  );
  const run = (sql: string) => client.query(`with clinic as (select $1::uuid as id) ${sql}`, [clinicId]);
  await run(
    `, moved as (update clinic_user_history h set during = tstzrange(h.locked_at, null)
                     from clinic c where h.clinic_id = c.id and h.locked_at is not null returning h.clinic_id, h.user_id, h.locked_at)
       insert into clinic_user_history (clinic_id, user_id, during) select clinic_id, user_id, tstzrange(${BEGAN}, locked_at) from moved`,
  );
  const gone = `clinic c join clinic_user u on u.clinic_id = c.id
                    and not exists (select from active_user a where a.clinic_id = u.clinic_id and a.user_id = u.user_id)`;
  const until = `tstzrange(${BEGAN}, now() - interval '40 days')`;
  await run(
    `insert into active_user_history (clinic_id, user_id, during) select u.clinic_id, u.user_id, ${until} from ${gone}`,
  );
  await run(
    `insert into user_role_history (clinic_id, user_id, role_id, during)
       select u.clinic_id, u.user_id, r.role_id, ${until} from ${gone}
         join role r on r.clinic_id = u.clinic_id and r.name = case u.type when 'doctor' then 'doctor' else 'front desk' end`,
  );
  await run(
    `insert into site_assignment_history (clinic_id, user_id, site_id, during)
       select u.clinic_id, u.user_id, (select s.site_id from site s where s.clinic_id = u.clinic_id order by s.name limit 1), ${until} from ${gone}`,
  );
  await run(
    `insert into user_role_history (clinic_id, user_id, role_id, during)
       select u.clinic_id, u.user_id, r.role_id, tstzrange(${BEGAN}, now() - interval '30 days')
         from clinic c join clinic_user u on u.clinic_id = c.id and u.first_name = 'Hana'
         join role r on r.clinic_id = c.id and r.name = 'billing'`,
  );
}
