// What a list costs does not grow with what its reader holds, or with what those hold for whom the reader covers: of each
// holder a page's worth of one index. Whoever covers for nobody pays for one look at an empty range.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bind } from '#kernel/db.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, type Member, patients } from '#test/staff.ts';
import { heldByActor } from '../work/public.ts';
import { absent } from './test-absences.ts';

const LETTERS = 20_000;
const PAGE = 26;

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  const [patientId] = await patients(db.owner, c.id, ['Greaves, Anselm']);
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into letter (clinic_id, patient_id, site_id, author_id, holder_id, recipient, subject, made_at)
       select $1, $2, $3, $4::uuid, case when n % 2 = 0 then $4::uuid else $5::uuid end, 'x', 'L' || n, timestamptz '2026-01-01' + n * interval '1 second'
         from generate_series(1, $6::int) n`,
      [c.id, patientId, c.siteId, c.bo.id, c.cy.id, LETTERS],
    ),
  );
  await db.owner.query('vacuum analyze');
});
afterAll(() => db.drop());

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Node[];
}
const readOf = (node: Node): number =>
  (node['Relation Name'] === 'letter' ? node['Actual Rows'] * node['Actual Loops'] : 0) +
  (node.Plans ?? []).reduce((sum, below) => sum + readOf(below), 0);

/** How many letters the first page of one's own reads. */
async function read(who: Member, planned: string): Promise<number> {
  const client = await db.pool.connect();
  try {
    await client.query('begin read only');
    await client.query(`select from enter($1, $2, $3, 'read', null)`, [c.id, who.id, who.caller.tokenHash]);
    await client.query(`set local plan_cache_mode = ${planned}`);
    const order = sql`w.made_at, w.letter_id`;
    const page = heldByActor({ table: 'letter', kind: 'letter', where: sql`true`, order, most: PAGE });
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Node }] }>`explain (analyze, format json) ${page}`.execute(
      bind(client, async () => undefined),
    );
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    return plan ? readOf(plan) : 0;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test.each(['force_custom_plan', 'force_generic_plan'])(
  'a page is a range of an index for each holder, with %s',
  async (planned) => {
    expect(await read(c.bo, planned)).toBe(PAGE);
  },
);

test('so it is for whoever covers', async () => {
  await absent(db.owner, c, { userId: c.cy.id, covererId: c.bo.id });
  expect(await read(c.bo, 'force_custom_plan')).toBe(2 * PAGE);
  expect(await read(c.cy, 'force_custom_plan')).toBe(PAGE);
});
