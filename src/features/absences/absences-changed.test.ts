import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { ready } from '#test/acting.ts';
import { type Member } from '#test/staff.ts';
import { addOwnAbsence } from './add-own-absence.ts';
import { endAbsence } from './end-absence.ts';
import { endOwnAbsence } from './end-own-absence.ts';
import { listOwnAbsences } from './list-own-absences.ts';
import { readAbsence } from './read-absence.ts';
import { absent, day } from './test-absences.ts';
import { updateAbsence } from './update-absence.ts';
import { updateOwnAbsence } from './update-own-absence.ts';
import { c, db, today, inAWeek, type Fields, fields, add, lastEntry, code, nobody, setUp } from './test-own-absence.ts';

setUp();

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
    await perform(db.pool, c.ada.caller, endAbsence, { absenceId, version: 2 });
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
  const end = (absenceId: Id<'absence'>, version = 1) =>
    perform(db.pool, c.ada.caller, endAbsence, { absenceId, version });

  test('comes when somebody says so, once', async () => {
    const { absenceId } = await add();
    expect(await end(absenceId)).toEqual({ absenceId, version: 2 });
    expect(await lastEntry()).toMatchObject({ action: 'absences.end-absence', subject_user_id: c.bo.id });
    expect(await answer(db.pool, c.ada.caller, readAbsence, { absenceId })).toMatchObject({
      state: 'over',
      endedOn: today,
    });
    await expect(end(absenceId)).rejects.toMatchObject(code('absence/over'));
    await expect(end(nobody as string as Id<'absence'>)).rejects.toMatchObject(code('absence/not-found'));
  });

  test('comes of what was looked at, and not of what somebody else has made of it since', async () => {
    const { absenceId } = await add();
    await expect(end(absenceId, 2)).rejects.toMatchObject(code('request/version-stale'));
    expect(await answer(db.pool, c.ada.caller, readAbsence, { absenceId })).toMatchObject({ endedOn: null });
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
    const end = (who: Member) => perform(db.pool, who.caller, endOwnAbsence, { absenceId, version: 2 });
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
