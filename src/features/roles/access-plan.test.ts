// What it costs to say what a user can do does not grow with the number of users: every table that
// grows with them is read by that user's key.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bind } from '#kernel/db.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic } from '#test/staff.ts';
import { accessStatement } from './access-store.ts';

const ROLES = 40;

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `with made as (insert into role (clinic_id, name) select $1, 'role ' || n from generate_series(1, ${ROLES}) n returning role_id)
       insert into role_permission select $1, role_id, p.permission from made, permission p where not p.doctor`,
      [c.id],
    ),
  );
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into user_role select $1, $2, role_id from role where system is null on conflict do nothing`,
      [c.id, c.bo.id],
    ),
  );
});
afterAll(() => db.drop());

const addUsers = (count: number) =>
  arrange(db.owner, c.id, () =>
    db.owner.query(
      `with made as (insert into clinic_user (clinic_id, user_number, last_name, first_name, type)
         select $1, next_numbers('user', 1), 'Many', 'N' || n, 'nurse' from generate_series(1, $2::int) n returning user_id),
       active as (insert into active_user (clinic_id, user_id) select $1, user_id from made returning user_id)
       insert into user_role select $1, user_id, role_id from active, (select role_id from role where clinic_id = $1 order by name limit 4) r`,
      [c.id, count],
    ),
  );

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}
const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];

async function plan(moment: string | null): Promise<Node[]> {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    await client.query('select enter($1, $2, $3, $4, null)', [c.id, c.ada.id, c.ada.caller.tokenHash, 'read']);
    const tx = bind(client, async () => undefined);
    const { rows } = await sql<{ 'QUERY PLAN': { Plan: Node }[] }>`
      explain (analyze, format json) ${accessStatement(c.bo.id, moment)}`.execute(tx);
    const [said] = rows[0]?.['QUERY PLAN'] ?? [];
    if (!said) throw new Error('no plan');
    return nodes(said.Plan);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test.each([
  ['now', null],
  ['at a past moment', new Date(Date.now() + 60_000).toISOString()],
])('%s: the users’ roles are read by the user, with few users or with thousands', async (_, moment) => {
  const touched = async () => {
    const scans = (await plan(moment)).filter((node) => node['Relation Name'] === 'user_role_history');
    expect(scans.length).toBeGreaterThan(0);
    const rows = scans.map(
      (node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    );
    return rows.reduce((sum, one) => sum + one, 0);
  };
  await db.owner.query('vacuum analyze');
  const few = await touched();
  await addUsers(3_000);
  await db.owner.query('vacuum analyze');
  expect(await touched()).toBeLessThanOrEqual(few + 1);
});
