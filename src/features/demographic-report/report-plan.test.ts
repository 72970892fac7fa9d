// A report goes through the clinic once, whatever is closed to whoever asks, and is planned for what is asked.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bind } from '#kernel/db.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { planFor, type Step } from '#test/plan.ts';
import { arrange, type Clinic, clinic } from '#test/staff.ts';
import { block } from '#test/work.ts';
import type { Asked } from './contract.ts';
import { countReport, countStatement, pageStatement } from './store.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  // Every tenth patient is closed to Bo.
  const { rows } = await arrange(db.owner, c.id, () =>
    db.owner.query<{ patient_id: string; demographic_number: number }>(
      `insert into patient (clinic_id, demographic_number, last_name, first_name, date_of_birth, sex, roster_status, postal_code, address, phone)
       select $1, n, 'Name' || n, 'First' || n, date '1950-01-01' + n % 20000, case n % 2 when 0 then 'female' else 'male' end,
              'rostered', 'V8V 1A1', n || ' Quay Street', '604555' || n
         from generate_series(1, 20000) n returning patient_id, demographic_number`,
      [c.id],
    ),
  );
  await block(
    db.owner,
    c,
    c.bo.id,
    rows.filter((_, n) => n % 10 === 0).map(({ patient_id }) => patient_id),
  );
  await db.owner.query('vacuum analyze');
});
afterAll(() => db.drop());

const asked: Asked = {
  columns: ['demographic-number'],
  orderBy: 'first-name',
  criteria: {
    age: { comparison: 'between-including', from: '20', to: '60', style: 'exact', asOf: '2026-06-01' },
    sexes: ['female'],
    rosterStatuses: ['rostered'],
    patientStatuses: ['active', 'deceased'],
    postalCode: 'V8',
  },
};
const joins = (plan: Step[]) =>
  plan.filter((step) => step['Join Type']?.endsWith('Anti')).map((step) => step['Node Type']);
const looksUp = (plan: Step[]) => plan.some((step) => step['Index Name'] === 'blocked_patient_pkey');

test('counting hashes the closed patients once, and looks nobody up', async () => {
  const plan = await planFor(db, c.bo, countStatement(asked));
  expect(joins(plan)).toEqual(['Hash Join']);
  expect(looksUp(plan)).toBe(false);
});

test('and so does a page that must be sorted', async () => {
  const plan = await planFor(db, c.bo, pageStatement(asked, 51));
  expect(joins(plan)).toContain('Hash Join');
});

test('no connection keeps a plan for anything at all', async () => {
  const client = await db.pool.connect();
  try {
    await client.query('begin read only');
    const { clinicId, id, tokenHash } = c.bo.caller;
    await client.query(`select from enter($1, $2, $3, 'read', null)`, [clinicId, id, tokenHash]);
    const tx = bind(client, async () => undefined);
    await countReport(tx, asked);
    const { rows } = await sql`select from pg_prepared_statements where statement like '/* planned%'`.execute(tx);
    expect(rows).toHaveLength(0);
  } finally {
    await client.query('rollback');
    client.release();
  }
});
