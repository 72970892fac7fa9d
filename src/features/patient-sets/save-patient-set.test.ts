import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { runReport } from '#features/demographic-report/run-report.ts';
import { makeAdministrator, outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import type { SavePatientSet } from './save-contract.ts';
import { readDrift } from './read-drift.ts';
import { readSet } from './read-set.ts';
import { savePatientSet } from './save-patient-set.ts';

let db: TestDatabase;
let c: Clinic;
let ids: Id<'patient'>[];
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  ids = await patients(db.owner, c.id, ['Ash, Ida', 'Birch, Ivo', 'Cedar, Ian', 'Dogwood, Isa']);
});

type Asked = Input<typeof SavePatientSet>;
type Given = Partial<Omit<Asked, 'seen'>>;

/** What the report says of itself now, as the page hands it on. */
async function seen({ criteria = {}, orderBy = 'last-name', limit, seed }: Given, who: Member) {
  const shown = { criteria, orderBy, ...(limit ? { limit } : {}), ...(seed ? { seed } : {}) };
  const { summary } = await perform(db.pool, who.caller, runReport, { columns: ['demographic-number'], ...shown });
  return { patients: summary?.shown ?? 0, fingerprint: summary?.fingerprint ?? '' };
}
const asked = async (given: Given, who: Member): Promise<Asked> => ({
  name: 'Staff family',
  criteria: {},
  orderBy: 'last-name',
  ...given,
  seen: await seen(given, who),
});
const save = async (given: Given = {}, who: Member = c.ada) =>
  perform(db.pool, who.caller, savePatientSet, await asked(given, who));

const rows = async (sql: string, ...values: unknown[]) => (await db.owner.query(sql, [c.id, ...values])).rows;
const membersOf = async (setId: string) =>
  (
    await rows(
      `select p.last_name, m.since_version from patient_set_member m join patient p using (clinic_id, patient_id)
        where m.clinic_id = $1 and m.set_id = $2 order by 1`,
      setId,
    )
  ).map(({ last_name, since_version }) => `${last_name} ${since_version}`);
const versions = (setId: string) =>
  rows(
    `select number, made_by_id, criteria, reason, members, joined, departed from patient_set_version where clinic_id = $1 and set_id = $2 order by number`,
    setId,
  );
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('it was done');
  return error;
};

test('whom the report shows is a set, with who made it from which criteria', async () => {
  const criteria = { firstName: 'I', demographicIds: '1, 3' };
  const saved = await save({ name: '  Staff family ', criteria });
  expect(saved).toEqual({
    setId: saved.setId,
    name: 'Staff family',
    versionNumber: 1,
    members: 2,
    joined: 2,
    departed: 0,
  });
  expect(await membersOf(saved.setId)).toEqual(['Ash 1', 'Cedar 1']);
  expect(
    await rows(
      `select name, criteria, made_by_id, version_number, kept_up_to_date from patient_set where clinic_id = $1`,
    ),
  ).toEqual([{ name: 'Staff family', criteria, made_by_id: c.ada.id, version_number: 1, kept_up_to_date: false }]);
  expect(await versions(saved.setId)).toEqual([
    { number: 1, made_by_id: c.ada.id, criteria, reason: '', members: 2, joined: 2, departed: 0 },
  ]);
  expect((await entries(db.owner, c.id)).at(-1)).toEqual({
    actor_id: c.ada.id,
    action: 'patient-sets.save-patient-set',
    outcome: 'done',
    subject_user_id: null,
    patient_id: null,
    reason: null,
    facts: {
      set: 'Staff family',
      setId: saved.setId,
      version: 1,
      members: 2,
      joined: 2,
      departed: 0,
      criteria: { firstName: 'I', demographicIds: [1, 3], unreadable: 0 },
      orderBy: 'last-name',
    },
  });
});

test('a set is a snapshot: who comes to match later is not in it', async () => {
  const { setId } = await save({ criteria: { firstName: 'I' } });
  await patients(db.owner, c.id, ['Elm, Ina']);
  expect(await membersOf(setId)).toHaveLength(4);
});

