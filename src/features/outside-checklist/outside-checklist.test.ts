import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { activateUser } from '#features/users/activate-user.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, PASSWORD } from '#test/staff.ts';
import { endsAt } from '#features/last-day/test-last-day.ts';
import { listOverdue } from './list-overdue.ts';
import { markLine } from './mark-line.ts';
import { readChecklist } from './read-checklist.ts';
import { takeBackMark } from './take-back-mark.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const read = (who: Member = c.bo) => answer(db.pool, c.ada.caller, readChecklist, { userId: who.id });
const lineOf = async (key: string, who: Member = c.bo) => (await read(who)).lines.find(({ line }) => line === key);
const mark = (
  line: string,
  { state = 'done' as const, note = '' }: { state?: 'done' | 'not-needed'; note?: string } = {},
) => perform(db.pool, c.ada.caller, markLine, { userId: c.bo.id, line, state, note });
const takeBack = (line: string) => perform(db.pool, c.ada.caller, takeBackMark, { userId: c.bo.id, line });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const leave = () =>
  arrange(db.owner, c.id, async () => {
    await db.owner.query(
      `insert into handover (clinic_id, leaver_id, actor_id, reason, former_roles, former_sites, counted, sessions_ended)
       values ($1, $2, $3, 'Moves to the coast', '{}', '{}', '{"kinds": [], "successors": []}', 0)`,
      [c.id, c.bo.id, c.ada.id],
    );
    await db.owner.query('delete from active_user where user_id = $1', [c.bo.id]);
  });
/** As if that had been so many days ago. */
const longAgo = (days: number) =>
  arrange(db.owner, c.id, () =>
    db.owner.query(`update handover set at = at - make_interval(days => $2) where leaver_id = $1`, [c.bo.id, days]),
  );

test('a practitioner of the province has more to do than somebody at the desk, and no day before leaving', async () => {
  const doctor = await read();
  const desk = await read(c.dee);
  expect(doctor.leftOn).toBe(null);
  expect(doctor.lines.map(({ line }) => line)).toEqual(
    expect.arrayContaining(['bc-pharmanet', 'laboratories', 'bc-payer']),
  );
  expect(desk.lines.map(({ line }) => line)).toEqual(expect.arrayContaining(['bc-pharmanet', 'keys-and-devices']));
  expect(desk.lines.some(({ line }) => line === 'bc-payer')).toBe(false);
  expect(doctor.lines.every(({ dueOn, overdue }) => dueOn === null && !overdue)).toBe(true);
});

test('a province without lines of its own has college, patients, viewers, delivery and payer all the same', async () => {
  await arrange(db.owner, c.id, () => db.owner.query(`update clinic set province = 'NS' where clinic_id = $1`, [c.id]));
  expect((await read()).lines.map(({ line }) => line)).toEqual([
    'college',
    'patients',
    'keys-and-devices',
    'viewers',
    'other-sign-ins',
    'e-fax',
    'laboratories',
    'e-prescribing',
    'e-delivery',
    'payer',
  ]);
  expect((await read(c.dee)).lines.map(({ line }) => line)).toEqual([
    'keys-and-devices',
    'viewers',
    'other-sign-ins',
    'e-fax',
  ]);
});

test('a last day says when each line is due, and what comes before it is overdue while there is time to act', async () => {
  // A day of the clinic's calendar: late in the evening there it is another one by the sun of Greenwich.
  await endsAt(
    db.owner,
    c,
    `(now() at time zone 'America/Vancouver')::date + 30 + time '23:30' at time zone 'America/Vancouver'`,
  );
  const dayIn = async (days: number) =>
    (
      await db.owner.query(
        `select to_char((now() at time zone 'America/Vancouver')::date + $1::int, 'YYYY-MM-DD') as day`,
        [days],
      )
    ).rows[0].day;
  expect(await read()).toMatchObject({ leftOn: null, leavesOn: await dayIn(30) });
  expect(await lineOf('keys-and-devices')).toMatchObject({ dueOn: await dayIn(30), overdue: false });
  expect(await lineOf('bc-patients')).toMatchObject({ dueOn: await dayIn(-60), overdue: true });
  const { overdue } = await answer(db.pool, c.ada.caller, listOverdue, {});
  expect(overdue).toEqual([{ userId: c.bo.id, name: 'Bo Castellane', lines: 1, since: await dayIn(-60) }]);
  await mark('bc-patients', { note: 'Letters of 3 March' });
  expect(await answer(db.pool, c.ada.caller, listOverdue, {})).toEqual({ overdue: [] });
});

