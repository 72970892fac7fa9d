import { randomUUID } from 'node:crypto';
import { addUser as command } from '#features/users/add-user.ts';
import { perform } from '#kernel/command.ts';
import { hashSecret } from '#kernel/secrets.ts';
import { alternate, type Bench, type Figure, timed } from '../figure.ts';
import { signedIn } from '../staff.ts';

const TIMES = 100;

/** Adding a user with role, site and credentials, against hashing the two secrets and the bare inserts. */
export async function addUser(bench: Bench): Promise<Figure[]> {
  const db = await bench.database('bench_add', 1_000);
  const { caller } = await signedIn(db.bare, 'Ada');
  const { rows } = await db.bare.query(
    `select (select role_id from role where system = 'doctor') as role, (select site_id from site order by name limit 1) as site`,
  );
  const { role, site } = rows[0];
  const nothing = {
    speciality: '',
    address: '',
    homePhone: '',
    workPhone: '',
    cellPhone: '',
    fax: '',
    contactEmail: '',
  };
  const ours = (n: number) =>
    perform(db.pool, caller, command, {
      lastName: `Solheim${n}`,
      firstName: 'Maren',
      type: 'doctor',
      ...nothing,
      siteIds: [site],
      roleIds: [role],
      login: {
        username: `o${randomUUID().slice(0, 8)}`,
        email: '',
        expires: null,
        secrets: { password: 'Tidal7pools', passcode: '7306' },
      },
    });
  const client = await db.connect();
  await client.query(`select set_config('custodian.clinic', $1, false), set_config('custodian.actor', $2, false)`, [
    caller.clinicId,
    caller.id,
  ]);
  const bare = async (n: number) => {
    const [password, passcode] = await Promise.all([hashSecret('Tidal7pools'), hashSecret('7306')]);
    const id = randomUUID();
    await client.query('begin');
    await client.query({
      name: 'user',
      text: `insert into clinic_user (clinic_id, user_id, user_number, last_name, first_name, type) values ($1, $2, next_numbers('user'), $3, 'Maren', 'doctor')`,
      values: [caller.clinicId, id, `Solheim${n}`],
    });
    await client.query({
      name: 'active',
      text: 'insert into active_user (clinic_id, user_id) values ($1, $2)',
      values: [caller.clinicId, id],
    });
    await client.query({
      name: 'role',
      text: 'insert into user_role values ($1, $2, $3)',
      values: [caller.clinicId, id, role],
    });
    await client.query({
      name: 'site',
      text: 'insert into site_assignment values ($1, $2, $3)',
      values: [caller.clinicId, id, site],
    });
    await client.query({
      name: 'login',
      text: 'insert into credentials (clinic_id, user_id, username, password_hash, passcode_hash) values ($1, $2, $3, $4, $5)',
      values: [caller.clinicId, id, `b${id.slice(0, 8)}`, password, passcode],
    });
    await client.query({
      name: 'entry',
      text: `insert into audit_entry (clinic_id, actor_id, action, outcome, subject_user_id) values ($1, $2, 'users.add-user', 'done', $3)`,
      values: [caller.clinicId, caller.id, id],
    });
    await client.query('commit');
  };
  const figure = timed('add-user', 1.3, TIMES, await alternate(TIMES, ours, bare));
  await client.end();
  await db.close();
  return [figure];
}
