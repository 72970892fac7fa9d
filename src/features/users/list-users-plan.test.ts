// What a page of users costs at 10,000: by name it is a piece of the index, whatever else is chosen; roles and sites
// are looked up for the page alone; and no order and no filter reads a table more than once.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bind } from '#kernel/db.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic } from '#test/staff.ts';
import { sortKeys } from './contract.ts';
import { pageStatement } from './list-users-store.ts';

const USERS = 10_000;

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(
      `insert into clinic_user (clinic_id, user_number, last_name, first_name, type, speciality, team)
       select $1, 100 + n, 'Name' || n * 7919 % 10000, 'First' || n, case when n % 3 = 0 then 'nurse' else 'doctor' end, 'S' || n % 40, 'T' || n % 12
         from generate_series(1, $2::int) n`,
      [c.id, USERS],
    );
    const many = `from clinic_user where clinic_id = $1 and user_number > 100`;
    await db.owner.query(`insert into active_user (clinic_id, user_id) select clinic_id, user_id ${many}`, [c.id]);
    await db.owner.query(`insert into user_role select clinic_id, user_id, $2 ${many}`, [c.id, c.roles.doctor]);
    await db.owner.query(`insert into site_assignment select clinic_id, user_id, $2 ${many}`, [c.id, c.siteId]);
    await db.owner.query(
      `insert into provider_field (clinic_id, user_id, field, position, value, identifies)
       select clinic_id, user_id, 'bc.billing-number', 0, 'B' || user_number, true ${many}`,
      [c.id],
    );
    await db.owner.query(
      `insert into credentials (clinic_id, user_id, username, password_hash, passcode_hash, last_sign_in_at)
       select clinic_id, user_id, 'u' || user_number, '', '', now() - make_interval(days => user_number::int % 200) ${many}`,
      [c.id],
    );
  });
  await db.owner.query('vacuum analyze');
});
afterAll(() => db.drop());

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
const touched = (all: readonly Node[], table: string) =>
  all
    .filter((node) => node['Relation Name'] === table)
    .reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );

async function explain(wanted: Parameters<typeof pageStatement>[0]): Promise<Node[]> {
  const client = await db.pool.connect();
  try {
    await client.query('begin read only');
    await client.query(`select from enter($1, $2, $3, 'read', null)`, [c.id, c.ada.id, c.ada.caller.tokenHash]);
    const tx = bind(client, async () => undefined);
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Node }] }>`
      explain (analyze, format json) ${pageStatement(wanted)}`.execute(tx);
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    return plan ? nodes(plan) : [];
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('by name, a page is a piece of the index: no more users are touched than are shown', async () => {
  const plan = await explain({});
  expect(plan.some((node) => node['Index Name'] === 'clinic_user_by_name')).toBe(true);
  expect(plan.some((node) => node['Node Type'] === 'Sort' && node['Actual Rows'] > 26)).toBe(false);
  expect(touched(plan, 'clinic_user')).toBeLessThan(60);
});

test('with a type the piece is only as long as it takes to find a page', async () => {
  expect(touched(await explain({ type: 'nurse' }), 'clinic_user')).toBeLessThan(300);
});

describe.each(sortKeys)('by %s', (sort) => {
  test.each([
    {},
    { status: 'all' },
    { type: 'nurse', signIn: 'not-lately' },
    { keyword: 'name12' },
    { keyword: 'b1234' },
  ] as const)('%j: each table once, roles and sites for the page alone', async (wanted) => {
    const plan = await explain({ ...wanted, sort });
    for (const table of ['clinic_user', 'active_user', 'credentials']) {
      expect(touched(plan, table), table).toBeLessThanOrEqual(USERS + 100);
    }
    expect(touched(plan, 'user_role')).toBeLessThanOrEqual(60);
    expect(touched(plan, 'site_assignment')).toBeLessThanOrEqual(60);
    expect(touched(plan, 'provider_field')).toBeLessThanOrEqual(2);
  });
});

test('of one role or one site: read once, and not for every user', async () => {
  for (const wanted of [{ roleId: c.roles.doctor }, { siteId: c.siteId }]) {
    const plan = await explain({ ...wanted, sort: 'type' });
    expect(touched(plan, 'user_role')).toBeLessThanOrEqual(2 * USERS + 200);
    expect(touched(plan, 'site_assignment')).toBeLessThanOrEqual(2 * USERS + 200);
  }
});
