// What the history says of a moment is what the tables held at that moment: for any course of
// changes, in one transaction or many, kept or undone, begun in one order and landed in another.
import fc from 'fast-check';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './database.ts';
import { arrange, type Clinic, clinic, one } from './staff.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

/** Every table that keeps its history, with the columns that are kept. */
const kept: Readonly<Record<string, string>> = {
  role: 'role_id, name, system',
  role_permission: 'role_id, permission',
  user_role: 'user_id, role_id',
  site_assignment: 'user_id, site_id',
  active_user: 'user_id',
  clinic_user: 'user_id, locked_at, locked_reason',
  credentials: 'user_id, ready, must_change, expires_at',
};

const rowsOf = async (sql: string, values: unknown[]) =>
  (await db.owner.query({ text: sql, values, rowMode: 'array' })).rows.map((row) => JSON.stringify(row)).toSorted();

type Held = Readonly<Record<string, readonly string[]>>;
async function each(ask: (table: string, columns: string) => Promise<string[]>): Promise<Held> {
  const held: [string, string[]][] = [];
  for (const [table, columns] of Object.entries(kept)) held.push([table, await ask(table, columns)]);
  return Object.fromEntries(held);
}
const heldNow = ({ id }: Clinic) =>
  each((table, columns) => rowsOf(`select ${columns} from ${table} where clinic_id = $1`, [id]));
const heldAt = ({ id }: Clinic, moment: string) =>
  each((table, columns) =>
    rowsOf(`select ${columns} from ${table}_history where clinic_id = $1 and during @> $2::timestamptz`, [id, moment]),
  );
const clock = () => one<string>(db.owner, 'select clock_timestamp()::text');

// So that each change may speak of some of them only.
const given = 'with given as (select $1::uuid, $2::uuid[], $3::text)';
/** Changes of a clinic ($1), of whom ($2) and of a role's name ($3). */
const changes: readonly string[] = [
  `insert into user_role select $1, a.user_id, r.role_id from active_user a, role r where a.clinic_id = $1 and r.clinic_id = $1
     and a.user_id = any($2) and r.name = $3 on conflict do nothing`,
  `delete from user_role where clinic_id = $1 and user_id = any($2)`,
  `insert into role (clinic_id, name) values ($1, $3) on conflict do nothing`,
  // A name that nobody has: several roles may be renamed again and again.
  `update role set name = left(name, 20) || ' ' || left(gen_random_uuid()::text, 8), description = $3
    where clinic_id = $1 and system is null`,
  `update role set description = $3 where clinic_id = $1 and system is null`,
  `delete from role r where clinic_id = $1 and name = $3 and system is null
     and not exists (select from user_role u where u.clinic_id = $1 and u.role_id = r.role_id)`,
  `insert into role_permission select $1, role_id, 'tasks.add-task' from role where clinic_id = $1 and name = $3
     and system is null on conflict do nothing`,
  `delete from role_permission where clinic_id = $1`,
  `update clinic_user set locked_at = now(), locked_reason = $3 where clinic_id = $1 and user_id = any($2)`,
  `update clinic_user set locked_at = null, locked_reason = null where clinic_id = $1 and user_id = any($2)`,
  `update credentials set must_change = not must_change, expires_at = now() where clinic_id = $1 and user_id = any($2)`,
  `update credentials set failed_tries = failed_tries + 1 where clinic_id = $1 and user_id = any($2)`,
  `update clinic_user set speciality = $3 where clinic_id = $1 and user_id = any($2)`,
  `delete from active_user where clinic_id = $1 and user_id = any($2)`,
  `insert into active_user (clinic_id, user_id) select $1, unnest($2::uuid[]) on conflict do nothing`,
  `insert into site_assignment select $1, a.user_id, s.site_id from active_user a join site s using (clinic_id)
    where a.clinic_id = $1 and a.user_id = any($2) on conflict do nothing`,
  `delete from site_assignment where clinic_id = $1 and user_id = any($2)`,
  `delete from credentials where clinic_id = $1 and user_id = any($2)`,
];
const change = fc.record({
  sql: fc.constantFrom(...changes),
  whom: fc.constantFrom(['bo'], ['cy', 'dee'], ['bo', 'cy', 'dee'] as const),
  name: fc.constantFrom('front desk', 'nurse', 'billing'),
});
const transaction = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  undone: fc.boolean(),
});

test('at any moment there has been, it holds what the tables held then', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(transaction, { minLength: 1, maxLength: 8 }), async (course) => {
      const c = await clinic(db.owner);
      const seen: [string, Held][] = [];
      const look = async () => seen.push([await clock(), await heldNow(c)]);
      await look();
      for (const { changes: wanted, undone } of course) {
        const work = arrange(db.owner, c.id, async () => {
          for (const { sql, whom, name } of wanted) {
            await db.owner.query(`${given} ${sql}`, [c.id, whom.map((who) => c[who as 'bo'].id), name]);
          }
          if (undone) throw new Error('undone');
        });
        await work.catch((error: Error) => expect(error.message).toBe('undone'));
        await look();
      }
      for (const [moment, held] of seen) expect(await heldAt(c, moment)).toEqual(held);
      const open = await each((table, columns) =>
        rowsOf(`select ${columns} from ${table}_history where clinic_id = $1 and upper_inf(during)`, [c.id]),
      );
      expect(open).toEqual(await heldNow(c));
    }),
    { numRuns: 40, seed: 7 },
  );
});

