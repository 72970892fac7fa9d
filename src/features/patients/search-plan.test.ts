// What a search costs does not grow with the clinic: each way reads a range of its index, and no more of it than a page.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bind } from '#kernel/db.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { planFor } from '#test/plan.ts';
import { arrange, type Clinic, clinic } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { PAGE, searchStatement } from './search-store.ts';
import { waysOf } from './ways.ts';

const PATIENTS = 20_000;

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  // Everybody's two telephones stand in the same area code; every tenth patient is closed to Bo.
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into patient (clinic_id, demographic_number, last_name, first_name, date_of_birth, health_number, health_province, phone, cell_phone, mrp_id)
       select $1, n, 'Name' || n * 7919 % 20000, 'First' || n, date '1930-01-01' + n % 30000, 9000000000 + n, 'BC', '604555' || n, '604777' || n, $2
         from generate_series(1, $3::int) n`,
      [c.id, c.cy.id, PATIENTS],
    ),
  );
  const { rows } = await db.owner.query<{ patient_id: string }>(
    'select patient_id from patient where demographic_number % 10 = 0',
  );
  await block(
    db.owner,
    c,
    c.bo.id,
    rows.map(({ patient_id }) => patient_id),
  );
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

/** Every scan of `patient`: which index, and how many rows it touched. */
function scansOf(node: Node): { how: string; rows: number }[] {
  const below = (node.Plans ?? []).flatMap(scansOf);
  const isOurs =
    node['Relation Name'] === 'patient' ||
    (node['Node Type'] === 'Bitmap Index Scan' && node['Index Name']?.startsWith('patient_'));
  const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  return isOurs && node['Actual Loops'] > 0
    ? [{ how: node['Index Name'] ?? node['Node Type'], rows }, ...below]
    : below;
}

async function explain(query: string, planned: string, beyond?: Parameters<typeof searchStatement>[1]) {
  const client = await db.pool.connect();
  try {
    await client.query('begin read only');
    await client.query(`select from enter($1, $2, $3, 'read', null)`, [c.id, c.bo.id, c.bo.caller.tokenHash]);
    await client.query(`set local plan_cache_mode = ${planned}`);
    const tx = bind(client, async () => undefined);
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Node }] }>`
      explain (analyze, buffers, format json) ${searchStatement(waysOf(query), beyond)}`.execute(tx);
    return rows[0]?.['QUERY PLAN'][0];
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe.each(['force_custom_plan', 'force_generic_plan'])('with %s', (planned) => {
  test.each([
    ['', ['patient_by_name']],
    ['name1', ['patient_by_name']],
    ['name1, f', ['patient_by_name']],
    ['1980-05-12', ['patient_by_birth', 'patient_by_birth', 'patient_by_birth']],
    ['1980-05', ['patient_by_birth', 'patient_by_birth']],
    ['604', ['patient_by_number', 'patient_by_health', 'patient_by_phone']],
    ['604777', ['patient_by_number', 'patient_by_health', 'patient_by_phone', 'patient_by_cell']],
    ['900', ['patient_by_number', 'patient_by_health']],
    ['17', ['patient_by_number']],
    ['bc9', ['patient_by_name', 'patient_by_health']],
  ])('%j reads its indexes and little more than a page of them', async (query, indexes) => {
    const said = await explain(query, planned);
    const scans = said ? scansOf(said.Plan) : [];
    expect(scans.map(({ how }) => how)).toEqual(indexes);
    expect(scans.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(2 * PAGE);
  });

  test.each([
    ['', { way: 0, key: 'name15', patientId: '00000000-0000-4000-8000-000000000000' }, ['patient_by_name']],
    ['1980', { way: 4, key: '1980-06-01', patientId: '00000000-0000-4000-8000-000000000000' }, ['patient_by_birth']],
    ['604', { way: 2, key: '6045559', patientId: '00000000-0000-4000-8000-000000000000' }, ['patient_by_phone']],
  ])('a page of %j far down costs no more', async (query, beyond, indexes) => {
    const said = await explain(query, planned, beyond);
    const scans = said ? scansOf(said.Plan) : [];
    expect(scans.map(({ how }) => how)).toEqual(indexes);
    expect(scans.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(2 * PAGE);
  });
});

test('those closed among a page are looked for from where the page begins', async () => {
  const touched = async (begins: string) => {
    const [walk] = await planFor(
      db,
      c.bo,
      sql`select from closed_by_name(${begins}::text, ${`${begins}x`}::text, '', '00000000-0000-0000-0000-000000000000', null, null, 51)`,
    );
    return walk ? walk['Shared Hit Blocks'] + walk['Shared Read Blocks'] : Number.NaN;
  };
  await touched('name5000'); // what a connection looks up once
  // The index holds some 150 pages between the two.
  expect(await touched('name9998')).toBeLessThan((await touched('name1000')) + 60);
});