test('a report that its limit cuts short saves whom it shows, says what was asked for, and cannot be asked again', async () => {
  const { setId } = await save({ limit: 2, criteria: { firstName: 'I' } });
  expect(await membersOf(setId)).toEqual(['Ash 1', 'Birch 1']);
  expect(await versions(setId)).toMatchObject([{ criteria: { firstName: 'I' } }]);
  const read = await answer(db.pool, c.ada.caller, readSet, { setId });
  expect(read).toMatchObject({ criteria: 'Patients whose first name begins with “I”.', cutTo: 2 });
  await expect(answer(db.pool, c.ada.caller, readDrift, { setId })).rejects.toThrow('set/without-criteria');
  const whole = await save({ name: 'All', limit: 10, criteria: { firstName: 'I' } });
  expect(await versions(whole.setId)).toMatchObject([{ criteria: { firstName: 'I' } }]);
});

test('a random report saves those whom its seed shows', async () => {
  const given = { name: 'Some', limit: 2, orderBy: 'random' as const, seed: 5 };
  const { patients: page } = await perform(db.pool, c.ada.caller, runReport, {
    columns: ['last-name'],
    criteria: {},
    limit: 2,
    orderBy: 'random',
    seed: 5,
  });
  const { setId } = await save(given);
  expect(await membersOf(setId)).toEqual(page.map(({ cells }) => `${cells[0]} 1`).toSorted());
});

test('a name that is taken is refused, whatever its case, with what a new version would mean', async () => {
  const first = await save({ criteria: { demographicIds: '1 2' } });
  const refusal = await refused(save({ name: ' sTAFF Family', criteria: { demographicIds: '2 3 4' } }));
  expect(refusal.code).toBe('set/name-taken');
  expect(refusal.facts).toEqual({ setId: first.setId, name: 'Staff family', version: 1, joined: 2, departed: 1 });
  expect(await membersOf(first.setId)).toEqual(['Ash 1', 'Birch 1']);
});

test('a new version takes in and lets go, and says so', async () => {
  const first = await save({ criteria: { demographicIds: '1 2' } });
  const newVersion = { setId: first.setId, version: 1, reason: ' The family has grown ' };
  const second = await save({ criteria: { demographicIds: '2 3 4' }, newVersion });
  expect(second).toEqual({ ...first, versionNumber: 2, members: 3, joined: 2, departed: 1 });
  expect(await membersOf(first.setId)).toEqual(['Birch 1', 'Cedar 2', 'Dogwood 2']);
  expect(await versions(first.setId)).toMatchObject([
    { number: 1, members: 2 },
    {
      number: 2,
      reason: 'The family has grown',
      members: 3,
      joined: 2,
      departed: 1,
      criteria: { demographicIds: '2 3 4' },
    },
  ]);
  expect(await rows('select patient_id, since_version from former_set_member where clinic_id = $1')).toEqual([
    { patient_id: ids[0], since_version: 1 },
  ]);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    reason: 'The family has grown',
    facts: { version: 2, joined: 2, departed: 1 },
  });
  // Somebody has made a version since the set was looked at.
  expect(await outcome(save({ newVersion }))).toBe('request/version-stale');
});

test('a set that is kept up to date takes no report that its limit cuts short', async () => {
  const first = await save({ criteria: { firstName: 'I' } });
  await arrange(db.owner, c.id, () =>
    db.owner.query('update patient_set set kept_up_to_date = true, kept_by_id = $2 where set_id = $1', [
      first.setId,
      c.ada.id,
    ]),
  );
  const { version } = await answer(db.pool, c.ada.caller, readSet, { setId: first.setId });
  const newVersion = { setId: first.setId, version, reason: 'Fewer' };
  expect(await outcome(save({ limit: 2, criteria: { firstName: 'I' }, newVersion }))).toBe('set/kept-up-to-date');
  expect(await membersOf(first.setId)).toHaveLength(4);
  expect(await outcome(save({ criteria: { firstName: 'I' }, limit: 10, newVersion }))).toBe('done');
});

test('who is closed to the saver is not taken in, and does not fall out of a new version either', async () => {
  await makeAdministrator(db.owner, c, c.cy);
  const first = await save({});
  await block(db.owner, c, c.cy.id, [ids[0] ?? '']);
  const newVersion = { setId: first.setId, version: 1, reason: 'Looked through' };
  expect(await save({ criteria: { demographicIds: '1 2' }, newVersion }, c.cy)).toMatchObject({
    members: 2,
    joined: 0,
    departed: 2,
  });
  expect(await membersOf(first.setId)).toEqual(['Ash 1', 'Birch 1']);
  const own = await save({ name: 'As Cy sees it' }, c.cy);
  expect(await membersOf(own.setId)).toEqual(['Birch 1', 'Cedar 1', 'Dogwood 1']);
});

