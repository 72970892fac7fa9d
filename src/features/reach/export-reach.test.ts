import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, patients } from '#test/staff.ts';
import type { ExportReach } from './contract.ts';
import { exportReach } from './export-reach.ts';
import { dayFromNow, layBlock, linesOf, refusedWith } from './test-reach.ts';

let db: TestDatabase;
let c: Clinic;
let pia: Id<'patient'>;
let lou: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [pia, lou] = (await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou'])) as [Id<'patient'>, Id<'patient'>];
});

/** The lines of the file, without its head. */
async function taken(more: Omit<Input<typeof ExportReach>, 'userId'> = {}) {
  const file = await perform(db.pool, c.ada.caller, exportReach, { userId: c.bo.id, ...more });
  expect(file).toMatchObject({ type: 'text/csv; charset=utf-8', fileName: expect.stringMatching(/^closed-.+\.csv$/) });
  const [head, ...lines] = await linesOf(file);
  expect(head).toContain('Demographic #,Last Name');
  return lines;
}

test('a line for each block, by name; its entry comes first', async () => {
  const family = await layBlock(db.owner, c, 'Family', c.bo, [lou, pia], {
    reason: 'relatives',
    emergencyAllowed: true,
  });
  await layBlock(db.owner, c, 'Lock-box', c.bo, [pia], { patientRequest: true, masterFileOpen: true });
  const lines = await taken();
  expect(lines).toHaveLength(3);
  expect(lines.filter((line) => line.startsWith('1,Arroyo,Pia,'))).toHaveLength(2);
  expect(lines[2]).toMatch(/^2,Berg,Lou,,Family,\d{4}-\d\d-\d\dT[\d:.]+Z,Ada Lindqvist,,no,yes,no,relatives$/);
  expect(await taken({ keyword: 'berg' })).toEqual([lines[2]]);
  expect(await taken({ blockId: family })).toHaveLength(2);
  expect(await entries(db.owner, c.id)).toMatchObject([
    { action: 'reach.export-reach', outcome: 'done', subject_user_id: c.bo.id, facts: { shown: 3, exported: true } },
    { facts: { shown: 1, exported: true, narrowed: true } },
    { facts: { shown: 2, exported: true, blockId: family } },
  ]);
});

test('thousands of lines leave, and nobody of whom the reader is kept from', async () => {
  const many = await patients(
    db.owner,
    c.id,
    Array.from({ length: 2_500 }, (_, n) => `Many, N${n}`),
  );
  await layBlock(db.owner, c, 'Many', c.bo, [...many, pia]);
  await layBlock(db.owner, c, 'Ada’s own', c.ada, [pia], { masterFileOpen: true });
  const lines = await taken();
  expect(lines).toHaveLength(2_500);
  expect(lines.join()).not.toContain('Arroyo');
});

describe('refused', () => {
  const refused = (more: object, by = c.ada) => refusedWith(db, c, by, exportReach, { userId: c.bo.id, ...more });

  test('user/not-found: none, or of another clinic', async () => {
    expect(await refused({ userId: randomUUID() })).toBe('user/not-found');
    expect(await refused({ userId: (await clinic(db.owner)).bo.id })).toBe('user/not-found');
  });
  test('role/moment-to-come and role/not-on-record', async () => {
    expect(await refused({ day: await dayFromNow(db.owner, 1) })).toBe('role/moment-to-come');
    expect(await refused({ day: '2001-01-01' })).toBe('role/not-on-record');
  });
  test('actor/not-permitted', async () => {
    expect(await refused({}, c.cy)).toBe('actor/not-permitted');
  });
});
