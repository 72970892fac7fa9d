import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { looking } from '#test/looking.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import type { ReadReach } from './contract.ts';
import { readReach } from './read-reach.ts';
import { agedByAYear, dayFromNow, layBlock, refusedWith } from './test-reach.ts';

let db: TestDatabase;
let c: Clinic;
let pia: Id<'patient'>;
let lou: Id<'patient'>;
let mio: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  const made = await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou', 'Castro, Mio']);
  [pia, lou, mio] = made as [Id<'patient'>, Id<'patient'>, Id<'patient'>];
});

type More = Omit<Input<typeof ReadReach>, 'userId'>;
const read = ({ id }: Member, more: More = {}, by = c.ada) =>
  perform(db.pool, by.caller, readReach, { userId: id, ...more });
const shut = async (who: Member, more: More = {}, by = c.ada) =>
  (await read(who, more, by)).patients.map(({ lastName }) => lastName);

test('who is closed, by which block and on which terms; the look leaves its entry without a name', async () => {
  const family = await layBlock(db.owner, c, 'Family', c.bo, [lou, pia], {
    reason: 'relatives',
    emergencyAllowed: true,
  });
  const lockBox = await layBlock(db.owner, c, 'Lock-box', c.bo, [pia], { patientRequest: true, masterFileOpen: true });
  const said = await read(c.bo, { keyword: 'r' });
  expect(said).toMatchObject({
    name: 'Bo Castellane',
    status: 'active',
    through: ['doctor'],
    closed: 2,
    blocks: [
      {
        blockId: family,
        set: 'Family',
        patients: 2,
        reason: 'relatives',
        laidBy: 'Ada Lindqvist',
        emergencyAllowed: true,
      },
      { blockId: lockBox, set: 'Lock-box', patients: 1, patientRequest: true, masterFileOpen: true, endsAt: null },
    ],
    patients: [
      { patientId: pia, lastName: 'Arroyo', demographicNumber: 1 },
      { patientId: lou, lastName: 'Berg' },
    ],
    next: null,
  });
  expect(said.patients[0]?.closedBy.map(({ blockId }) => blockId).toSorted()).toEqual([family, lockBox].toSorted());
  expect(await entries(db.owner, c.id)).toMatchObject([
    {
      actor_id: c.ada.id,
      action: 'reach.read-reach',
      outcome: 'done',
      subject_user_id: c.bo.id,
      facts: { narrowed: true, shown: 2 },
    },
  ]);
});

test('filtered by part of the name, by number and by block', async () => {
  const family = await layBlock(db.owner, c, 'Family', c.bo, [pia, lou]);
  await layBlock(db.owner, c, 'Work', c.bo, [mio]);
  expect(await shut(c.bo)).toEqual(['Arroyo', 'Berg', 'Castro']);
  expect(await shut(c.bo, { keyword: ' ERG ' })).toEqual(['Berg']);
  expect(await shut(c.bo, { keyword: '3' })).toEqual(['Castro']);
  expect(await shut(c.bo, { keyword: '%' })).toEqual([]);
  expect(await shut(c.bo, { blockId: family })).toEqual(['Arroyo', 'Berg']);
});

test('whoever may not open charts at all is said to be so', async () => {
  expect(await read(c.dee)).toMatchObject({ through: [], closed: 0, blocks: [], patients: [] });
});

test('nothing of whom the reader is kept from; and so nothing of oneself', async () => {
  await layBlock(db.owner, c, 'Family', c.bo, [pia, lou]);
  await layBlock(db.owner, c, 'Ada’s own', c.ada, [pia], { masterFileOpen: true });
  expect(await read(c.bo)).toMatchObject({
    closed: 1,
    blocks: [{ set: 'Family', patients: 1 }],
    patients: [{ patientId: lou }],
  });
  expect(await read(c.ada)).toMatchObject({ closed: 0, blocks: [], patients: [] });
});

test('many come page by page', async () => {
  const many = await patients(
    db.owner,
    c.id,
    Array.from({ length: 120 }, (_, n) => `Many, N${String(n).padStart(3, '0')}`),
  );
  await layBlock(db.owner, c, 'Many', c.bo, many);
  const first = await read(c.bo);
  const second = await read(c.bo, { after: first.next ?? '' });
  const third = await read(c.bo, { after: second.next ?? '' });
  expect([first.patients.length, second.patients.length, third.patients.length, third.next]).toEqual([
    50,
    50,
    20,
    null,
  ]);
  expect([...first.patients, ...second.patients, ...third.patients].map(({ patientId }) => patientId)).toEqual(many);
  expect((await entries(db.owner, c.id)).map(({ facts }) => facts)).toEqual([
    { shown: 50 },
    { shown: 50, further: true },
    { shown: 20, further: true },
  ]);
});

test('as of a past moment: lifted, ended and left since, or not yet laid', async () => {
  await agedByAYear(db.owner, c);
  await layBlock(db.owner, c, 'Lifted', c.bo, [pia], { laidAgo: '30 days', liftedAgo: '10 days' });
  await layBlock(db.owner, c, 'Ended', c.bo, [lou], { laidAgo: '30 days', endedAgo: '20 days' });
  await layBlock(db.owner, c, 'Left', c.bo, [mio], { laidAgo: '30 days' });
  await arrange(db.owner, c.id, () => db.owner.query('delete from patient_set_member where patient_id = $1', [mio]));
  const on = async (days: number) => shut(c.bo, { day: await dayFromNow(db.owner, days) });
  expect(await shut(c.bo)).toEqual([]);
  expect([await on(-40), await on(-25), await on(-15), await on(-5)]).toEqual([
    [],
    ['Arroyo', 'Berg', 'Castro'],
    ['Arroyo', 'Castro'],
    ['Castro'],
  ]);
});

describe('refused', () => {
  const refused = (more: object, by = c.ada) => refusedWith(db, c, by, readReach, { userId: c.bo.id, ...more });

  test('user/not-found: none, or of another clinic', async () => {
    expect(await refused({ userId: randomUUID() })).toBe('user/not-found');
    expect(await refused({ userId: (await clinic(db.owner)).bo.id })).toBe('user/not-found');
  });
  test('role/moment-to-come and role/not-on-record', async () => {
    expect(await refused({ day: await dayFromNow(db.owner, 1) })).toBe('role/moment-to-come');
    expect(await refused({ day: '2001-01-01' })).toBe('role/not-on-record');
  });
  test('request/cursor-unknown', async () => {
    expect(await refused({ after: 'x' })).toBe('request/cursor-unknown');
  });
  test('actor/not-permitted, nor does the database say it to them', async () => {
    expect(await refused({}, c.cy)).toBe('actor/not-permitted');
    await expect(looking(db, c.cy, 'select closed_to_user($1, null)', [c.bo.id])).rejects.toThrow('not permitted');
    await expect(looking(db, c.ada, 'select from closing')).rejects.toThrow('permission denied');
  });
});
