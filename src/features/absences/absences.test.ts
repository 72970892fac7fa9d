import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { lockUser } from '#features/users/lock-user.ts';
import { ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, PASSWORD, patients } from '#test/staff.ts';
import { block, openWork, toUser } from '#test/work.ts';
import { kinds as workKinds } from '#features/handover/kinds.ts';
import { coveredKinds } from '../work/contract.ts';
import { addAbsence } from './add-absence.ts';
import { addOwnAbsence } from './add-own-absence.ts';
import type { AddOwnAbsence } from './contract.ts';
import { endAbsence } from './end-absence.ts';
import { endOwnAbsence } from './end-own-absence.ts';
import { exportAbsences } from './export-absences.ts';
import { listAbsences } from './list-absences.ts';
import { listOwnAbsences } from './list-own-absences.ts';
import { previewAbsence } from './preview-absence.ts';
import { previewOwnAbsence } from './preview-own-absence.ts';
import { readAbsence } from './read-absence.ts';
import { absent, day } from './test-absences.ts';
import { updateAbsence } from './update-absence.ts';
import { updateOwnAbsence } from './update-own-absence.ts';

let db: TestDatabase;
let c: Clinic;
let today: string;
let inAWeek: string;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [today, inAWeek] = [await day(db.owner, c, 0), await day(db.owner, c, 7)];
});

type Fields = Input<typeof AddOwnAbsence>;
const fields = (more: Partial<Fields> = {}): Fields => ({
  reason: 'holiday',
  from: today,
  until: inAWeek,
  note: 'Back on Monday',
  covers: [{ kind: 'task', covererId: c.cy.id }],
  ...more,
});
const add = (more: Partial<Fields> & { userId?: Id<'user'> } = {}, by: Member = c.ada) =>
  perform(db.pool, by.caller, addAbsence, { userId: c.bo.id, ...fields(), ...more });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const rows = async () => (await db.owner.query('select * from absence where clinic_id = $1', [c.id])).rows;
const code = (refusal: string) => ({ code: refusal });
const nobody = '00000000-0000-4000-8000-00000000dead' as Id<'user'>;

test('what can be covered is what the database knows', async () => {
  const known = await one<string>(
    db.owner,
    `select pg_get_constraintdef(oid) from pg_constraint where conname = 'cover_kind_known'`,
  );
  for (const kind of coveredKinds) expect(known).toContain(`'${kind}'`);
  expect(known.match(/'/g)).toHaveLength(coveredKinds.length * 2);
  expect(workKinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...coveredKinds]));
});

