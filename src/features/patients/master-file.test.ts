import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { lockAway } from '../users/test-person.ts';
import { addPatient } from './add-patient.ts';
import type { AddPatient } from './contract.ts';
import { listMrps } from './list-mrps.ts';
import { readPatient } from './read-patient.ts';
import { searchPatients } from './search-patients.ts';
import { updatePatient } from './update-patient.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

type Fields = Input<typeof AddPatient>;
/** What a master file says of what nobody has filled in. */
const noDetails = {
  healthVersion: '',
  healthCardType: '',
  healthEffectiveOn: null,
  healthRenewOn: null,
  pcnIndicator: '',
  secondPhone: '',
  chartNumber: '',
  rosterStatus: '',
  patientStatus: 'active',
  joinedOn: null,
  endedOn: null,
  familyDoctor: '',
  newsletter: '',
  site: null,
};
const fields = (given: Partial<Fields> = {}): Fields => ({
  lastName: 'Arroyo',
  firstName: 'Pia',
  dateOfBirth: '1980-05-12',
  sex: 'female',
  healthNumber: '9876 543 217',
  healthProvince: 'BC',
  phone: '250-555-0110',
  cellPhone: '',
  email: '',
  address: '4 Cedar Way\nUnit 2',
  city: 'Nanaimo',
  province: 'BC',
  postalCode: 'V9S 0A1',
  mrpId: c.cy.id,
  deceasedOn: null,
  ...given,
});
const add = (given: Partial<Fields> = {}, who: Member = c.bo) =>
  perform(db.pool, who.caller, addPatient, fields(given));
const read = (patientId: Id<'patient'>, who: Member = c.bo) => perform(db.pool, who.caller, readPatient, { patientId });
const update = (patientId: Id<'patient'>, version: number, given: Partial<Fields> = {}, who: Member = c.bo) =>
  perform(db.pool, who.caller, updatePatient, { patientId, version, ...fields(given) });
const leave = (userId: string) =>
  arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [userId]));
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const unknown = randomUUID() as Id<'patient'>;

test('a patient is added under the next number, and the entry says what stands in the master file', async () => {
  const { patientId, demographicNumber } = await add({ lastName: '  Arroyo ' });
  expect((await add({ lastName: 'Berg', healthNumber: '' })).demographicNumber).toBe(demographicNumber + 1);
  const { mrpId: _, ...stated } = fields();
  const mrp = { userId: c.cy.id, name: 'Cy Okonjo', deactivated: false };
  expect(await read(patientId)).toEqual({
    patientId,
    demographicNumber,
    ...stated,
    ...noDetails,
    deceased: false,
    mrp,
    version: 1,
  });
  expect((await entries(db.owner, c.id))[0]).toEqual({
    actor_id: c.bo.id,
    action: 'patients.add-patient',
    outcome: 'done',
    subject_user_id: null,
    patient_id: patientId,
    reason: null,
    facts: { after: { ...stated, ...noDetails, mrpId: c.cy.id } },
  });
});

test('what fewer master files say is kept, and what a change leaves out stays as it is', async () => {
  const details = {
    healthVersion: 'AB',
    healthCardType: 'BC',
    healthEffectiveOn: '2020-01-02',
    healthRenewOn: '2027-01-02',
    pcnIndicator: 'Y',
    secondPhone: '250-555-0119',
    chartNumber: 'C7',
    rosterStatus: 'rostered',
    patientStatus: 'moved',
    joinedOn: '2019-05-06',
    endedOn: '2025-05-06',
    familyDoctor: 'Dr. Who',
    newsletter: 'paper',
  } as const;
  const { patientId } = await add({ ...details, siteId: c.siteId });
  const site = { siteId: c.siteId, name: 'Alder Point' };
  expect(await read(patientId)).toMatchObject({ ...details, site });
  await update(patientId, 1, { chartNumber: ' C8 ', endedOn: null });
  expect(await read(patientId)).toMatchObject({ ...details, chartNumber: 'C8', endedOn: null, site });
  const { facts } =
    (await entries(db.owner, c.id)).findLast(({ action }) => action === 'patients.update-patient') ?? {};
  expect(facts).toEqual({
    before: { chartNumber: 'C7', endedOn: '2025-05-06' },
    after: { chartNumber: 'C8', endedOn: null },
  });
  await update(patientId, 2, { siteId: null });
  expect((await read(patientId)).site).toBeNull();
});

