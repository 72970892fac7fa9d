import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { toCursor } from '#kernel/page.ts';
import { openChart } from '#features/charts/open-chart.ts';
import { readPatient } from '#features/patients/read-patient.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import type { ListUses } from './contract.ts';
import { listUses } from './list-uses.ts';
import { agedByAYear, layBlock, refusedWith } from './test-reach.ts';

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

type More = Omit<Input<typeof ListUses>, 'patientId'>;
const list = (more: More = {}) => perform(db.pool, c.ada.caller, listUses, { patientId: pia, ...more });
const short = async (more: More = {}) =>
  (await list(more)).uses.map(({ who, action, outcome }) => `${who?.name}: ${action} ${outcome}`);
const open = ({ caller }: Member, patientId = pia) =>
  perform(db.pool, caller, openChart, { patientId }).catch((error: Error) => error.message);
/** So many more uses, an hour before one another, the first at midnight of the clinic that ends 20 May 2025. */
const usesOf = (many: number) =>
  arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into audit_entry (clinic_id, at, actor_id, action, outcome, patient_id, origin)
       select $1, timestamptz '2025-05-21T07:00:00Z' - n * interval '1 hour', $2, 'charts.open-chart', 'done', $3, '10.0.0.7' from generate_series(0, $4::int - 1) n`,
      [c.id, c.bo.id, pia, many],
    ),
  );

test('what, when, who in which role, whose, from where; the report is a use too', async () => {
  await layBlock(db.owner, c, 'Family', c.cy, [pia]);
  await open(c.bo);
  await open(c.bo, lou);
  await open(c.cy);
  await perform(db.pool, c.ada.caller, readPatient, { patientId: pia });
  const said = await list();
  expect(said).toMatchObject({
    patient: { patientId: pia, lastName: 'Arroyo', demographicNumber: 1, healthNumber: '' },
    people: [{ name: 'Bo Castellane' }, { name: 'Ada Lindqvist' }, { name: 'Cy Okonjo' }],
    uses: [
      {
        who: { name: 'Ada Lindqvist' },
        roles: ['admin', 'doctor'],
        action: 'patients.read-patient',
        origin: '127.0.0.1',
      },
      { who: { name: 'Cy Okonjo' }, action: 'charts.open-chart', outcome: 'refused', reason: expect.any(String) },
      { who: { name: 'Bo Castellane' }, roles: ['doctor'], action: 'charts.open-chart', outcome: 'done', reason: null },
    ],
    next: null,
  });
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: c.ada.id,
    action: 'reach.list-uses',
    outcome: 'done',
    patient_id: pia,
    facts: { shown: 3 },
  });
  expect(await short({ outcome: 'refused' })).toEqual(['Cy Okonjo: charts.open-chart refused']);
  expect(await short({ actorId: c.bo.id })).toEqual(['Bo Castellane: charts.open-chart done']);
});

test('who did it for an absent colleague says for whom', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into audit_entry (clinic_id, at, actor_id, on_behalf_of_id, action, outcome, patient_id)
       values ($1, now() - interval '1 minute', $2, $3, 'charts.sign-note', 'done', $4)`,
      [c.id, c.cy.id, c.bo.id, pia],
    ),
  );
  await open(c.ada);
  expect((await list()).uses.map(({ who, onBehalfOf }) => [who?.name, onBehalfOf?.name])).toEqual([
    ['Ada Lindqvist', undefined],
    ['Cy Okonjo', 'Bo Castellane'],
  ]);
});

test('the roles are those of then, and whoever has left stays named', async () => {
  await agedByAYear(db.owner, c);
  await open(c.bo);
  await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.bo.id]));
  expect((await list()).uses).toMatchObject([{ who: { name: 'Bo Castellane', deactivated: true }, roles: ['doctor'] }]);
});

test('days are those of the clinic, both included', async () => {
  await usesOf(26);
  expect(await short({ from: '2025-05-21' })).toHaveLength(1);
  expect(await short({ from: '2025-05-20', to: '2025-05-20' })).toHaveLength(24);
  expect(await short({ to: '2025-05-19' })).toHaveLength(1);
  expect(await short({ from: '2025-05-20', to: '2025-05-19' })).toEqual([]);
});

test('many come page by page, each once', async () => {
  await usesOf(120);
  const first = await list({ to: '2025-12-31' });
  const second = await list({ to: '2025-12-31', after: first.next ?? '' });
  const third = await list({ to: '2025-12-31', after: second.next ?? '' });
  expect([first.uses.length, second.uses.length, third.uses.length, third.next]).toEqual([50, 50, 20, null]);
  expect(new Set([first, second, third].flatMap(({ uses }) => uses.map(({ entryId }) => entryId))).size).toBe(120);
});

describe('refused', () => {
  const refused = (more: object, by = c.ada) => refusedWith(db, c, by, listUses, { patientId: pia, ...more });

  test('patient/not-found: none, of another clinic, or closed to whoever asks', async () => {
    expect(await refused({ patientId: randomUUID() })).toBe('patient/not-found');
    const other = await clinic(db.owner);
    const [an] = await patients(db.owner, other.id, ['Zhou, An']);
    expect(await refused({ patientId: an })).toBe('patient/not-found');
    await layBlock(db.owner, c, 'Own', c.ada, [pia], { masterFileOpen: true });
    expect(await refused({})).toBe('patient/not-found');
  });
  test('request/cursor-unknown', async () => {
    for (const after of ['x', toCursor(['1', 2]), toCursor([1, 2.5])])
      expect(await refused({ after })).toBe('request/cursor-unknown');
  });
  test('actor/not-permitted', async () => {
    expect(await refused({}, c.cy)).toBe('actor/not-permitted');
  });
});
