// What a role gives is written out for the door. Whatever happens to roles, their users and the catalogue, what is written
// there is what roles mean, and the door lets in exactly those whom an oracle lets in.
import { randomUUID } from 'node:crypto';
import { setTimeout as later } from 'node:timers/promises';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './database.ts';
import { arrange, type Clinic, clinic, one } from './staff.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

/** Operations that have been there, and those that a release may bring. */
const PERMISSIONS = ['tasks.add-task', 'users.list-users', 'kites.fly-kite', 'kites.mend-kite'];
const ROLES = ['admin', 'doctor', 'front desk', 'pilots'];
const USERS = ['Bo', 'Dee'];

const ofRole = `(select role_id from role where clinic_id = $1 and name = $2)`;
const ofUser = `(select user_id from clinic_user where clinic_id = $1 and first_name = $2)`;
const own = `clinic_id = $1 and name = $2 and system is null`;
/** What can happen, to the role or user $2, with the permissions or roles $3. */
const happenings = {
  made: `insert into role (clinic_id, name) values ($1, $2) on conflict do nothing`,
  ended: `delete from role r where ${own} and not exists (select from user_role u where u.role_id = r.role_id)`,
  widened: `insert into role_permission select $1, role_id, permission from role, permission
             where ${own} and permission = any($3) on conflict do nothing`,
  narrowed: `delete from role_permission where clinic_id = $1 and role_id = ${ofRole} and permission = any($3)`,
  assigned: `insert into user_role select clinic_id, user_id, role_id from active_user join role using (clinic_id)
              where clinic_id = $1 and user_id = ${ofUser} and name = any($3) on conflict do nothing`,
  unassigned: `delete from user_role where clinic_id = $1 and user_id = ${ofUser} and role_id in (select role_id from role where name = any($3))`,
  left: `delete from active_user where clinic_id = $1 and user_id = ${ofUser}`,
  releasedForDoctors: `insert into permission (permission, doctor) select unnest($1::text[]), true on conflict (permission) do update set doctor = true`,
  released: `insert into permission (permission, doctor) select unnest($1::text[]), false on conflict (permission) do update set doctor = false`,
};
type Happening = keyof typeof happenings;

const ofRoles = fc.record({
  what: fc.constantFrom<Happening>('made', 'ended', 'widened', 'narrowed'),
  to: fc.constantFrom(...ROLES.slice(2)),
  list: fc.subarray(PERMISSIONS, { minLength: 1 }),
});
const ofUsers = fc.record({
  what: fc.constantFrom<Happening>('assigned', 'assigned', 'assigned', 'unassigned', 'left'),
  to: fc.constantFrom(...USERS),
  list: fc.subarray(ROLES, { minLength: 1 }),
});
const ofCatalogue = fc.record({
  what: fc.constantFrom<Happening>('released', 'releasedForDoctors'),
  to: fc.constant(''),
  list: fc.subarray(PERMISSIONS, { minLength: 1 }),
});
const history = fc.array(fc.oneof(ofRoles, ofRoles, ofUsers, ofCatalogue), { minLength: 1, maxLength: 20 });

async function happen(
  c: Clinic,
  { what, to, list }: typeof history extends fc.Arbitrary<(infer Step)[]> ? Step : never,
) {
  const sql = happenings[what];
  const values = what.startsWith('released') ? [list] : sql.includes('$3') ? [c.id, to, list] : [c.id, to];
  await arrange(db.owner, c.id, () => db.owner.query(sql, values));
}

const listed = async (sql: string, c: Clinic) =>
  (await db.owner.query<{ said: string }>(sql, [c.id])).rows.map(({ said }) => said).toSorted();

/** What each role means: admin everything, doctor what the catalogue says, any other its list. */
const meant = (c: Clinic) =>
  listed(
    `select r.name || ' ' || p.permission as said from role r cross join permission p where r.clinic_id = $1 and case r.system
       when 'admin' then true when 'doctor' then p.doctor
       else exists (select from role_permission l where l.role_id = r.role_id and l.permission = p.permission) end`,
    c,
  );
const written = (c: Clinic) =>
  listed(
    `select name || ' ' || permission as said from given_permission join role using (clinic_id, role_id) where clinic_id = $1`,
    c,
  );

async function letIn(c: Clinic, who: 'bo' | 'dee', permission: string): Promise<boolean> {
  const { id, tokenHash } = c[who].caller;
  const asked = db.pool.query(`select enter($1, $2, $3, 'ask', $4) as said`, [c.id, id, tokenHash, permission]);
  return asked.then(
    ({ rows }) => rows[0].said === 'entered',
    (error: Error) => {
      if (error.message === 'the session has ended') return false;
      throw error;
    },
  );
}

test('what a role gives is what it means, and the door keeps to it', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const c = await clinic(db.owner);
      for (const step of steps) await happen(c, step);
      const said = await meant(c);
      expect(await written(c)).toEqual(said);
      for (const who of ['bo', 'dee'] as const) {
        const roles = await listed(
          `select name as said from user_role join role using (clinic_id, role_id) where clinic_id = $1 and user_id = '${c[who].id}'`,
          c,
        );
        for (const permission of PERMISSIONS) {
          const held = roles.some((role) => said.includes(`${role} ${permission}`));
          expect([who, permission, await letIn(c, who, permission)]).toEqual([who, permission, held]);
        }
      }
    }),
    { numRuns: 30 },
  );
});

const releasing = (owner: Client, permission: string) =>
  owner.query('insert into custodian.permission (permission, doctor) values ($1, true)', [permission]);
const founding = (owner: Client, id: string) =>
  owner.query(
    `with founded as (insert into clinic (clinic_id, name, province, time_zone, host) values ($1::uuid, 'Birch', 'BC', 'America/Vancouver', $1::text))
     insert into role (clinic_id, name, system) values ($1::uuid, 'admin', 'admin'), ($1::uuid, 'doctor', 'doctor')`,
    [id],
  );

test.each(['release', 'founding'])(
  'a release and the founding of a clinic at once, the %s first: the clinic gets what is new',
  async (first) => {
    const [id, permission] = [randomUUID(), `kites.wait-for-${first}`];
    const { host, port, user, password, database } = db.owner;
    const other = new Client({ host, port, user, password, database, options: '-c search_path=custodian' });
    await other.connect();
    const acts = [
      (owner: Client) => releasing(owner, permission),
      (owner: Client) => arrange(owner, id, () => founding(owner, id)),
    ] as const;
    try {
      await other.query('begin');
      await enterClinic(other, id);
      await (first === 'release' ? releasing(other, permission) : founding(other, id));
      const second = acts[first === 'release' ? 1 : 0](db.owner);
      await waited(other);
      await recorded(other, id);
      await other.query('commit');
      await second;
      const given = `select count(*) from given_permission where clinic_id = $1 and permission = $2`;
      expect(await one(db.owner, given, [id, permission])).toBe('2');
    } finally {
      await other.end();
    }
  },
);

const enterClinic = (owner: Client, id: string) =>
  owner.query(`select set_config('custodian.clinic', $1, true), set_config('custodian.actor', $1, true)`, [id]);
const recorded = (owner: Client, id: string) =>
  owner.query(
    `insert into audit_entry (clinic_id, actor_id, action, outcome) values ($1, $1, 'test.arrange', 'done')`,
    [id],
  );

/** Until somebody waits for a lock of this connection's. */
async function waited(holder: Client): Promise<void> {
  const { rows } = await holder.query(
    'select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)) and datname = current_database()',
  );
  if (rows.length === 0) await later(10).then(() => waited(holder));
}
