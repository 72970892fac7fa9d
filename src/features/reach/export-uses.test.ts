import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, patients } from '#test/staff.ts';
import type { ExportUses } from './contract.ts';
import { exportUses } from './export-uses.ts';
import { agedByAYear, layBlock, linesOf, refusedWith, textOf } from './test-reach.ts';

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
  await agedByAYear(db.owner, c);
});

type More = Omit<Input<typeof ExportUses>, 'patientId'>;
const begin = (more: More = {}) => perform(db.pool, c.ada.caller, exportUses, { patientId: pia, ...more });
const taken = async (more: More = {}) => linesOf(await begin(more));
/** So many uses, an hour before one another, the first a day ago; every third was refused. */
const usesOf = (many: number) =>
  arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into audit_entry (clinic_id, at, actor_id, action, outcome, reason, patient_id, origin)
       select $1, now() - interval '1 day' - n * interval '1 hour', $2, 'charts.open-chart', o.outcome,
              case o.outcome when 'refused' then 'patient/closed' end, $3, '10.0.0.7'
         from generate_series(0, $4::int - 1) n cross join lateral (select case when n % 3 = 2 then 'refused' else 'done' end as outcome) o`,
      [c.id, c.bo.id, pia, many],
    ),
  );

test('each line says whose record it was; its entry comes first', async () => {
  await usesOf(3);
  const file = await begin();
  expect(file).toMatchObject({
    type: 'text/csv; charset=utf-8',
    fileName: expect.stringMatching(/^record-uses-.+\.csv$/),
  });
  const [head, ...lines] = await linesOf(file);
  expect(head).toBe(
    'Entry,When (UTC),Who,On behalf of,Role then,What,Information,Outcome,Reason,From where,Demographic #,Patient,Health Number',
  );
  expect(lines).toEqual([
    expect.stringMatching(
      /^\d+,[\dT:.-]+Z,Bo Castellane,,doctor,Opened a chart,Charts,Done,,10\.0\.0\.7,1,"Arroyo, Pia",$/,
    ),
    expect.stringContaining(',Done,,'),
    expect.stringContaining(',Refused,patient/closed,'),
  ]);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    action: 'reach.export-uses',
    outcome: 'done',
    patient_id: pia,
    facts: { shown: 3, exported: true },
  });
  // That it was taken is a use too: of the file after.
  expect((await taken())[1]).toMatch(
    /,Ada Lindqvist,,"admin; doctor",Exported who dealt with a record,Access to charts,/,
  );
});

test('on paper: whose it is, what narrowed it, and every line by the clinic’s clock', async () => {
  await usesOf(130);
  const file = await begin({ format: 'pdf', outcome: 'done' });
  expect(file).toMatchObject({ type: 'application/pdf', fileName: expect.stringMatching(/^record-uses-.+\.pdf$/) });
  const text = await textOf(file);
  expect(text).toContain('Who dealt with the record of Arroyo, Pia?');
  expect(text).toContain('Demographic #: 1');
  expect(text).toContain('Outcome: done');
  expect(text.match(/Opened a chart/g)).toHaveLength(87);
  expect(text).toContain('10.0.0.7');
  const [first] = (await entries(db.owner, c.id)).slice(-1);
  expect(first).toMatchObject({ action: 'reach.export-uses', facts: { format: 'pdf', shown: 87, exported: true } });
});

test('on paper stands nothing of whoever is closed meanwhile', async () => {
  await usesOf(3);
  const file = await begin({ format: 'pdf' });
  await layBlock(db.owner, c, 'Ada’s own', c.ada, [pia], { masterFileOpen: true });
  expect(await textOf(file)).not.toContain('Opened a chart');
});

test('thousands of lines leave, newest first, by the filters of the page', async () => {
  await usesOf(2_400);
  const lines = await taken({ actorId: c.bo.id });
  const times = lines.slice(1).map((line) => line.split(',')[1] ?? '');
  expect(times).toHaveLength(2_400);
  expect(times).toEqual(times.toSorted((a, b) => (a < b ? 1 : -1)));
  expect(await taken({ outcome: 'refused' })).toHaveLength(801);
  expect(await taken({ from: '2001-01-01', to: '2001-01-02' })).toHaveLength(1);
});

test('whoever is kept out between the asking and the reading gets nothing of it', async () => {
  await usesOf(3);
  const file = await begin();
  await layBlock(db.owner, c, 'Ada’s own', c.ada, [pia], { masterFileOpen: true });
  expect(await linesOf(file)).toHaveLength(1);
});

describe('refused', () => {
  const refused = (more: object, by = c.ada) => refusedWith(db, c, by, exportUses, { patientId: pia, ...more });

  test('patient/not-found: nobody, of another clinic, or closed to whoever asks', async () => {
    expect(await refused({ patientId: randomUUID() })).toBe('patient/not-found');
    const [elsewhere] = await patients(db.owner, (await clinic(db.owner)).id, ['Else, Where']);
    expect(await refused({ patientId: elsewhere })).toBe('patient/not-found');
    await layBlock(db.owner, c, 'Ada’s own', c.ada, [pia], { masterFileOpen: true });
    expect(await refused({})).toBe('patient/not-found');
  });
  test('actor/not-permitted', async () => {
    expect(await refused({}, c.cy)).toBe('actor/not-permitted');
  });
});