test('a home site is one of the clinic', async () => {
  const other = await clinic(db.owner);
  await expect(add({ siteId: other.siteId })).rejects.toThrow('site/not-found');
  const { patientId } = await add();
  await expect(update(patientId, 1, { siteId: other.siteId })).rejects.toThrow('site/not-found');
});

test('opening a master file leaves an entry', async () => {
  const { patientId } = await add();
  await read(patientId, c.cy);
  expect(await lastEntry()).toMatchObject({
    actor_id: c.cy.id,
    action: 'patients.read-patient',
    outcome: 'done',
    patient_id: patientId,
    facts: {},
  });
});

test('a change counts up the version, and the entry says what was and what is', async () => {
  const { patientId } = await add();
  expect(await update(patientId, 1, { city: 'Lantzville', mrpId: null })).toEqual({ patientId, version: 2 });
  expect(await read(patientId)).toMatchObject({ city: 'Lantzville', mrp: null, version: 2 });
  expect((await entries(db.owner, c.id)).at(-2)).toMatchObject({
    action: 'patients.update-patient',
    patient_id: patientId,
    facts: { before: { city: 'Nanaimo', mrpId: c.cy.id }, after: { city: 'Lantzville', mrpId: null } },
  });
});

test('who has died on a day nobody knows stays dead until a day is told and taken away again', async () => {
  const { patientId } = await add();
  await arrange(db.owner, c.id, () =>
    db.owner.query('update patient set deceased = true where clinic_id = $1 and patient_id = $2', [c.id, patientId]),
  );
  const saved = async (deceasedOn: string | null) => {
    await update(patientId, (await read(patientId)).version, { deceasedOn });
    return read(patientId);
  };
  expect(await saved(null)).toMatchObject({ deceased: true, deceasedOn: null });
  expect(await saved('2020-01-19')).toMatchObject({ deceased: true, deceasedOn: '2020-01-19' });
  expect(await saved(null)).toMatchObject({ deceased: false, deceasedOn: null });
});

test.each([
  ['1950', '2020-06', '1950-01-01', '2020-06-01'],
  ['1950-06', null, '1950-06-01', null],
])('of a day known as %s no more is kept and said', async (dateOfBirth, deceasedOn, ...kept) => {
  const { patientId } = await add({ dateOfBirth, deceasedOn });
  expect(await read(patientId)).toMatchObject({ dateOfBirth, deceasedOn });
  expect((await entries(db.owner, c.id))[0]?.facts).toMatchObject({ after: { dateOfBirth, deceasedOn } });
  const columns =
    'select array[date_of_birth::text, deceased_on::text] from patient where clinic_id = $1 and patient_id = $2';
  expect(await one(db.owner, columns, [c.id, patientId])).toEqual(kept);
  const found = await answer(db.pool, c.bo.caller, searchPatients, { query: 'Arroyo' });
  expect(found.patients).toMatchObject([{ dateOfBirth }]);
  await update(patientId, 1, { dateOfBirth: '1950-06-12' });
  expect(await read(patientId)).toMatchObject({ dateOfBirth: '1950-06-12' });
});

test('the database keeps a month as its first day, and nothing as a whole day', async () => {
  const { patientId } = await add();
  for (const wrong of [
    `birth_precision = 'month'`,
    `birth_precision = 'year', date_of_birth = '1980-05-01'`,
    `birth_precision = 'decade'`,
    `deceased_precision = 'year'`,
  ]) {
    const write = () => db.owner.query(`update patient set ${wrong} where patient_id = $1`, [patientId]);
    await expect(arrange(db.owner, c.id, write)).rejects.toThrow(/precision_fits/);
  }
});

test('the MRP of somebody who has died stays on record, and is not chosen again', async () => {
  const { patientId } = await add({ deceasedOn: '2026-01-02' });
  await leave(c.cy.id);
  await update(patientId, 1, { city: 'Lantzville', deceasedOn: '2026-01-02' });
  expect((await read(patientId)).mrp).toEqual({ userId: c.cy.id, name: 'Cy Okonjo', deactivated: true });
  await expect(update(patientId, 2, { deceasedOn: null })).rejects.toThrow('patient/mrp-not-a-doctor');
  await update(patientId, 2, { mrpId: c.bo.id, deceasedOn: null });
  await expect(update(patientId, 3, { mrpId: c.cy.id })).rejects.toThrow('patient/mrp-not-a-doctor');
});

