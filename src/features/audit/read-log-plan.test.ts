// What a reading costs does not grow with the log: each filter reads a range of its index, and no more of it than a page.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bind } from '#kernel/db.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { PAGE } from './contract.ts';
import type { Filters } from './rules.ts';
import { type Beyond, entriesStatement, listActions } from './store.ts';

const ENTRIES = 50_000;

let db: TestDatabase;
let c: Clinic;
let patientIds: Filters['patientId'][];
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  const names = Array.from({ length: 40 }, (_, n) => `Name${n}, First`);
  const ids = await patients(db.owner, c.id, names);
  patientIds = ids;
  await block(db.owner, c, c.ada.id, ids.slice(30));
  // Mostly charts opened by Bo; one in a hundred changes a user, one in a thousand is refused.
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into audit_entry (clinic_id, at, actor_id, action, outcome, subject_user_id, patient_id)
       select $1, timestamptz '2025-01-01' + n * interval '5 minutes', case when n % 50 = 0 then $3 else $2 end::uuid,
              case when n % 100 = 0 then 'users.action-' || n / 100 % 10 when n % 2 = 0 then 'charts.open-chart' else 'charts.sign-note' end,
              case when n % 1000 = 0 then 'refused' else 'done' end, case when n % 100 = 0 then $3 end::uuid,
              case when n % 100 <> 0 then ($4::uuid[])[1 + n % 40] end
         from generate_series(1, $5::int) n`,
      [c.id, c.bo.id, c.cy.id, ids, ENTRIES],
    ),
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

/** Every scan of the log: which index, and how many rows it touched. */
function scansOf(node: Node): { how: string; rows: number }[] {
  const below = (node.Plans ?? []).flatMap(scansOf);
  const isOurs = node['Relation Name'] === 'audit_entry' || node['Index Name']?.startsWith('audit_entry_');
  if (!isOurs || node['Actual Loops'] === 0) return below;
  const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  return [{ how: node['Index Name'] ?? node['Node Type'], rows }, ...below];
}

async function explain(planned: string, filters: Filters, beyond?: Beyond) {
  const client = await db.pool.connect();
  try {
    await client.query('begin read only');
    await client.query(`select from enter($1, $2, $3, 'read', null)`, [c.id, c.ada.id, c.ada.caller.tokenHash]);
    await client.query(`set local plan_cache_mode = ${planned}`);
    const tx = bind(client, async () => undefined);
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Node }] }>`
      explain (analyze, buffers, format json) ${entriesStatement(filters, PAGE + 1, beyond)}`.execute(tx);
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    const scans = plan ? scansOf(plan) : [];
    return {
      indexes: [...new Set(scans.map(({ how }) => how))],
      rows: scans.reduce((sum, { rows: of }) => sum + of, 0),
    };
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const farDown: Beyond = { microsecondsSince1970: Date.parse('2025-02-01T00:00:00Z') * 1000, entryId: 1 };
// A quarter of the entries are about patients closed to the reader, and are passed over.
const LITTLE = PAGE * 3;

describe.each(['force_custom_plan', 'force_generic_plan'])('with %s', (planned) => {
  test.each<[string, () => Filters, string]>([
    ['none', () => ({}), 'audit_entry_by_time'],
    ['days', () => ({ from: '2025-02-01', to: '2025-03-01' }), 'audit_entry_by_time'],
    ['a frequent actor', () => ({ actorId: c.bo.id }), 'audit_entry_by_actor'],
    ['a rare actor', () => ({ actorId: c.cy.id }), 'audit_entry_by_actor'],
    [
      'an actor on some days',
      () => ({ actorId: c.cy.id, from: '2025-02-01', to: '2025-03-01' }),
      'audit_entry_by_actor',
    ],
    ['a user', () => ({ subjectUserId: c.cy.id }), 'audit_entry_by_subject'],
    ['nobody’s behalf', () => ({ onBehalfOfId: c.cy.id }), 'audit_entry_by_behalf'],
    ['a patient', () => ({ patientId: patientIds[3] ?? fail() }), 'audit_entry_by_patient'],
    ['an action', () => ({ action: 'users.action-3' }), 'audit_entry_by_action'],
    ['an action nobody has done', () => ({ action: 'users.nothing' }), 'audit_entry_by_action'],
    ['refused', () => ({ outcome: 'refused' }), 'audit_entry_refused'],
  ])('%s: a range of one index and little more than a page of it', async (_what, filters, index) => {
    for (const beyond of [undefined, farDown]) {
      const { indexes, rows } = await explain(planned, filters(), beyond);
      expect(indexes).toEqual([index]);
      expect(rows).toBeLessThanOrEqual(LITTLE);
    }
  });

  test('a capability: a page of each of its actions, and one step of the index to find each', async () => {
    const { indexes, rows } = await explain(planned, { action: 'users.' }, farDown);
    expect(indexes).toEqual(['audit_entry_by_action']);
    expect(rows).toBeLessThanOrEqual(10 * (PAGE + 2));
  });
});

test('the actions in the log are found by one step of the index each', async () => {
  const client = await db.pool.connect();
  try {
    await client.query('begin read only');
    await client.query(`select from enter($1, $2, $3, 'read', null)`, [c.id, c.ada.id, c.ada.caller.tokenHash]);
    const tx = bind(client, async () => undefined);
    const read = async () => {
      const said = await client.query<{ read: string }>(
        `select pg_stat_get_xact_tuples_returned('audit_entry_by_action'::regclass) as read`,
      );
      return Number(said.rows[0]?.read);
    };
    const before = await read();
    const inLog = (await listActions(tx)).filter((one) => one.inLog);
    const touched = (await read()) - before;
    expect(inLog).toHaveLength(12 + 1);
    expect(touched).toBeGreaterThan(12);
    expect(touched).toBeLessThan(100);
  } finally {
    await client.query('rollback');
    client.release();
  }
});

function fail(): never {
  throw new Error('no patient');
}