test('a new member of a set that blocks somebody is closed to them at once', async () => {
  const first = await save({ criteria: { demographicIds: '1' } });
  await arrange(db.owner, c.id, () =>
    db.owner.query('insert into chart_block (clinic_id, set_id, user_id) values ($1, $2, $3)', [
      c.id,
      first.setId,
      c.bo.id,
    ]),
  );
  await save({ criteria: { demographicIds: '2' }, newVersion: { setId: first.setId, version: 1, reason: 'Other' } });
  expect(await rows('select patient_id from blocked_patient where clinic_id = $1')).toEqual([{ patient_id: ids[1] }]);
});

test('nobody changes a set that keeps them out', async () => {
  await makeAdministrator(db.owner, c, c.cy);
  const first = await save({ criteria: { demographicIds: '1' } });
  await arrange(db.owner, c.id, () =>
    db.owner.query('insert into chart_block (clinic_id, set_id, user_id) values ($1, $2, $3)', [
      c.id,
      first.setId,
      c.cy.id,
    ]),
  );
  const newVersion = { setId: first.setId, version: 1, reason: 'Let me in' };
  expect(await outcome(save({ criteria: { demographicIds: '2' }, newVersion }, c.cy))).toBe('set/concerns-yourself');
  expect(await membersOf(first.setId)).toEqual(['Ash 1']);
  // Nor is told how it differs from what was asked for.
  const refusal = await refused(save({ criteria: { demographicIds: '2' } }, c.cy));
  expect([refusal.code, refusal.facts]).toEqual(['set/name-taken', {}]);
});

test.each<[string, Given, string]>([
  ['no name', { name: '' }, 'set/name-missing'],
  ['a name of spaces', { name: '   ' }, 'set/name-missing'],
  ['a name that does not show', { name: '\u00a0\u200b' }, 'set/name-missing'],
  ['a name that is too long', { name: 'x'.repeat(101) }, 'set/name-missing'],
  ['nobody', { criteria: { lastName: 'Zz' } }, 'set/empty'],
  ['nobody, with a limit', { criteria: { lastName: 'Zz' }, limit: 5 }, 'set/empty'],
  [
    'an age that cannot be read',
    { criteria: { age: { comparison: 'older', from: 'x', style: 'exact' } } },
    'report/age-unreadable',
  ],
  ['a provider not known', { criteria: { providerIds: [randomUUID() as never] } }, 'user/not-found'],
  ['a set not known', { newVersion: { setId: randomUUID() as never, version: 1, reason: 'x' } }, 'set/not-found'],
])('%s is refused, and nothing is half done', async (_, given, code) => {
  const seenNow = { patients: 0, fingerprint: '0' };
  const input = { name: 'Staff family', criteria: {}, orderBy: 'last-name' as const, seen: seenNow, ...given };
  expect(await outcome(perform(db.pool, c.ada.caller, savePatientSet, input))).toBe(code);
  expect(await rows('select from patient_set where clinic_id = $1')).toEqual([]);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ outcome: 'refused', reason: code });
});

test('a report that has changed since it was looked at is not saved, not even with as many patients', async () => {
  const input = await asked({ criteria: { firstName: 'I' } }, c.ada);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update patient set first_name = 'Una' where clinic_id = $1 and demographic_number = 1`, [c.id]),
  );
  const refusal = await refused(perform(db.pool, c.ada.caller, savePatientSet, input));
  expect([refusal.code, refusal.facts]).toEqual(['set/report-changed', { shown: 4, now: 3 }]);
  await patients(db.owner, c.id, ['Elm, Ina']);
  expect((await refused(perform(db.pool, c.ada.caller, savePatientSet, input))).facts).toEqual({ shown: 4, now: 4 });
  expect(await rows('select from patient_set where clinic_id = $1')).toEqual([]);
});

test('two who save one name at once: one has it, the other is refused', async () => {
  await makeAdministrator(db.owner, c, c.cy);
  const [one, other] = await Promise.all([outcome(save({}, c.ada)), outcome(save({ name: 'STAFF FAMILY' }, c.cy))]);
  expect([one, other].toSorted()).toEqual(['done', 'set/name-taken']);
});

test('a deleted set’s name is free again', async () => {
  const { setId } = await save();
  await arrange(db.owner, c.id, () =>
    db.owner.query('update patient_set set deleted_at = now() where set_id = $1', [setId]),
  );
  expect(await save()).toMatchObject({ versionNumber: 1 });
});

test('doctors and the front desk may not', async () => {
  expect(await outcome(save({}, c.bo))).toBe('actor/not-permitted');
});