describe('an absence', () => {
  test('is recorded with who covers, and says so in its entry', async () => {
    const { absenceId, version } = await add({
      covers: [
        { kind: 'task', covererId: c.cy.id },
        { kind: 'result', covererId: c.cy.id },
        { kind: 'task', covererId: c.cy.id },
      ],
    });
    expect(version).toBe(1);
    expect(await lastEntry()).toMatchObject({
      actor_id: c.ada.id,
      action: 'absences.add-absence',
      subject_user_id: c.bo.id,
      facts: {
        absenceId,
        after: {
          reason: 'holiday',
          from: today,
          until: inAWeek,
          covers: [
            { kind: 'task', covererId: c.cy.id },
            { kind: 'result', covererId: c.cy.id },
          ],
        },
      },
    });
    const found = await answer(db.pool, c.ada.caller, readAbsence, { absenceId });
    expect(found).toEqual({
      absenceId,
      user: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
      reason: 'holiday',
      from: today,
      until: inAWeek,
      note: 'Back on Monday',
      state: 'now',
      endedOn: null,
      covers: [
        { kind: 'result', coverer: { userId: c.cy.id, name: 'Cy Okonjo', deactivated: false } },
        { kind: 'task', coverer: { userId: c.cy.id, name: 'Cy Okonjo', deactivated: false } },
      ],
      troubles: [],
      version: 1,
    });
  });

  test.each<[string, (n: (ahead: number) => Promise<string>) => Promise<Partial<Fields>>]>([
    ['absence/days-reversed', async (n) => ({ from: await n(3), until: await n(2) })],
    ['absence/in-the-past', async (n) => ({ from: await n(-5), until: await n(-1) })],
    ['absence/too-long', async (n) => ({ until: await n(1096) })],
  ])('is refused for its days: %s', async (refusal, more) => {
    await expect(add(await more((ahead) => day(db.owner, c, ahead)))).rejects.toMatchObject(code(refusal));
    expect(await rows()).toEqual([]);
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: refusal });
  });

  test('lasts three years at most, and a day at least', async () => {
    await add({ until: await day(db.owner, c, 1095), covers: [] });
    await add({ userId: c.cy.id, until: today, covers: [] });
    expect(await rows()).toHaveLength(2);
  });

  test('does not overlap another of the same user, and does once that has ended', async () => {
    const { absenceId } = await add();
    await expect(add({ from: inAWeek, until: inAWeek })).rejects.toMatchObject(code('absence/overlaps'));
    await add({ userId: c.dee.id, covers: [] });
    await perform(db.pool, c.ada.caller, endAbsence, { absenceId });
    await add();
    expect(await rows()).toHaveLength(3);
  });

  test('is of somebody who is there', async () => {
    await expect(add({ userId: nobody, covers: [] })).rejects.toMatchObject(code('user/not-found'));
    await (
      await ready(db.pool, c.ada, c.cy)
    )();
    await expect(add({ userId: c.cy.id, covers: [] })).rejects.toMatchObject(code('absence/user-not-active'));
    const elsewhere = await clinic(db.owner);
    await expect(add({ userId: elsewhere.bo.id, covers: [] })).rejects.toMatchObject(code('user/not-found'));
  });

  test('is covered by others who are there', async () => {
    const by = (covererId: Id<'user'>) => ({ covers: [{ kind: 'task' as const, covererId }] });
    await expect(add(by(c.bo.id))).rejects.toMatchObject(code('absence/covers-own'));
    await expect(add(by(nobody))).rejects.toMatchObject(code('absence/coverer-not-active'));
    await perform(db.pool, c.ada.caller, lockUser, { userId: c.cy.id, reason: 'left early' }, { password: PASSWORD });
    await expect(add(by(c.cy.id))).rejects.toMatchObject(code('absence/coverer-not-active'));
    await absent(db.owner, c, { userId: c.dee.id, from: 7, until: 9 });
    await expect(add(by(c.dee.id))).rejects.toMatchObject(code('absence/coverer-away'));
    await add({ ...by(c.dee.id), until: await day(db.owner, c, 6) });
  });

  test('is not covered in a circle', async () => {
    await absent(db.owner, c, { userId: c.cy.id, covererId: c.bo.id });
    await expect(add()).rejects.toMatchObject(code('absence/cover-in-a-circle'));
    await add({ from: await day(db.owner, c, 8), until: await day(db.owner, c, 9) });
  });

  test('of two recorded at once that cover for each other, one is refused', async () => {
    const both = await Promise.allSettled([
      add(),
      add({ userId: c.cy.id, covers: [{ kind: 'task', covererId: c.bo.id }] }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('is nothing that anybody may record', async () => {
    await expect(add({}, c.bo)).rejects.toMatchObject(code('actor/not-permitted'));
  });
});

describe('a change', () => {
  const change = (absenceId: Id<'absence'>, more: Partial<Fields> = {}, version = 1) =>
    perform(db.pool, c.ada.caller, updateAbsence, { absenceId, ...fields(), version, ...more });

  test('replaces days and covers, and keeps what they were', async () => {
    const { absenceId } = await add();
    const covers = [{ kind: 'letter' as const, covererId: c.dee.id }];
    expect(await change(absenceId, { until: today, covers, reason: 'illness' })).toEqual({ absenceId, version: 2 });
    expect(await lastEntry()).toMatchObject({
      action: 'absences.update-absence',
      facts: {
        before: { reason: 'holiday', until: inAWeek, covers: [{ kind: 'task', covererId: c.cy.id }] },
        after: { reason: 'illness', until: today, covers },
      },
    });
    const { covers: now } = await answer(db.pool, c.ada.caller, readAbsence, { absenceId });
    expect(now.map(({ kind, coverer }) => [kind, coverer.name])).toEqual([['letter', 'Dee Hartwell']]);
  });

  test('is refused where there is none, it is over, or somebody else was first', async () => {
    await expect(change(nobody as string as Id<'absence'>)).rejects.toMatchObject(code('absence/not-found'));
    const { absenceId } = await add();
    await change(absenceId);
    await expect(change(absenceId)).rejects.toMatchObject(code('request/version-stale'));
    await expect(change(absenceId, { until: '2020-01-01', from: '2020-01-01' }, 2)).rejects.toMatchObject(
      code('absence/in-the-past'),
    );
    await perform(db.pool, c.ada.caller, endAbsence, { absenceId });
    await expect(change(absenceId, {}, 3)).rejects.toMatchObject(code('absence/over'));
  });

  test.each<[string, (n: (ahead: number) => Promise<string>) => Promise<Partial<Fields>>]>([
    ['absence/days-reversed', async (n) => ({ from: await n(3), until: await n(2) })],
    ['absence/too-long', async (n) => ({ until: await n(1200) })],
    ['absence/overlaps', async (n) => ({ until: await n(30) })],
    ['absence/covers-own', async () => ({ covers: [{ kind: 'task', covererId: c.bo.id }] })],
    ['absence/coverer-not-active', async () => ({ covers: [{ kind: 'task', covererId: nobody }] })],
    ['absence/coverer-away', async () => ({ covers: [{ kind: 'task', covererId: c.dee.id }] })],
    ['absence/cover-in-a-circle', async () => ({ covers: [{ kind: 'task', covererId: c.ada.id }] })],
  ])('is refused: %s', async (refusal, more) => {
    const { absenceId } = await add();
    await absent(db.owner, c, { userId: c.bo.id, from: 20, until: 25 });
    await absent(db.owner, c, { userId: c.dee.id });
    await absent(db.owner, c, { userId: c.ada.id, covererId: c.bo.id });
    await expect(change(absenceId, await more((ahead) => day(db.owner, c, ahead)))).rejects.toMatchObject(
      code(refusal),
    );
  });
});

describe('the end', () => {
  const end = (absenceId: Id<'absence'>) => perform(db.pool, c.ada.caller, endAbsence, { absenceId });

  test('comes when somebody says so, once', async () => {
    const { absenceId } = await add();
    await end(absenceId);
    expect(await lastEntry()).toMatchObject({ action: 'absences.end-absence', subject_user_id: c.bo.id });
    expect(await answer(db.pool, c.ada.caller, readAbsence, { absenceId })).toMatchObject({
      state: 'over',
      endedOn: today,
    });
    await expect(end(absenceId)).rejects.toMatchObject(code('absence/over'));
    await expect(end(nobody as string as Id<'absence'>)).rejects.toMatchObject(code('absence/not-found'));
  });

  test('comes for a cover when who covers leaves, and the administrators are told', async () => {
    const { absenceId } = await add();
    await (
      await ready(db.pool, c.ada, c.cy)
    )();
    expect((await answer(db.pool, c.ada.caller, readAbsence, { absenceId })).covers).toEqual([]);
    const { rows: told } = await db.owner.query('select user_id, kind, facts from notice where clinic_id = $1', [c.id]);
    expect(told).toEqual([
      {
        user_id: c.ada.id,
        kind: 'cover-ended',
        facts: { leaver: 'Cy Okonjo', absent: 'Bo Castellane', absentUntil: inAWeek },
      },
    ]);
  });

  test('comes for all of somebody who leaves', async () => {
    const { absenceId } = await add({ covers: [] });
    await (
      await ready(db.pool, c.ada, c.bo)
    )();
    expect(await answer(db.pool, c.ada.caller, readAbsence, { absenceId })).toMatchObject({ state: 'over' });
  });
});

describe('the list', () => {
  test('filters, pages, and says what is wrong with a cover', async () => {
    const now = await add();
    await absent(db.owner, c, { userId: c.bo.id, covererId: c.dee.id, from: 20, until: 22 });
    await absent(db.owner, c, { userId: c.cy.id, from: -9, until: -3 });
    await absent(db.owner, c, { userId: c.cy.id, from: 2, until: 3 });
    const list = (more: object = {}) => answer(db.pool, c.ada.caller, listAbsences, more);
    const said = async (more?: object) => (await list(more)).absences.map(({ user, state }) => [user.name, state]);
    expect(await said()).toEqual([
      ['Bo Castellane', 'to-come'],
      ['Cy Okonjo', 'to-come'],
      ['Bo Castellane', 'now'],
    ]);
    expect(await said({ show: 'over' })).toEqual([['Cy Okonjo', 'over']]);
    expect(await said({ show: 'now' })).toEqual([['Bo Castellane', 'now']]);
    expect(await said({ show: 'to-come', userId: c.bo.id })).toEqual([['Bo Castellane', 'to-come']]);
    expect(await said({ covererId: c.dee.id })).toEqual([['Bo Castellane', 'to-come']]);
    expect(await said({ reason: 'illness' })).toEqual([]);
    expect((await said({ show: 'all' })).length).toBe(4);
    const { troubles } = await answer(db.pool, c.ada.caller, readAbsence, { absenceId: now.absenceId });
    expect(troubles.map(({ doubt, coverer }) => [doubt, coverer.name])).toEqual([['coverer-away', 'Cy Okonjo']]);
    await expect(list({ after: 'x' })).rejects.toMatchObject(code('request/cursor-unknown'));
  });

  test('shows each once over its pages', async () => {
    for (let n = 0; n < 3; n++)
      await arrange(db.owner, c.id, () =>
        db.owner.query(
          `insert into absence (clinic_id, user_id, reason, from_day, until_day, made_by_id)
           select $1, $2, 'other', $3::date + n * 3, $3::date + n * 3 + 1, $2 from generate_series(1, 20) n`,
          [c.id, [c.bo, c.cy, c.dee][n]?.id, today],
        ),
      );
    const first = await answer(db.pool, c.ada.caller, listAbsences, {});
    const second = await answer(db.pool, c.ada.caller, listAbsences, { after: first.next ?? '' });
    const ids = [...first.absences, ...second.absences].map(({ absenceId }) => absenceId);
    expect([ids.length, new Set(ids).size, second.next]).toEqual([60, 60, null]);
  });

  test('leaves as a file', async () => {
    await add({ note: '=cmd' });
    const { content } = await answer(db.pool, c.ada.caller, exportAbsences, {});
    let text = '';
    for await (const part of content) text += part;
    expect(text).toContain(`Bo Castellane,Holiday,${today},${inAWeek},,Away now,Tasks: Cy Okonjo,'=cmd`);
  });
});

describe('one’s own', () => {
  test('is recorded, changed and ended by oneself, and by nobody else that way', async () => {
    const { absenceId } = await perform(db.pool, c.bo.caller, addOwnAbsence, fields());
    expect(await lastEntry()).toMatchObject({
      actor_id: c.bo.id,
      action: 'absences.add-own-absence',
      subject_user_id: c.bo.id,
    });
    const change = (who: Member, version = 1) =>
      perform(db.pool, who.caller, updateOwnAbsence, { absenceId, ...fields({ until: today }), version });
    await expect(change(c.cy)).rejects.toMatchObject(code('absence/not-found'));
    expect(await change(c.bo)).toEqual({ absenceId, version: 2 });
    expect(await lastEntry()).toMatchObject({ action: 'absences.update-own-absence' });
    const own = await answer(db.pool, c.bo.caller, listOwnAbsences, {});
    expect(own.absences.map((absence) => [absence.absenceId, absence.until])).toEqual([[absenceId, today]]);
    expect(await answer(db.pool, c.cy.caller, listOwnAbsences, {})).toEqual({
      absences: [],
      covering: [
        {
          user: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
          from: today,
          until: today,
          kinds: ['task'],
        },
      ],
    });
    const end = (who: Member) => perform(db.pool, who.caller, endOwnAbsence, { absenceId });
    await expect(end(c.cy)).rejects.toMatchObject(code('absence/not-found'));
    await end(c.bo);
    expect(await lastEntry()).toMatchObject({ action: 'absences.end-own-absence', subject_user_id: c.bo.id });
    await expect(end(c.bo)).rejects.toMatchObject(code('absence/over'));
    await expect(change(c.bo, 3)).rejects.toMatchObject(code('absence/over'));
  });

  test.each<[string, (n: (ahead: number) => Promise<string>) => Promise<Partial<Fields>>]>([
    ['absence/days-reversed', async (n) => ({ from: await n(3), until: await n(2) })],
    ['absence/in-the-past', async (n) => ({ from: await n(-3), until: await n(-2) })],
    ['absence/too-long', async (n) => ({ until: await n(1200) })],
    ['absence/overlaps', async (n) => ({ until: await n(30) })],
    ['absence/covers-own', async () => ({ covers: [{ kind: 'task', covererId: c.bo.id }] })],
    ['absence/coverer-not-active', async () => ({ covers: [{ kind: 'task', covererId: nobody }] })],
    ['absence/coverer-away', async () => ({ covers: [{ kind: 'task', covererId: c.dee.id }] })],
    ['absence/cover-in-a-circle', async () => ({ covers: [{ kind: 'task', covererId: c.ada.id }] })],
  ])('is refused when added and when changed: %s', async (refusal, more) => {
    await absent(db.owner, c, { userId: c.bo.id, from: 20, until: 25 });
    await absent(db.owner, c, { userId: c.dee.id });
    await absent(db.owner, c, { userId: c.ada.id, covererId: c.bo.id });
    const wrong = await more((ahead) => day(db.owner, c, ahead));
    await expect(perform(db.pool, c.bo.caller, addOwnAbsence, fields(wrong))).rejects.toMatchObject(code(refusal));
    const { absenceId } = await perform(db.pool, c.bo.caller, addOwnAbsence, fields());
    await expect(
      perform(db.pool, c.bo.caller, updateOwnAbsence, { absenceId, ...fields(wrong), version: 1 }),
    ).rejects.toMatchObject(code(refusal));
  });
});

describe('the preview', () => {
  test('counts what waits, and says what stands against each who covers', async () => {
    const [open, closed] = (await patients(db.owner, c.id, ['Greaves, Anselm', 'Tolland, Emeric'])) as [
      Id<'patient'>,
      Id<'patient'>,
    ];
    await openWork(db.owner, c, c.bo.id, [open, closed]);
    await block(db.owner, c, c.cy.id, [closed]);
    await absent(db.owner, c, { userId: c.ada.id, covererId: c.bo.id });
    const covers = [
      { kind: 'task' as const, covererId: c.cy.id },
      { kind: 'result' as const, covererId: c.dee.id },
      { kind: 'claim' as const, covererId: c.ada.id },
    ];
    const preview = await answer(db.pool, c.ada.caller, previewAbsence, {
      userId: c.bo.id,
      from: today,
      until: inAWeek,
      covers,
    });
    expect(preview.appointments).toBe(2);
    expect(Object.fromEntries(preview.work.map(({ kind, items }) => [kind, items]))).toEqual(
      Object.fromEntries(coveredKinds.map((kind) => [kind, 2])),
    );
    expect(preview.doubts.map(({ doubt, person, kind, items }) => [doubt, person.name, kind, items])).toEqual([
      ['coverer-away', 'Ada Lindqvist', null, 0],
      ['closed', 'Cy Okonjo', 'task', 1],
      ['not-permitted', 'Dee Hartwell', 'result', 0],
      ['covers-somebody', 'Ada Lindqvist', null, 0],
    ]);
    expect(await answer(db.pool, c.bo.caller, previewOwnAbsence, { from: today, until: inAWeek, covers })).toEqual(
      preview,
    );
    const asked = { userId: nobody, from: today, until: today, covers: [] };
    await expect(answer(db.pool, c.ada.caller, previewAbsence, asked)).rejects.toMatchObject(code('user/not-found'));
    await expect(answer(db.pool, c.cy.caller, previewAbsence, { ...asked, userId: c.bo.id })).rejects.toMatchObject(
      code('actor/not-permitted'),
    );
  });

  test('of work that was handed over counts none', async () => {
    const [patient] = await patients(db.owner, c.id, ['Greaves, Anselm']);
    await openWork(db.owner, c, c.bo.id, [patient ?? '']);
    await (
      await ready(
        db.pool,
        c.ada,
        c.bo,
        workKinds.map(({ kind }) => toUser(kind, c.cy.id)),
      )
    )();
    const asked = { userId: c.bo.id, from: today, until: inAWeek, covers: [] };
    expect((await answer(db.pool, c.ada.caller, previewAbsence, asked)).work).toEqual([]);
  });
});
