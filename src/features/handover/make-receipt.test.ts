import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { cell } from '#kernel/csv.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, PASSWORD, patients } from '#test/staff.ts';
import { makeAdministrator } from '#test/acting.ts';
import { block, openWork, toUser, without, worked } from '#test/work.ts';
import { deactivateUser } from './deactivate-user.ts';
import { kinds } from './kinds.ts';
import { listReceiptItems } from './list-receipt-items.ts';
import { makeReceipt } from './make-receipt.ts';
import { previewDeactivation } from './preview-deactivation.ts';

let db: TestDatabase;
let c: Clinic;
let handoverId: Id<'handover'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set last_name = '=Okonjo, "Jr"' where user_id = $1`, [c.cy.id]),
  );
  await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou']));
  const plan = [
    without('appointment', 'cancel'),
    without('task', 'return'),
    ...kinds
      .filter(({ kind }) => !['appointment', 'task'].includes(kind))
      .map(({ kind }) => toUser(kind, c.cy.id, c.ada.id)),
  ];
  const { planHash } = await answer(db.pool, c.ada.caller, previewDeactivation, { userId: c.bo.id, plan });
  const input = { userId: c.bo.id, plan, planHash, reason: 'moved away' };
  ({ handoverId } = await perform(db.pool, c.ada.caller, deactivateUser, input, { password: PASSWORD }));
});

async function taken(format: 'csv' | 'pdf', by = c.ada) {
  const file = await perform(db.pool, by.caller, makeReceipt, { handoverId, format });
  const pieces = [];
  for await (const piece of file.content) pieces.push(Buffer.from(piece));
  return { ...file, bytes: Buffer.concat(pieces) };
}

test('the CSV names each item, from whom, to whom and when; its digest is the one that was sealed', async () => {
  const { bytes, fileName, type } = await taken('csv');
  expect([fileName, type]).toEqual([
    expect.stringMatching(/^hand-over Bo Castellane .*\.csv$/),
    'text/csv; charset=utf-8',
  ]);
  const [head = '', table = ''] = bytes.toString().split('\r\n\r\n');
  const rows = parse(table);
  expect(rows[0]).toEqual(['Kind', 'Item', 'From', 'To', 'What happened', 'When']);
  expect(rows).toHaveLength(1 + 2 * worked.length);
  expect(new Set(rows.slice(1).map(([kind, , from, , what]) => [kind, from, what].join()))).toEqual(
    new Set(
      worked.map((kind) =>
        [
          kind,
          'Bo Castellane',
          kind === 'appointment' ? 'cancelled' : kind === 'task' ? 'unassigned pool' : 'moved',
        ].join(),
      ),
    ),
  );
  const digest = createHash('sha256').update(table).digest('hex');
  expect(head).toContain(`SHA-256 of the table,${digest}`);
  expect(await one(db.owner, 'select digest from handover where handover_id = $1', [handoverId])).toBe(digest);
});

test('names on paper are those of the day', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set last_name = 'Renamed' where clinic_id = $1`, [c.id]),
  );
  const csv = (await taken('csv')).bytes.toString();
  expect(csv).not.toContain('Renamed');
  expect(csv).not.toContain('differs');
});

test('of a patient closed to whoever takes it out it holds no line, says so, and still names the sealed digest', async () => {
  await makeAdministrator(db.owner, c, c.cy);
  const pia = await one<string>(
    db.owner,
    `select patient_id from patient where clinic_id = $1 and last_name = 'Arroyo'`,
    [c.id],
  );
  await block(db.owner, c, c.cy.id, [pia]);
  const csv = (await taken('csv', c.cy)).bytes.toString();
  expect((await taken('csv')).bytes.toString()).toContain(pia);
  expect(csv).not.toContain(pia);
  expect(csv).toContain('Left out,1 that are closed to whoever took this out');
  expect(csv).toContain(
    await one<string>(db.owner, 'select digest from handover where handover_id = $1', [handoverId]),
  );
  expect(csv).not.toContain('The table differs');
  const { items, closed } = await answer(db.pool, c.cy.caller, listReceiptItems, { handoverId });
  expect([items.length, closed]).toEqual([2 * worked.length - 1, 1]);
  // Of the closed patient's work only that there is some, and whose it is now.
  const tasks = items.filter(({ kind }) => kind === 'task');
  expect(new Set(tasks.map(({ says }) => says))).toEqual(new Set(['Call back 2', null]));
  expect(tasks.map(({ successor, backAt }) => [successor, backAt])).toEqual([
    [null, null],
    [null, null],
  ]);
});

test('a ledger that was tampered with is told', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(`delete from handover_item where kind = 'claim' and handover_id = $1`, [handoverId]),
  );
  expect((await taken('csv')).bytes.toString()).toContain('The table differs from the one');
});

test('the PDF is one, with every item; taking it out leaves an entry', async () => {
  const { bytes, type } = await taken('pdf');
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    action: 'handover.make-receipt',
    subject_user_id: c.bo.id,
    facts: { handoverId, format: 'pdf', exported: 2 * worked.length },
  });
  expect([type, bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
});

test.each([
  'plain',
  '=1+1',
  `'=x`,
  '-2',
  '\ttab',
  'a,b',
  'a"b',
  ' lead',
  'trail ',
  'sep=;',
  'semi;colon',
  'line\nbreak',
  '',
])('the database writes a cell as the server does: %j', async (value) => {
  expect(await one(db.owner, 'select csv_cell($1)', [value])).toBe(cell(value));
});

test('handover/receipt-not-found', async () => {
  const none = perform(db.pool, c.ada.caller, makeReceipt, { handoverId: c.id as never, format: 'csv' });
  await expect(none).rejects.toThrow('handover/receipt-not-found');
});
