import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { columns, type PrintReport } from './contract.ts';
import { printReport } from './print-report.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

type Asked = Input<typeof PrintReport>;
const print = (asked: Partial<Asked> = {}, who: Member = c.ada) =>
  perform(db.pool, who.caller, printReport, { columns: ['last-name'], criteria: {}, orderBy: 'last-name', ...asked });
async function bytesOf(content: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

test.each([
  ['a few columns', ['last-name', 'sex'] as const],
  ['all of them', columns],
])('%s are set on paper', async (_, chosen) => {
  await patients(
    db.owner,
    c.id,
    Array.from({ length: 120 }, (__, n) => `Ash${n}, Ida`),
  );
  const file = await print({
    columns: [...chosen],
    criteria: { siteIds: [null, c.siteId], providerIds: [c.bo.id, null] },
  });
  expect(file.fileName).toMatch(/^demographic-report \d{4}-\d\d-\d\d\.pdf$/);
  const bytes = await bytesOf(file.content);
  expect([bytes.subarray(0, 5).toString(), bytes.subarray(-6).toString().trim()]).toEqual(['%PDF-', '%%EOF']);
  expect(bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    action: 'demographic-report.print-report',
    outcome: 'done',
    facts: { patients: 120 },
  });
});

test('a report that nobody would read on paper is refused; its first patients can be printed', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into patient (clinic_id, demographic_number, last_name) select $1, n, 'N' || n from generate_series(1, 5001) n`,
      [c.id],
    ),
  );
  expect(await outcome(print())).toBe('report/too-long-to-print');
  expect(await outcome(print({ limit: 10 }))).toBe('done');
});

test('criteria that cannot be read are refused, and a doctor does not print whole reports', async () => {
  expect(await outcome(print({ criteria: { age: { comparison: 'older', from: 'x', style: 'exact' } } }))).toBe(
    'report/age-unreadable',
  );
  expect(await outcome(print({}, c.bo))).toBe('actor/not-permitted');
});
