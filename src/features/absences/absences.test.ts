import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { lockUser } from '#features/users/lock-user.ts';
import { ready } from '#test/acting.ts';
import { clinic, one, PASSWORD } from '#test/staff.ts';
import { kinds as workKinds } from '#features/handover/kinds.ts';
import { coveredKinds } from '../work/contract.ts';
import { endAbsence } from './end-absence.ts';
import { readAbsence } from './read-absence.ts';
import { absent, day } from './test-absences.ts';
import { c, db, today, inAWeek, type Fields, add, lastEntry, code, nobody, setUp } from './test-own-absence.ts';

setUp();

const rows = async () => (await db.owner.query('select * from absence where clinic_id = $1', [c.id])).rows;

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
    await perform(db.pool, c.ada.caller, endAbsence, { absenceId, version: 1 });
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
