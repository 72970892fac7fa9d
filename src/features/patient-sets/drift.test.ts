import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { makeAdministrator, outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, patients } from '#test/staff.ts';
import { assignMrp } from '#features/patients/assign-mrp.ts';
import { readSession } from '#features/sign-in/read-session.ts';
import { keepingSets } from './keep-sets.ts';
import { keepUpToDate } from './keep-up-to-date.ts';
import { listSets } from './list-sets.ts';
import { readDrift } from './read-drift.ts';
import { readSet } from './read-set.ts';
import { layOn, makeSet } from './test-sets.ts';
import { updateSet } from './update-set.ts';

let db: TestDatabase;
let c: Clinic;
let pia: Id<'patient'>;
let lou: Id<'patient'>;
let ash: Id<'patient'>;
let setId: Id<'set'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
/** A set of Pia and Lou, whose report asks for names that begin with A: Ash is missing, Lou too many. */
beforeEach(async () => {
  c = await clinic(db.owner);
  [pia, lou, ash] = (await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou', 'Ash, Ida'])) as [
    Id<'patient'>,
    Id<'patient'>,
    Id<'patient'>,
  ];
  setId = await makeSet(db.owner, c, 'Names with A', [pia, lou]);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update patient_set set criteria = '{"lastName": "A"}' where set_id = $1`, [setId]),
  );
});
const drift = (id = setId, by = c.ada) => answer(db.pool, by.caller, readDrift, { setId: id });
const update = async ({ id = setId, version = 2, by = c.ada, fingerprint = '' } = {}) =>
  perform(db.pool, by.caller, updateSet, {
    setId: id,
    version,
    reason: 'once a year',
    fingerprint: fingerprint || (await drift(setId, by)).fingerprint,
  });
const members = async () =>
  one<string[]>(
    db.owner,
    `select array_agg(last_name order by last_name) from patient_set_member join patient using (clinic_id, patient_id) where set_id = $1`,
    [setId],
  );

test('says in words what the report asks for, who is missing and who is too many', async () => {
  const { sets } = await answer(db.pool, c.ada.caller, listSets, {});
  expect(sets).toMatchObject([{ criteria: 'Patients whose last name begins with “A”.' }]);
  expect(await drift()).toMatchObject({
    joins: { count: 1, first: [{ patientId: ash, lastName: 'Ash' }] },
    departs: { count: 1, first: [{ patientId: lou, lastName: 'Berg' }] },
  });
});

test('an update is a new version of whoever meets the criteria, and nobody drifts any more', async () => {
  await layOn(db.owner, c, setId, c.cy.id);
  expect(await update()).toEqual({ setId, joined: 1, departed: 1, versionNumber: 2, version: 3 });
  expect(await members()).toEqual(['Arroyo', 'Ash']);
  const kept = `select array_agg(patient_id::text order by patient_id) from blocked_patient where user_id = $1`;
  expect(await one(db.owner, kept, [c.cy.id])).toEqual([pia, ash].toSorted());
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    action: 'patient-sets.update-set',
    outcome: 'done',
    reason: 'once a year',
    facts: { setId, versionNumber: 2, joined: 1, departed: 1, members: 2 },
  });
  expect(await drift()).toMatchObject({ joins: { count: 0 }, departs: { count: 0 } });
  expect(await outcome(update({ version: 3 }))).toBe('set/nothing-changes');
});

test('whoever is closed to the updater neither joins nor falls out', async () => {
  const closed = await makeSet(db.owner, c, 'Closed', [lou, ash]);
  await layOn(db.owner, c, closed, c.ada.id);
  expect(await drift()).toMatchObject({ joins: { count: 0 }, departs: { count: 0, first: [] } });
  expect(await outcome(update())).toBe('set/nothing-changes');
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update patient set last_name = 'Zed' where patient_id = $1`, [pia]),
  );
  await update();
  expect(await members()).toEqual(['Berg']);
});

