import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { openChart } from '#features/charts/open-chart.ts';
import { makeAdministrator, outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, PASSWORD, patients } from '#test/staff.ts';
import { liftBlock } from './lift-block.ts';
import { listPatientBlocks } from './list-patient-blocks.ts';
import { layOn, makeSet } from './test-sets.ts';

let db: TestDatabase;
let c: Clinic;
let pia: Id<'patient'>;
let lou: Id<'patient'>;
let family: Id<'set'>;
let blockId: Id<'block'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [pia, lou] = (await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou'])) as [Id<'patient'>, Id<'patient'>];
  family = await makeSet(db.owner, c, 'Okonjo family', [pia]);
  blockId = await layOn(db.owner, c, family, c.cy.id);
});
const lift = (id = blockId, by = c.ada) =>
  perform(db.pool, by.caller, liftBlock, { blockId: id, reason: 'laid by mistake' }, { password: PASSWORD });
const onPatient = (patientId = pia, by = c.ada) => answer(db.pool, by.caller, listPatientBlocks, { patientId });
const person = ({ id }: { id: string }, name: string) => ({ userId: id, name, deactivated: false });

test('a master file says who is kept out, by which set, since when, why and by whom', async () => {
  expect(await onPatient()).toEqual({
    blocks: [
      {
        blockId,
        setId: family,
        setName: 'Okonjo family',
        user: person(c.cy, 'Cy Okonjo'),
        reason: 'own family',
        endsOn: null,
        reviewOn: null,
        masterFileOpen: false,
        emergencyAllowed: true,
        patientRequest: false,
        reviewer: null,
        reviewDue: false,
        laidAt: expect.any(String),
        laidBy: person(c.ada, 'Ada Lindqvist'),
        overAt: null,
        liftedBy: null,
        liftReason: '',
        members: 1,
      },
    ],
  });
  expect(await onPatient(lou)).toEqual({ blocks: [] });
});

test('whoever is kept out of the chart is not told who else is', async () => {
  await makeAdministrator(db.owner, c, c.cy);
  await expect(onPatient(pia, c.cy)).rejects.toThrow('patient/not-found');
});

test('a block that has ended is none', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `update chart_block set laid_at = now() - interval '2 days', ends_at = now() - interval '1 day' where block_id = $1`,
      [blockId],
    ),
  );
  expect(await onPatient()).toEqual({ blocks: [] });
  await expect(lift()).rejects.toThrow('block/already-lifted');
});

test('lifted, the chart opens on the next request, and who lifted it and why stays known', async () => {
  const opens = () => outcome(perform(db.pool, c.cy.caller, openChart, { patientId: pia }));
  expect(await opens()).not.toBe('done');
  expect(await lift()).toEqual({ blockId });
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: c.ada.id,
    action: 'patient-sets.lift-block',
    outcome: 'done',
    subject_user_id: c.cy.id,
    reason: 'laid by mistake',
    facts: { blockId, setId: family },
  });
  expect(await opens()).toBe('done');
  const { rows } = await db.owner.query('select lifted_by_id, lift_reason from chart_block where block_id = $1', [
    blockId,
  ]);
  expect(rows).toEqual([{ lifted_by_id: c.ada.id, lift_reason: 'laid by mistake' }]);
  expect(await onPatient()).toEqual({ blocks: [] });
});

describe('refused, the block stays', () => {
  const refused = async (work: () => Promise<unknown>) => {
    const said = await outcome(work());
    expect(await one(db.owner, 'select lifted_at from chart_block where block_id = $1', [blockId])).toBeNull();
    return said;
  };
  test('block/not-found, also in another clinic', async () => {
    expect(await refused(() => lift(randomUUID() as Id<'block'>))).toBe('block/not-found');
    const other = await clinic(db.owner);
    expect(await refused(() => lift(blockId, other.ada))).toBe('block/not-found');
  });
  test('block/concerns-yourself', async () => {
    await makeAdministrator(db.owner, c, c.cy);
    expect(await refused(() => lift(blockId, c.cy))).toBe('block/concerns-yourself');
  });
  test('actor/not-permitted', async () => {
    expect(await refused(() => lift(blockId, c.bo))).toBe('actor/not-permitted');
    await expect(onPatient(pia, c.bo)).rejects.toThrow('actor/not-permitted');
  });
  test('patient/not-found', async () => {
    await expect(onPatient(randomUUID() as Id<'patient'>)).rejects.toThrow('patient/not-found');
  });
});
test('block/already-lifted', async () => {
  await lift();
  await expect(lift()).rejects.toThrow('block/already-lifted');
});
