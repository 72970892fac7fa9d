import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, patients } from '#test/staff.ts';
import type { ExportOpeners } from './contract.ts';
import { exportOpeners } from './export-openers.ts';
import { dayFromNow, layBlock, linesOf, refusedWith, textOf } from './test-reach.ts';

let db: TestDatabase;
let c: Clinic;
let pia: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [pia] = (await patients(db.owner, c.id, ['Arroyo, Pia'])) as [Id<'patient'>];
});

type More = Omit<Input<typeof ExportOpeners>, 'patientId'>;
const begin = (more: More = {}) => perform(db.pool, c.ada.caller, exportOpeners, { patientId: pia, ...more });
const taken = async (more: More = {}) => linesOf(await begin(more));

test('who could, who is kept out and by what, a line for each block; its entry comes first', async () => {
  await layBlock(db.owner, c, 'Family', c.cy, [pia], { reason: 'relatives' });
  await layBlock(db.owner, c, 'Lock-box', c.cy, [pia]);
  const file = await begin();
  expect(file).toMatchObject({
    type: 'text/csv; charset=utf-8',
    fileName: expect.stringMatching(/^who-could-open-.+\.csv$/),
  });
  const lines = await linesOf(file);
  expect(lines.slice(0, 3)).toEqual([
    'User,Type,Roles,Could open it,Standing,Patient Set,Laid (UTC),Laid by,Ends (UTC),Reason',
    'Bo Castellane,doctor,doctor,yes,open,,,,,',
    'Ada Lindqvist,admin,"admin; doctor",yes,open,,,,,',
  ]);
  expect(lines.slice(3).toSorted()).toEqual([
    expect.stringMatching(
      /^Cy Okonjo,doctor,doctor,no,blocked,Family,\d{4}-\d\d-\d\dT[\d:.]+Z,Ada Lindqvist,,relatives$/,
    ),
    expect.stringMatching(/^Cy Okonjo,doctor,doctor,no,blocked,Lock-box,/),
  ]);
  expect(await taken({ could: false, keyword: 'okon' })).toHaveLength(3);
  expect(await taken({ keyword: 'castel' })).toHaveLength(2);
  expect(await entries(db.owner, c.id)).toMatchObject([
    { action: 'reach.export-openers', outcome: 'done', patient_id: pia, facts: { shown: 3, exported: true } },
    { facts: { shown: 1, exported: true, could: false, narrowed: true } },
    { facts: { shown: 1, exported: true, narrowed: true } },
  ]);
});

test('on paper: who could, and by what the others are kept out', async () => {
  await layBlock(db.owner, c, 'Family', c.cy, [pia], { emergencyAllowed: true });
  const text = await textOf(await begin({ format: 'pdf' }));
  for (const said of [
    'Who can open the chart of Arroyo, Pia?',
    'Bo Castellane',
    'Cy Okonjo',
    'blocked',
    'by the set “Family”',
  ])
    expect(text).toContain(said);
  const file = await begin({ format: 'pdf' });
  await layBlock(db.owner, c, 'Ada’s own', c.ada, [pia]);
  expect(await textOf(file)).not.toContain('Bo Castellane');
});

test('thousands of users leave', async () => {
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(
      `insert into clinic_user (clinic_id, user_number, first_name, last_name, type) select $1, 5000 + n, 'N' || n, 'Many', 'doctor' from generate_series(1, 1500) n`,
      [c.id],
    );
    const many = `select user_id from clinic_user where clinic_id = $1 and last_name = 'Many'`;
    await db.owner.query(`insert into active_user (clinic_id, user_id) select $1, user_id from (${many}) m`, [c.id]);
    await db.owner.query(`insert into user_role select $1, user_id, $2 from (${many}) m`, [c.id, c.roles.doctor]);
  });
  const lines = await taken({ could: false });
  expect(lines).toHaveLength(1_501);
  expect(lines[1]).toMatch(/^N\d+ Many,doctor,doctor,no,no credentials,/);
});

test('whoever is kept out between the asking and the reading gets nothing of it', async () => {
  const file = await begin();
  await layBlock(db.owner, c, 'Ada’s own', c.ada, [pia], { masterFileOpen: true });
  expect(await linesOf(file)).toHaveLength(1);
});

describe('refused', () => {
  const refused = (more: object, by = c.ada) => refusedWith(db, c, by, exportOpeners, { patientId: pia, ...more });

  test('patient/not-found: nobody, of another clinic, or closed to whoever asks', async () => {
    expect(await refused({ patientId: randomUUID() })).toBe('patient/not-found');
    const [elsewhere] = await patients(db.owner, (await clinic(db.owner)).id, ['Else, Where']);
    expect(await refused({ patientId: elsewhere })).toBe('patient/not-found');
    await layBlock(db.owner, c, 'Ada’s own', c.ada, [pia], { masterFileOpen: true });
    expect(await refused({})).toBe('patient/not-found');
  });
  test('role/moment-to-come and role/not-on-record', async () => {
    expect(await refused({ day: await dayFromNow(db.owner, 1) })).toBe('role/moment-to-come');
    expect(await refused({ day: '2001-01-01' })).toBe('role/not-on-record');
  });
  test('actor/not-permitted', async () => {
    expect(await refused({}, c.cy)).toBe('actor/not-permitted');
  });
});
