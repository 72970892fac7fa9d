import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import type { FileAnswer, Input } from '#kernel/contract.ts';
import { serve } from '#kernel/http.ts';
import { outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import type { ExportReport } from './contract.ts';
import { exportReport } from './export-report.ts';
import { demographicReport } from './feature.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

type Asked = Input<typeof ExportReport>;
const begin = (asked: Partial<Asked> = {}, who: Member = c.ada) =>
  perform(db.pool, who.caller, exportReport, { columns: ['last-name'], criteria: {}, orderBy: 'last-name', ...asked });
async function textOf({ content }: FileAnswer): Promise<string> {
  let text = '';
  for await (const piece of content) text += String(piece);
  return text;
}

test('a report leaves as CSV, in its order, in words, with no cell that calculates', async () => {
  await patients(db.owner, c.id, ['Ash, Ida', 'Birch, =1+1', 'Cedar, "x"']);
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `update patient set sex = 'female', roster_status = 'not-rostered' where clinic_id = $1 and demographic_number = 1`,
      [c.id],
    ),
  );
  const file = await begin({
    columns: ['demographic-number', 'first-name', 'sex', 'roster-status', 'newsletter'],
    limit: 2,
  });
  expect(file.type).toBe('text/csv; charset=utf-8');
  expect(file.fileName).toMatch(/^demographic-report \d{4}-\d\d-\d\d\.csv$/);
  expect(await textOf(file)).toBe(
    "\uFEFFDemographic #,First Name,Sex,Roster Status,Newsletter\r\n1,Ida,Female,Not rostered,\r\n2,'=1+1,,,\r\n",
  );
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    action: 'demographic-report.export-report',
    outcome: 'done',
    facts: { criteria: {}, orderBy: 'last-name', limit: 2, patients: 2 },
  });
});

test('thousands of rows arrive whole, over HTTP as well', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into patient (clinic_id, demographic_number, last_name) select $1, n, 'N' || n from generate_series(1, 3500) n`,
      [c.id],
    ),
  );
  const app = Fastify();
  await serve(app, db.pool, [demographicReport]);
  const answered = await app.inject({
    method: 'POST',
    url: '/api/demographic-report/exports',
    headers: { cookie: c.ada.cookie, 'idempotency-key': 'one' },
    payload: { columns: ['demographic-number'], criteria: {}, orderBy: 'demographic-number' },
  });
  const lines = answered.body.trim().split('\r\n');
  expect(answered.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect([lines.length, lines[1], lines.at(-1)]).toEqual([3501, '1', '3500']);
  await app.close();
});

test('a block that is laid between the asking and the reading holds', async () => {
  const [ash] = await patients(db.owner, c.id, ['Ash', 'Birch']);
  const file = await begin();
  await block(db.owner, c, c.ada.id, [ash ?? '']);
  expect(await textOf(file)).toBe('\uFEFFLast Name\r\nBirch\r\n');
});

test('whose session has ended meanwhile gets nothing', async () => {
  const file = await begin();
  await arrange(db.owner, c.id, () => db.owner.query('delete from session where user_id = $1', [c.ada.id]));
  await expect(textOf(file)).rejects.toThrow('session/ended');
});

test('whoever stops reading keeps no connection, and the next files are made all the same', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into patient (clinic_id, demographic_number, last_name) select $1, n, 'N' || n from generate_series(1, 2500) n`,
      [c.id],
    ),
  );
  for (let n = 0; n < 8; n += 1) {
    const { content } = await begin();
    for await (const _ of content) break;
  }
  expect(await textOf(await begin({ limit: 1 }))).toBe('\uFEFFLast Name\r\nN1\r\n');
  expect(db.pool.idleCount).toBe(db.pool.totalCount);
});

test('criteria that nobody can meet are refused, and the doctor’s role does not take files along', async () => {
  const age = { comparison: 'older', from: 'x', style: 'exact' } as const;
  expect(await outcome(begin({ criteria: { age } }))).toBe('report/age-unreadable');
  expect(await outcome(begin({}, c.bo))).toBe('actor/not-permitted');
  expect(await outcome(begin({}, c.dee))).toBe('actor/not-permitted');
});