describe('a moment is when it was changed, not when it was asked for', () => {
  const entry = (client: Pick<Client, 'query'>, c: Clinic) =>
    client.query(`insert into audit_entry (clinic_id, actor_id, action, outcome) values ($1, $2, 'x.x', 'done')`, [
      c.id,
      c.ada.id,
    ]);

  test('who began to wait first and changed last is last', async () => {
    const c = await clinic(db.owner);
    const early = await db.pool.connect();
    await early.query('begin');
    await early.query('select enter($1, $2, $3, $4, null)', [c.id, c.ada.id, c.ada.caller.tokenHash, 'write']);
    await arrange(db.owner, c.id, () =>
      db.owner.query('insert into user_role values ($1, $2, $3)', [c.id, c.dee.id, c.roles.doctor]),
    );
    const between = await clock();
    await early.query('delete from user_role where user_id = $1 and role_id = $2', [c.dee.id, c.roles.doctor]);
    await entry(early, c);
    await early.query('commit');
    early.release();
    const held = async (moment: string) => (await heldAt(c, moment))['user_role'];
    const line = JSON.stringify([c.dee.id, c.roles.doctor]);
    expect(await held(between)).toContain(line);
    expect(await held(await clock())).not.toContain(line);
  });

  test('a clock that was set back makes no line end before it began, and no two lines overlap', async () => {
    const c = await clinic(db.owner);
    const ahead = `update user_role_history set during = tstzrange(now() + interval '1 hour', null) where clinic_id = $1 and user_id = $2`;
    await arrange(db.owner, c.id, () => db.owner.query(ahead, [c.id, c.dee.id]));
    const take = () => db.owner.query('delete from user_role where clinic_id = $1 and user_id = $2', [c.id, c.dee.id]);
    const give = () => db.owner.query('insert into user_role values ($1, $2, $3)', [c.id, c.dee.id, c.roles.frontDesk]);
    await arrange(db.owner, c.id, take);
    await arrange(db.owner, c.id, give);
    const ended = `update user_role_history set during = tstzrange(lower(during), now() + interval '1 hour') where clinic_id = $1 and user_id = $2`;
    await arrange(db.owner, c.id, async () => {
      await db.owner.query('alter table user_role disable trigger history_ends');
      await take();
      await db.owner.query('alter table user_role enable trigger history_ends');
      await db.owner.query(ended, [c.id, c.dee.id]);
    });
    await arrange(db.owner, c.id, give);
    const overlapping = `select count(*) from user_role_history a join user_role_history b using (clinic_id, user_id, role_id)
                          where clinic_id = $1 and a.ctid < b.ctid and a.during && b.during`;
    expect(await one(db.owner, overlapping, [c.id])).toBe('0');
  });
});

test('the rows of before begin with what is known of them', async () => {
  await db.owner.query('begin');
  const c = await clinicInside(db.owner);
  await db.owner
    .query(`create table before (clinic_id uuid, a int, b text, since timestamptz, primary key (clinic_id, a));
    insert into before values ('${c}', 1, 'x', '2020-01-01'), ('${c}', 2, null, '2021-01-01');
    call keep_history('before', 'since', 'b')`);
  const lines = () =>
    rowsOf('select a, b, lower(during)::date::text, upper_inf(during) from before_history order by 1, 3', []);
  expect(await lines()).toEqual(['[1,"x","2020-01-01",true]', '[2,null,"2021-01-01",true]']);
  await db.owner.query(
    `update before set b = 'y', since = now() where a = 2; update before set since = now() where a = 1`,
  );
  const today = await one<string>(db.owner, 'select current_date::text');
  expect(await lines()).toEqual([
    '[1,"x","2020-01-01",true]',
    '[2,"y",'.concat(JSON.stringify(today), ',true]'),
    '[2,null,"2021-01-01",false]',
  ]);
  await db.owner.query('rollback');
});

/** A clinic entered within the owner's open transaction. */
async function clinicInside(owner: Client): Promise<string> {
  const id = await one<string>(owner, 'select gen_random_uuid()');
  await owner.query(`select set_config('custodian.clinic', $1, true), set_config('custodian.actor', $1, true)`, [id]);
  return id;
}

describe('the catalogue of permissions', () => {
  test('keeps what the role doctor held, and what was offered, with each release', async () => {
    const before = await clock();
    const at = (moment: string) =>
      rowsOf(
        `select permission, doctor, offered from permission_history where during @> $1::timestamptz and permission = 'tasks.add-task'`,
        [moment],
      );
    await db.owner.query(`update custodian.permission set doctor = not doctor where permission = 'tasks.add-task'`);
    const after = await clock();
    await db.owner.query(
      `update custodian.permission set says = 'Something else.' where permission = 'tasks.add-task'`,
    );
    expect([await at(before), await at(after)]).toEqual([
      ['["tasks.add-task",true,true]'],
      ['["tasks.add-task",false,true]'],
    ]);
    expect(await one(db.owner, `select count(*) from permission_history where permission = 'tasks.add-task'`)).toBe(
      '2',
    );
  });
});

test('the server reads history and writes none of it', async () => {
  for (const table of [...Object.keys(kept), 'permission']) {
    const privileges = await one<string>(
      db.owner,
      `select string_agg(p, ' ') from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) p
        where has_table_privilege('custodian_app', $1 || '_history', p)`,
      [table],
    );
    expect([table, privileges]).toEqual([table, 'select']);
  }
});

test('a key whose history is kept is never changed by the server', async () => {
  const changeable = `select h.relname, a.attname from pg_class h join pg_class t on t.relname || '_history' = h.relname
      join pg_index i on i.indrelid = t.oid and i.indisprimary join pg_attribute a on a.attrelid = t.oid and a.attnum = any(i.indkey)
     where h.relnamespace = 'custodian'::regnamespace and has_column_privilege('custodian_app', t.oid, a.attnum, 'update')`;
  expect(await rowsOf(changeable, [])).toEqual([]);
});
