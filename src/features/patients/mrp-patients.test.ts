import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block, toUser, without } from '#test/work.ts';
import { assignMrp } from './assign-mrp.ts';
import type { MrpFolder } from './contract.ts';
import { listMrpPatients } from './list-mrp-patients.ts';
import { readMrpHistory } from './read-mrp-history.ts';

let db: TestDatabase;
let c: Clinic;
let arroyo: Id<'patient'>;
let berg: Id<'patient'>;
let chan: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [arroyo, berg, chan] = (await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou', 'Chan, Mei'])) as [
    Id<'patient'>,
    Id<'patient'>,
    Id<'patient'>,
  ];
});

const set = (what: string, ...ids: Id<'patient'>[]) =>
  arrange(db.owner, c.id, () => db.owner.query(`update patient set ${what} where patient_id = any($1)`, [ids]));
const mrpIs = (who: Member, ...ids: Id<'patient'>[]) => set(`mrp_id = '${who.id}'`, ...ids);
const list = (folder: MrpFolder, who: Member = c.bo, more: object = {}) =>
  answer(db.pool, who.caller, listMrpPatients, { folder, ...more });
const names = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).patients.map(({ lastName }) => lastName);
const assign = (patientIds: Id<'patient'>[], mrpId: Id<'user'> | null, who: Member = c.bo) =>
  perform(db.pool, who.caller, assignMrp, { patientIds, mrpId });
const mrpOf = (patientId: Id<'patient'>) =>
  one(
    db.owner,
    `select mrp_id || ' from ' || coalesce(mrp_came_from_id::text, 'nobody') from patient where patient_id = $1`,
    [patientId],
  );
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const code = (refusal: string) => ({ code: refusal });

describe('the patients of an MRP', () => {
  test('are listed by name, those who died left out, and those who have none apart', async () => {
    await mrpIs(c.bo, chan, arroyo);
    expect(await names('open')).toEqual(['Arroyo', 'Chan']);
    expect(await names('pool')).toEqual(['Berg']);
    expect(await names('open', c.bo, { name: 'CH' })).toEqual(['Chan']);
    await set('deceased = true', arroyo, berg);
    expect(await names('open')).toEqual(['Chan']);
    expect(await list('pool')).toMatchObject({
      patients: [],
      waiting: { open: 1, withheld: 0, pool: 0, poolWithheld: 0 },
    });
  });

  test('page by page, each once', async () => {
    await patients(
      db.owner,
      c.id,
      Array.from({ length: 110 }, (_, n) => `Same${n % 7}, P`),
    );
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await list('pool', c.bo, after ? { after } : {});
      seen.push(...page.patients.map(({ patientId }) => patientId));
      after = page.next ?? undefined;
    } while (after);
    expect([seen.length, new Set(seen).size]).toEqual([113, 113]);
  });

  test('closed to the reader are a number', async () => {
    await mrpIs(c.bo, arroyo, berg);
    await block(db.owner, c, c.bo.id, [berg, chan]);
    expect(await list('open')).toMatchObject({
      patients: [{ lastName: 'Arroyo' }],
      waiting: { open: 1, withheld: 1, pool: 0, poolWithheld: 1 },
    });
  });

  test('are for those who may, by a cursor of ours, of one clinic', async () => {
    await expect(list('open', c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
    await expect(list('open', c.bo, { after: 'x' })).rejects.toMatchObject(code('request/cursor-unknown'));
    expect(await names('pool', (await clinic(db.owner)).bo)).toEqual([]);
  });
});

describe('giving patients to an MRP', () => {
  test('moves all of them at once and says whose they were', async () => {
    await mrpIs(c.bo, arroyo);
    expect(await assign([arroyo, berg], c.cy.id)).toEqual({ assigned: 2 });
    expect(await mrpOf(arroyo)).toBe(`${c.cy.id} from ${c.bo.id}`);
    expect(await mrpOf(berg)).toBe(`${c.cy.id} from nobody`);
    expect(await lastEntry()).toMatchObject({
      action: 'patients.assign-mrp',
      outcome: 'done',
      subject_user_id: c.cy.id,
      patient_id: null,
      facts: {
        patients: expect.arrayContaining([
          { patientId: arroyo, was: c.bo.id },
          { patientId: berg, was: null },
        ]),
        after: { mrpId: c.cy.id },
      },
    });
    expect(await assign([arroyo], null)).toEqual({ assigned: 1 });
    expect(await lastEntry()).toMatchObject({
      patient_id: arroyo,
      facts: { before: { mrpId: c.cy.id }, after: { mrpId: null } },
    });
    expect((await list('pool')).patients).toMatchObject([
      { lastName: 'Arroyo', cameFrom: { userId: c.cy.id } },
      { lastName: 'Chan', cameFrom: null },
    ]);
  });

  test('is refused for whoever is no active doctor, has died, is closed, elsewhere, or unknown; and moves nobody', async () => {
    const other = await clinic(db.owner);
    await expect(assign([arroyo], c.dee.id)).rejects.toMatchObject(code('patient/mrp-not-a-doctor'));
    await expect(assign([arroyo], other.bo.id)).rejects.toMatchObject(code('patient/mrp-not-a-doctor'));
    await expect(assign([arroyo], c.cy.id, other.bo)).rejects.toMatchObject(code('patient/not-found'));
    await expect(assign([arroyo], c.cy.id, c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
    await set('deceased = true', berg);
    await expect(assign([arroyo, berg], c.cy.id)).rejects.toMatchObject(code('patient/deceased'));
    await block(db.owner, c, c.bo.id, [chan]);
    await expect(assign([arroyo, chan], c.cy.id)).rejects.toMatchObject(code('patient/not-found'));
    await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.cy.id]));
    await expect(assign([arroyo], c.cy.id)).rejects.toMatchObject(code('patient/mrp-not-a-doctor'));
    expect(await mrpOf(arroyo)).toBeNull();
  });
});

