// What a look at reach costs follows what it shows, and not how large the clinic is: blocks, members and entries are
// found by their indexes.
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { bind } from '#kernel/db.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, one } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { PAGE } from './contract.ts';
import { usesStatement } from './use-store.ts';

const PATIENTS = 20_000;
const ENTRIES = 60_000;

let db: TestDatabase;
let c: Clinic;
let patientId: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(
      `insert into patient (clinic_id, demographic_number, last_name, first_name) select $1, n, 'Name' || n, 'F' from generate_series(1, $2::int) n`,
      [c.id, PATIENTS],
    );
    await db.owner.query(
      `insert into audit_entry (clinic_id, at, actor_id, action, outcome, patient_id)
       select p.clinic_id, now() - n * interval '1 minute', $2, 'charts.open-chart', 'done', p.patient_id
         from generate_series(1, $3::int) n join patient p on p.clinic_id = $1 and p.demographic_number = 1 + n % 100`,
      [c.id, c.cy.id, ENTRIES],
    );
  });
  const { rows } = await db.owner.query<{ id: Id<'patient'> }>(
    'select patient_id as id from patient where clinic_id = $1 and demographic_number <= 4000 order by demographic_number',
    [c.id],
  );
  // Of ten sets nine are others' business.
  for (const who of [c.bo, ...Array<typeof c.cy>(6).fill(c.cy), c.dee, c.dee, c.dee])
    await block(
      db.owner,
      c,
      who.id,
      rows.slice(1).map(({ id }) => id),
    );
  // A fourth of them have left.
  await arrange(db.owner, c.id, () =>
    db.owner.query('delete from patient_set_member where clinic_id = $1 and patient_id = any($2)', [
      c.id,
      rows.slice(3000).map(({ id }) => id),
    ]),
  );
  patientId = rows[1]?.id ?? patientId;
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

/** Every scan of one of these tables that was carried out: how, and how many rows it touched. */
function scansOf(tables: readonly string[], node: Node): { how: string; rows: number }[] {
  const below = (node.Plans ?? []).flatMap((inner) => scansOf(tables, inner));
  const {
    'Relation Name': table = '',
    'Actual Rows': shown,
    'Actual Loops': loops,
    'Rows Removed by Filter': left = 0,
  } = node;
  if (!tables.includes(table) || loops === 0) return below;
  return [{ how: node['Index Name'] ?? node['Node Type'], rows: (shown + left) * loops }, ...below];
}

async function explain(statement: RawBuilder<unknown>, planned: string): Promise<Node> {
  const client = await db.pool.connect();
  try {
    await client.query('begin read only');
    await client.query(`select from enter($1, $2, $3, 'read', null)`, [c.id, c.ada.id, c.ada.caller.tokenHash]);
    await client.query(`set local plan_cache_mode = ${planned}`);
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Node }] }>`
      explain (analyze, format json) ${statement}`.execute(bind(client, async () => undefined));
    const [said] = rows[0]?.['QUERY PLAN'] ?? [];
    if (!said) throw new Error('no plan');
    return said.Plan;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** As the owner, to see into what definer functions ask. */
async function explainClosing(where: string, values: readonly unknown[]): Promise<Node> {
  const { rows } = await db.owner.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
    `explain (analyze, format json) select * from closing where clinic_id = $1 and ${where} and began_at <= now() and ended_at > now()`,
    [c.id, ...values],
  );
  const [said] = rows[0]?.['QUERY PLAN'] ?? [];
  if (!said) throw new Error('no plan');
  return said.Plan;
}

describe.each(['force_custom_plan', 'force_generic_plan'])('with %s', (planned) => {
  test.each([
    ['everything', {}],
    ['some days', { from: '2020-01-01', to: '2090-01-01' }],
    ['one outcome', { outcome: 'done' as const }],
  ])('who did, %s: a page is a range of the index by patient', async (_, filters) => {
    const patient = await one<Id<'patient'>>(
      db.owner,
      'select patient_id from patient where clinic_id = $1 and demographic_number = 5',
      [c.id],
    );
    const plan = await explain(usesStatement({ patientId: patient, ...filters }, PAGE), planned);
    const scans = scansOf(['audit_entry'], plan);
    // And what was done with several at once, one by one.
    const [first, ...others] = scans.map(({ how }) => how);
    expect(first).toBe('audit_entry_by_patient');
    for (const how of others) expect(how).toMatch(/^audit_entry_(one_per_transaction|by_time)$/);
    expect(scans.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(2 * PAGE);
  });
});

const members = ['patient_set_member', 'former_set_member'];

test('who is kept from a patient: the sets that the patient is in, and their blocks', async () => {
  const scans = scansOf(members, await explainClosing('patient_id = $2', [patientId]));
  expect(scans.map(({ how }) => how).toSorted()).toEqual([
    'former_set_member_by_patient',
    'patient_set_member_by_patient',
  ]);
  expect(scans.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(20);
});

test('what is closed to a user: the members of that user’s sets and nobody else', async () => {
  const scans = scansOf(members, await explainClosing('user_id = $2', [c.bo.id]));
  expect(scans.filter(({ how }) => how === 'Seq Scan' || how === 'Bitmap Heap Scan').length).toBeLessThan(2);
  expect(scans.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(4_500);
});
