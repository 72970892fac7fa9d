import { listUsers } from '#features/users/list-users.ts';
import { answer } from '#kernel/query.ts';
import { alternate, type Bench, type Figure, timed } from '../figure.ts';
import { arranged, signedIn } from '../staff.ts';

const USERS = 10_000;
const TIMES = 300;

/** One page out of 10,000 users, filtered and sorted, with the counts of each status: against the same two selects, bare. */
export async function usersList(bench: Bench): Promise<Figure[]> {
  const db = await bench.database('bench_users', 1_000);
  const { caller } = await signedIn(db.bare, 'Ada');
  const { clinicId, id } = caller;
  await arranged(db.bare, clinicId, id, async () => {
    await db.bare.query(
      `insert into clinic_user (clinic_id, user_number, last_name, first_name, type, speciality, team)
       select $1, 10000 + n, 'Name' || n * 7919 % 10000, 'First' || n, case when n % 3 = 0 then 'nurse' else 'doctor' end, 'S' || n % 40, 'T' || n % 12
         from generate_series(1, $2::int) n`,
      [clinicId, USERS],
    );
    const many = `from clinic_user where clinic_id = $1 and user_number > 10000`;
    await db.bare.query(`insert into active_user (clinic_id, user_id) select clinic_id, user_id ${many}`, [clinicId]);
    await db.bare.query(
      `insert into user_role select u.clinic_id, u.user_id, r.role_id from clinic_user u join role r using (clinic_id)
        where u.clinic_id = $1 and u.user_number > 10000 and r.system = 'doctor'`,
      [clinicId],
    );
    await db.bare.query(
      `insert into site_assignment (clinic_id, user_id, site_id)
       select u.clinic_id, u.user_id, s.site_id from clinic_user u join site s using (clinic_id) where u.clinic_id = $1 and u.user_number > 10000`,
      [clinicId],
    );
    await db.bare.query(
      `insert into credentials (clinic_id, user_id, username, password_hash, passcode_hash, last_sign_in_at)
       select clinic_id, user_id, 'u' || user_number, '', '', now() - make_interval(days => user_number::int % 200) ${many}`,
      [clinicId],
    );
  });
  await db.bare.query('vacuum analyze');
  const ours = () =>
    answer(db.pool, caller, listUsers, { type: 'nurse', status: 'active', sort: 'last-sign-in', descending: true });
  const from = `from clinic_user u left join active_user a using (clinic_id, user_id) left join credentials k using (clinic_id, user_id)
                 where u.clinic_id = $1 and u.type = 'nurse'`;
  const bare = () =>
    Promise.all([
      db.bare.query({
        name: 'page',
        text: `select one.*, array(select r.name from user_role ur join role r using (clinic_id, role_id)
                                    where ur.clinic_id = one.clinic_id and ur.user_id = one.user_id order by r.name) as roles,
                      array(select s.short_name from site_assignment sa join site s using (clinic_id, site_id)
                             where sa.clinic_id = one.clinic_id and sa.user_id = one.user_id order by s.name) as sites
                 from (select u.clinic_id, u.user_id, u.user_number, u.last_name, u.first_name, u.type, u.speciality, u.team, k.username,
                              u.locked_at, k.last_sign_in_at, k.held_until, u.sort_name ${from} and a.user_id is not null and u.locked_at is null
                        order by coalesce(to_char(k.last_sign_in_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '') collate "C" desc,
                                 u.sort_name desc, u.user_id desc limit 26) one`,
        values: [clinicId],
      }),
      db.bare.query({
        name: 'counts',
        text: `select count(*) filter (where a.user_id is not null and u.locked_at is null)::int as active,
                      count(*) filter (where a.user_id is not null and u.locked_at is not null)::int as locked,
                      count(*) filter (where a.user_id is null)::int as inactive ${from}`,
        values: [clinicId],
      }),
    ]);
  const figure = timed('users-list', 1.3, TIMES, await alternate(TIMES, ours, bare));
  await db.close();
  return [figure];
}