test('nobody leaves as the MRP of somebody who lives', async () => {
  const { patientId } = await add();
  await expect(leave(c.cy.id)).rejects.toThrow('patient_open_holder_active');
  await update(patientId, 1, { mrpId: null });
  await leave(c.cy.id);
  expect(await one(db.owner, 'select mrp_came_from_id from patient where patient_id = $1', [patientId])).toBe(c.cy.id);
});

test('the doctors who are active can be MRP', async () => {
  const names = async () => (await answer(db.pool, c.dee.caller, listMrps, {})).mrps.map(({ name }) => name);
  expect(await names()).toEqual(['Bo Castellane', 'Cy Okonjo']);
  await lockAway(db.owner, c, c.bo.id);
  expect(await names()).toEqual(['Cy Okonjo']);
  await leave(c.cy.id);
  expect(await names()).toEqual([]);
});

describe('refused, it changes nothing and leaves the refusal in the log', () => {
  const tomorrow = () => one<string>(db.owner, `select ((now() at time zone 'America/Vancouver')::date + 1)::text`);
  const cases: [string, () => Promise<Partial<Fields>>][] = [
    ['patient/mrp-not-a-doctor', async () => ({ mrpId: c.dee.id })],
    ['patient/mrp-not-a-doctor', async () => ({ mrpId: (await clinic(db.owner)).cy.id })],
    ['patient/date-in-the-future', async () => ({ dateOfBirth: await tomorrow() })],
    ['patient/date-in-the-future', async () => ({ deceasedOn: await tomorrow() })],
    ['patient/date-in-the-future', async () => ({ dateOfBirth: '2999' })],
    ['patient/dates-reversed', async () => ({ deceasedOn: '1980-05-11' })],
    ['patient/dates-reversed', async () => ({ deceasedOn: '1980-04' })],
    ['patient/health-number-taken', async () => ({ healthNumber: '111-222-333x' })],
  ];
  test.each(cases)('%s', async (code, given) => {
    await add({ healthNumber: '111222333 X' });
    const { patientId } = await add();
    const rows = () =>
      one(db.owner, 'select jsonb_agg(to_jsonb(p) order by patient_id) from patient p where clinic_id = $1', [c.id]);
    const before = await rows();
    const wrong = await given();
    await expect(update(patientId, 1, wrong)).rejects.toThrow(code);
    expect(await lastEntry()).toMatchObject({ action: 'patients.update-patient', outcome: 'refused', reason: code });
    await expect(add({ healthNumber: '5', ...wrong })).rejects.toThrow(code);
    expect(await lastEntry()).toMatchObject({ action: 'patients.add-patient', outcome: 'refused', reason: code });
    expect(await rows()).toEqual(before);
  });

  test('a stale version', async () => {
    const { patientId } = await add();
    await update(patientId, 1, { city: 'Lantzville' });
    await expect(update(patientId, 1, { city: 'Parksville' })).rejects.toThrow('request/version-stale');
    expect((await read(patientId)).city).toBe('Lantzville');
  });

  test('whoever may not', async () => {
    const [patientId = unknown] = await patients(db.owner, c.id, ['Berg, Lou']);
    for (const act of [() => add({}, c.dee), () => read(patientId, c.dee), () => update(patientId, 1, {}, c.dee)]) {
      await expect(act()).rejects.toThrow('actor/not-permitted');
    }
    expect((await entries(db.owner, c.id)).map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
  });

  test('a patient who is blocked is closed, one unknown or of another clinic not found', async () => {
    const [closed = unknown] = await patients(db.owner, c.id, ['Berg, Lou']);
    await block(db.owner, c, c.bo.id, [closed]);
    const [elsewhere = unknown] = await patients(db.owner, (await clinic(db.owner)).id, ['Cote, Max']);
    for (const [patientId, code] of [
      [closed, 'patient/closed'],
      [unknown, 'patient/not-found'],
      [elsewhere, 'patient/not-found'],
    ] as const) {
      await expect(read(patientId)).rejects.toThrow(code);
      await expect(update(patientId, 1)).rejects.toThrow(code);
    }
    expect((await read(closed, c.cy)).lastName).toBe('Berg');
  });
});

test('a province’s health number is one patient’s; another province may give the same', async () => {
  await add();
  await add({ healthProvince: 'AB' });
  await expect(add({ healthNumber: '9876543217' })).rejects.toThrow('patient/health-number-taken');
});