test('a line is marked, with its entry, and once', async () => {
  await mark('keys-and-devices', { note: ' Two keys, one badge ' });
  expect((await lineOf('keys-and-devices'))?.mark).toMatchObject({
    state: 'done',
    note: 'Two keys, one badge',
    by: { userId: c.ada.id, deactivated: false },
  });
  expect(await lastEntry()).toMatchObject({
    action: 'outside-checklist.mark-line',
    outcome: 'done',
    subject_user_id: c.bo.id,
    facts: { line: 'keys-and-devices', after: { state: 'done', note: 'Two keys, one badge' } },
  });
  await expect(mark('keys-and-devices')).rejects.toThrow('checklist/already-marked');
});

test('two at the same moment: one of them has marked it', async () => {
  const said = await Promise.allSettled([mark('e-fax'), mark('e-fax')]);
  expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('what was said is taken back, with its entry, and can be said again', async () => {
  await mark('e-fax');
  await takeBack('e-fax');
  expect(await lastEntry()).toMatchObject({
    action: 'outside-checklist.take-back-mark',
    facts: { line: 'e-fax', before: { state: 'done', note: '' } },
  });
  expect((await lineOf('e-fax'))?.mark).toBe(null);
  await mark('e-fax', { state: 'not-needed', note: 'Never had one' });
  expect((await lineOf('e-fax'))?.mark).toMatchObject({ state: 'not-needed' });
});

describe('after leaving', () => {
  test('each line has its day, and is overdue after it', async () => {
    await leave();
    await longAgo(10);
    const { leftOn, lines } = await read();
    expect(leftOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(lines.find(({ line }) => line === 'keys-and-devices')).toMatchObject({ dueOn: leftOn, overdue: true });
    expect(lines.find(({ line }) => line === 'bc-payer')).toMatchObject({ overdue: false });
    const late = lines.filter(({ overdue }) => overdue);
    const { overdue } = await answer(db.pool, c.ada.caller, listOverdue, {});
    expect(overdue).toEqual([{ userId: c.bo.id, name: 'Bo Castellane', lines: late.length, since: late[0]?.dueOn }]);
    for (const { line } of late) await mark(line);
    expect(await answer(db.pool, c.ada.caller, listOverdue, {})).toEqual({ overdue: [] });
  });

  test('who left long ago is asked about no more', async () => {
    await leave();
    await longAgo(401);
    expect(await answer(db.pool, c.ada.caller, listOverdue, {})).toEqual({ overdue: [] });
  });

  test('the list of somebody who has come back begins anew', async () => {
    await mark('keys-and-devices');
    await leave();
    expect((await lineOf('keys-and-devices'))?.mark).not.toBe(null);
    await perform(
      db.pool,
      c.ada.caller,
      activateUser,
      {
        userId: c.bo.id,
        roleIds: [c.roles.doctor],
        siteIds: [c.siteId],
        reason: 'Back from Kelowna',
      },
      { password: PASSWORD },
    );
    expect((await lineOf('keys-and-devices'))?.mark).toBe(null);
    expect((await read()).leftOn).toBe(null);
  });
});

describe('refused, and nothing is changed', () => {
  const nobody = '00000000-0000-4000-8000-000000000000' as Id<'user'>;
  const doctorOnly = 'bc-payer';
  test.each([
    ['checklist/line-not-found', () => mark('no-such-line')],
    ['checklist/line-not-found', () => takeBack('on-payer')],
    ['checklist/note-missing', () => mark('e-fax', { state: 'not-needed', note: ' ' })],
    ['checklist/not-marked', () => takeBack('e-fax')],
    ['user/not-found', () => answer(db.pool, c.ada.caller, readChecklist, { userId: nobody })],
    [
      'user/not-found',
      () => perform(db.pool, c.ada.caller, markLine, { userId: nobody, line: 'e-fax', state: 'done', note: '' }),
    ],
    ['user/not-found', () => perform(db.pool, c.ada.caller, takeBackMark, { userId: nobody, line: 'e-fax' })],
    [
      'checklist/line-not-found',
      () => perform(db.pool, c.ada.caller, markLine, { userId: c.dee.id, line: doctorOnly, state: 'done', note: '' }),
    ],
    [
      'actor/not-permitted',
      () => perform(db.pool, c.dee.caller, markLine, { userId: c.bo.id, line: 'e-fax', state: 'done', note: '' }),
    ],
  ])('%s', async (code, attempt) => {
    await expect(attempt()).rejects.toThrow(code);
    expect((await read()).lines.every((one) => one.mark === null)).toBe(true);
  });

  test('somebody of another clinic is not found', async () => {
    const other = await clinic(db.owner);
    await expect(answer(db.pool, other.ada.caller, readChecklist, { userId: c.bo.id })).rejects.toThrow(
      'user/not-found',
    );
  });
});