describe('refused, nothing changes', () => {
  const refused = async (work: Promise<unknown>) => {
    const said = await outcome(work);
    expect(await members()).toEqual(['Arroyo', 'Berg']);
    return said;
  };
  test('set/drift-changed: the difference is another by now', async () => {
    const { fingerprint } = await drift();
    await patients(db.owner, c.id, ['Alder, Jo']);
    expect(await refused(update({ fingerprint }))).toBe('set/drift-changed');
  });
  test('set/without-criteria', async () => {
    const single = await makeSet(db.owner, c, 'Single', [pia]);
    await expect(drift(single)).rejects.toThrow('set/without-criteria');
    expect(await refused(update({ id: single, version: 1 }))).toBe('set/without-criteria');
    expect(await outcome(perform(db.pool, c.ada.caller, keepUpToDate, { setId: single, version: 1, kept: true }))).toBe(
      'set/without-criteria',
    );
  });
  test('set/left-empty', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update patient set last_name = 'B' || last_name where clinic_id = $1`, [c.id]),
    );
    expect(await outcome(update())).toBe('set/left-empty');
  });
  test('set/not-found, request/version-stale, actor/not-permitted', async () => {
    const unknown = randomUUID() as Id<'set'>;
    await expect(drift(unknown)).rejects.toThrow('set/not-found');
    expect(await refused(update({ id: unknown }))).toBe('set/not-found');
    expect(await refused(update({ version: 1 }))).toBe('request/version-stale');
    expect(await refused(update({ by: c.bo, fingerprint: 'x' }))).toBe('actor/not-permitted');
    await expect(drift(setId, c.bo)).rejects.toThrow('actor/not-permitted');
  });
  test('set/concerns-yourself', async () => {
    await makeAdministrator(db.owner, c, c.cy);
    await layOn(db.owner, c, setId, c.cy.id);
    expect(await refused(update({ by: c.cy, fingerprint: 'x' }))).toBe('set/concerns-yourself');
    await expect(drift(setId, c.cy)).rejects.toThrow('set/concerns-yourself');
    const { sets } = await answer(db.pool, c.cy.caller, listSets, {});
    expect(sets.map(({ criteria, concernsYou }) => [criteria, concernsYou])).toEqual([[null, true]]);
  });
});

describe('kept up to date', () => {
  const keep = (kept: boolean, { id = setId, version = 2, by = c.ada } = {}) =>
    perform(db.pool, by.caller, keepUpToDate, { setId: id, version, kept });
  const keeper = () => one(db.owner, 'select kept_by_id from patient_set where set_id = $1', [setId]);
  test('only once somebody chooses it, in whose name it follows; and no more', async () => {
    expect(await keeper()).toBeNull();
    expect(await keep(true)).toEqual({ setId, version: 3 });
    expect(await keeper()).toBe(c.ada.id);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      action: 'patient-sets.keep-up-to-date',
      facts: { setId, before: { keptUpToDate: false }, after: { keptUpToDate: true } },
    });
    await keep(false, { version: 3 });
    expect(await keeper()).toBeNull();
  });
  test('refused', async () => {
    expect(await outcome(keep(true, { id: randomUUID() as Id<'set'> }))).toBe('set/not-found');
    expect(await outcome(keep(true, { version: 1 }))).toBe('request/version-stale');
    expect(await outcome(keep(true, { by: c.bo }))).toBe('actor/not-permitted');
    await makeAdministrator(db.owner, c, c.cy);
    await layOn(db.owner, c, setId, c.cy.id);
    expect(await outcome(keep(true, { by: c.cy }))).toBe('set/concerns-yourself');
  });

  describe('by itself', () => {
    const job = keepingSets();
    const run = () => job.run(db.pool, new AbortController().signal);
    const versions = () => one<number>(db.owner, 'select version_number from patient_set where set_id = $1', [setId]);
    const updates = async () =>
      (await entries(db.owner, c.id)).filter(({ action }) => action === 'patient-sets.update-set');
    /** As Add Patient does it: the patient, and the entry that says so. */
    const addAlder = async () => {
      await db.owner.query('begin');
      await db.owner.query(`select set_config('custodian.clinic', $1, true), set_config('custodian.actor', $2, true)`, [
        c.id,
        c.bo.id,
      ]);
      await db.owner.query(
        `insert into patient (clinic_id, demographic_number, last_name) values ($1, next_numbers('patient'), 'Alder')`,
        [c.id],
      );
      await db.owner.query(
        `insert into audit_entry (clinic_id, actor_id, action, outcome) values ($1, $2, 'patients.add-patient', 'done')`,
        [c.id, c.bo.id],
      );
      await db.owner.query('commit');
    };
    test('it follows: at once when the job first looks, then when patients change, each a version and an entry', async () => {
      await run();
      expect(await versions()).toBe(1);
      await keep(true);
      await run();
      expect(await members()).toEqual(['Arroyo', 'Ash']);
      expect(await updates()).toMatchObject([
        {
          actor_id: c.ada.id,
          outcome: 'done',
          facts: { setId, versionNumber: 2, joined: 1, departed: 1, byItself: true },
        },
      ]);
      await run();
      expect(await versions()).toBe(2);
      await addAlder();
      await run();
      expect(await members()).toEqual(['Alder', 'Arroyo', 'Ash']);
      expect(await versions()).toBe(3);
      expect(await updates()).toHaveLength(2);
    });
    test('it follows when patients are given to another MRP', async () => {
      await arrange(db.owner, c.id, () =>
        db.owner.query('update patient_set set criteria = $2 where set_id = $1', [
          setId,
          JSON.stringify({ providerIds: [c.bo.id] }),
        ]),
      );
      const { version } = await answer(db.pool, c.ada.caller, readSet, { setId });
      await keep(true, { version });
      await run();
      expect(await versions()).toBe(1);
      const [someone] = await patients(db.owner, c.id, ['Zhou, An']);
      await perform(db.pool, c.ada.caller, assignMrp, { patientIds: [someone as Id<'patient'>], mrpId: c.bo.id });
      await run();
      expect(await members()).toContain('Zhou');
    });
    test('one that cannot be kept keeps no other waiting', async () => {
      await keep(true);
      const broken = { age: { comparison: 'older', from: 'x', style: 'exact' } };
      await arrange(db.owner, c.id, () =>
        db.owner.query(
          `insert into patient_set (clinic_id, set_id, name, criteria, kept_up_to_date, kept_by_id)
           values ($1, '00000000-0000-4000-8000-000000000001', 'Broken', $2, true, $3)`,
          [c.id, JSON.stringify(broken), c.ada.id],
        ),
      );
      await expect(run()).rejects.toThrow('report/age-unreadable');
      expect(await versions()).toBe(2);
      // The job looks at every clinic, those of other tests too.
      await arrange(db.owner, c.id, () =>
        db.owner.query(`update patient_set set kept_up_to_date = false, kept_by_id = null where name = 'Broken'`),
      );
    });
    test('two servers at once make one version', async () => {
      await keep(true);
      const other = keepingSets();
      await Promise.all([run(), other.run(db.pool, new AbortController().signal)]);
      expect(await versions()).toBe(2);
    });
    test('not where it keeps every administrator out; its keeper cannot leave while it is kept', async () => {
      await keep(true);
      await layOn(db.owner, c, setId, c.ada.id);
      await run();
      expect(await versions()).toBe(1);
      await expect(
        arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.ada.id])),
      ).rejects.toMatchObject({ constraint: 'patient_set_open_holder_active' });
      expect(await updates()).toEqual([]);
    });
    test.each([
      ['is locked', `update clinic_user set locked_at = now(), locked_reason = 'away' where user_id = $1`],
      ['may not any more', 'delete from user_role where user_id = $1'],
    ])('where its keeper %s it goes on in the name of an administrator, who is told', async (_, sql) => {
      await makeAdministrator(db.owner, c, c.cy);
      await keep(true, { by: c.cy });
      await arrange(db.owner, c.id, () => db.owner.query(sql, [c.cy.id]));
      await run();
      expect(await versions()).toBe(2);
      const facts = { set: 'Names with A', setId, by: 'Ada Lindqvist', leaver: 'Cy Okonjo' };
      expect((await entries(db.owner, c.id)).slice(-2)).toMatchObject([
        {
          actor_id: null,
          action: 'patient-sets.keep-up-to-date',
          outcome: 'done',
          subject_user_id: c.ada.id,
          facts: { ...facts, byItself: true },
        },
        { actor_id: c.ada.id, action: 'patient-sets.update-set', facts: { setId, byItself: true } },
      ]);
      expect((await answer(db.pool, c.ada.caller, readSession, {})).notices).toMatchObject([
        { kind: 'set-keeper-changed', facts },
      ]);
    });
    test('of two servers at once one finds it another keeper', async () => {
      await makeAdministrator(db.owner, c, c.cy);
      await keep(true, { by: c.cy });
      await arrange(db.owner, c.id, () => db.owner.query('delete from user_role where user_id = $1', [c.cy.id]));
      await Promise.all([run(), keepingSets().run(db.pool, new AbortController().signal)]);
      expect((await answer(db.pool, c.ada.caller, readSession, {})).notices).toHaveLength(1);
    });
    test('nobody falls out because a block keeps the keeper from them', async () => {
      await keep(true);
      await layOn(db.owner, c, await makeSet(db.owner, c, 'Closed', [lou, ash]), c.ada.id);
      await run();
      expect(await members()).toEqual(['Arroyo', 'Berg']);
    });
  });
});