describe('a hand-over', () => {
  test('gives the patients to a doctor; the patient who died stays', async () => {
    await mrpIs(c.bo, arroyo, berg);
    await set('deceased = true', berg);
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('mrp-patient', c.cy.id)])
    )();
    expect(await mrpOf(arroyo)).toBe(`${c.cy.id} from ${c.bo.id}`);
    expect(await mrpOf(berg)).toBe(`${c.bo.id} from nobody`);
  });

  test('leaves them without an MRP, and says whose they were', async () => {
    await mrpIs(c.bo, arroyo);
    await (
      await ready(db.pool, c.ada, c.bo, [without('mrp-patient', 'return')])
    )();
    expect((await list('pool', c.cy)).patients[0]).toMatchObject({
      lastName: 'Arroyo',
      cameFrom: { userId: c.bo.id, deactivated: true },
    });
  });

  test.each([
    ['nobody but a doctor', () => c.ada.id, () => Promise.resolve()],
    ['nobody who is kept out of the chart', () => c.cy.id, () => block(db.owner, c, c.cy.id, [arroyo])],
  ])('gives them to %s', async (_, successor, arranged) => {
    await mrpIs(c.bo, arroyo);
    await arranged();
    const leave = await ready(db.pool, c.ada, c.bo, [toUser('mrp-patient', successor())]);
    await expect(leave()).rejects.toMatchObject(code('handover/work-left'));
  });

  test('never cancels', async () => {
    await expect(ready(db.pool, c.ada, c.bo, [without('mrp-patient', 'cancel')])).rejects.toMatchObject(
      code('handover/plan-malformed'),
    );
  });
});

test('who was MRP, and who changed that: one by one, several at once, by a hand-over', async () => {
  const hands = async (patientId: Id<'patient'>, who: Member = c.ada) =>
    (await answer(db.pool, who.caller, readMrpHistory, { patientId })).hands.map(({ by, from, to }) =>
      [by, from, to].map((person) => person?.name.split(' ')[0] ?? null),
    );
  expect(await hands(arroyo)).toEqual([]);
  await assign([arroyo], c.bo.id);
  await assign([arroyo, berg], c.cy.id);
  await (
    await ready(db.pool, c.ada, c.cy, [toUser('mrp-patient', c.bo.id)])
  )();
  expect(await hands(arroyo)).toEqual([
    ['Bo', null, 'Bo'],
    ['Bo', 'Bo', 'Cy'],
    ['Ada', 'Cy', 'Bo'],
  ]);
  expect(await hands(berg)).toEqual([
    ['Bo', null, 'Cy'],
    ['Ada', 'Cy', 'Bo'],
  ]);
  const missing = code('patient/not-found');
  await expect(hands(arroyo, (await clinic(db.owner)).bo)).rejects.toMatchObject(missing);
  await expect(hands(arroyo, c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
});
