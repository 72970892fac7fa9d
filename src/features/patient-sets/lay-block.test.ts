import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { openChart } from '#features/charts/open-chart.ts';
import { makeAdministrator, outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, PASSWORD, patients } from '#test/staff.ts';
import { aboutNobody, openWork, worked } from '#test/work.ts';
import type { LayBlock } from './access-contract.ts';
import { layBlock } from './lay-block.ts';
import { previewSetAccess } from './preview-set-access.ts';
import { readSetAccess } from './read-set-access.ts';
import { layOn, makeSet, terms } from './test-sets.ts';

let db: TestDatabase;
let c: Clinic;
let pia: Id<'patient'>;
let lou: Id<'patient'>;
let family: Id<'set'>;
let board: Id<'set'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [pia, lou] = (await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou'])) as [Id<'patient'>, Id<'patient'>];
  family = await makeSet(db.owner, c, 'Okonjo family', [pia]);
  board = await makeSet(db.owner, c, 'Board', [pia, lou]);
});

type Asked = Input<typeof LayBlock>;
const wish = (setId: Id<'set'>, other: Partial<Asked['blackListed'][number]> = {}) => ({
  setId,
  versionNumber: 1,
  ...terms,
  ...other,
});
const done = (
  blackListed: Asked['blackListed'],
  {
    by = c.ada,
    userId = c.cy.id,
    version = 1,
    liftReason,
  }: { by?: Member; userId?: Id<'user'>; version?: number; liftReason?: string } = {},
) =>
  perform(
    db.pool,
    by.caller,
    layBlock,
    { userId, version, blackListed, ...(liftReason ? { liftReason } : {}) },
    { password: PASSWORD },
  );
const opens = (patientId: Id<'patient'>, who = c.cy) => outcome(perform(db.pool, who.caller, openChart, { patientId }));
const access = (userId = c.cy.id) => answer(db.pool, c.ada.caller, readSetAccess, { userId });
const blocks = () => one<number>(db.owner, 'select count(*)::int from chart_block where clinic_id = $1', [c.id]);
const last = async () => (await entries(db.owner, c.id)).at(-1);

test('Done closes a set from the next request on, with its terms and its entry', async () => {
  expect(await opens(pia)).toBe('done');
  const day = { endsOn: '2031-05-02', reviewOn: '2030-05-02', patientRequest: true };
  expect(await done([wish(family, day)])).toEqual({ userId: c.cy.id, laid: 1, lifted: 0, version: 2 });
  expect(await opens(pia)).not.toBe('done');
  expect(await opens(lou)).toBe('done');
  expect(await opens(pia, c.bo)).toBe('done');
  const entry = (await entries(db.owner, c.id)).find(({ action }) => action === 'patient-sets.lay-block');
  expect(entry).toMatchObject({
    actor_id: c.ada.id,
    outcome: 'done',
    subject_user_id: c.cy.id,
    facts: { before: { closed: [] }, after: { closed: [{ setId: family, ...terms, ...day }] } },
  });
  const { rows } = await db.owner.query(
    `select laid_by_id, ends_at = timestamptz '2031-05-03 00:00 America/Vancouver' as "endOfDay" from chart_block where clinic_id = $1`,
    [c.id],
  );
  expect(rows).toEqual([{ laid_by_id: c.ada.id, endOfDay: true }]);
});

test('the two lists: what is closed, with its terms, and what could be', async () => {
  await done([wish(family, { endsOn: '2031-05-02', reviewOn: '2031-04-02', masterFileOpen: true })]);
  const choice = { versionNumber: 1, since: expect.any(String) };
  expect(await access()).toEqual({
    userId: c.cy.id,
    name: 'Cy Okonjo',
    blackListed: [
      {
        setId: family,
        name: 'Okonjo family',
        members: 1,
        ...choice,
        ...terms,
        endsOn: '2031-05-02',
        reviewOn: '2031-04-02',
        reviewer: { userId: c.ada.id, name: 'Ada Lindqvist', deactivated: false },
        masterFileOpen: true,
        reasonWithheld: false,
      },
    ],
    sets: [{ setId: board, name: 'Board', members: 2, ...choice }],
    version: 2,
  });
});

test('all of it at once: one is laid, one lifted with a reason, one has other terms, one stays', async () => {
  const third = await makeSet(db.owner, c, 'Third', [lou]);
  await done([wish(family), wish(board)]);
  const before = await one(db.owner, 'select block_id from chart_block where set_id = $1', [family]);
  const said = await done([wish(family), wish(third)], { version: 3, liftReason: 'The board is another one.' });
  expect(said).toEqual({ userId: c.cy.id, laid: 1, lifted: 1, version: 5 });
  expect(await one(db.owner, 'select block_id from chart_block where set_id = $1', [family])).toBe(before);
  const { rows } = await db.owner.query('select lifted_by_id, lift_reason from chart_block where set_id = $1', [board]);
  expect(rows).toEqual([{ lifted_by_id: c.ada.id, lift_reason: 'The board is another one.' }]);
  await done([wish(family, { emergencyAllowed: false }), wish(third)], { version: 5 });
  expect(await one(db.owner, 'select count(*)::int from chart_block where set_id = $1', [family])).toBe(2);
  expect(await opens(pia)).not.toBe('done');
  await done([], { version: 7 });
  expect([await opens(pia), await opens(lou)]).toEqual(['done', 'done']);
});

test('a block that has ended by itself is not listed, and can be laid anew', async () => {
  await layOn(db.owner, c, family, c.cy.id);
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `update chart_block set laid_at = now() - interval '2 days', ends_at = now() - interval '1 day' where clinic_id = $1`,
      [c.id],
    ),
  );
  expect((await access()).blackListed).toEqual([]);
  await done([wish(family)], { version: (await access()).version });
  const { rows } = await db.owner.query(
    'select lifted_by_id, lifted_at = ends_at as "overAtItsEnd" from chart_block where set_id = $1 order by laid_at',
    [family],
  );
  expect(rows).toEqual([
    { lifted_by_id: null, overAtItsEnd: true },
    { lifted_by_id: null, overAtItsEnd: null },
  ]);
});

describe('the preview', () => {
  const preview = (setIds: Id<'set'>[], by = c.ada) =>
    answer(db.pool, by.caller, previewSetAccess, { userId: c.cy.id, setIds });
  test('says in numbers what closes and opens, who has an appointment, and what work is left with the user', async () => {
    await openWork(db.owner, c, c.cy.id, [pia, lou]);
    await openWork(db.owner, c, c.bo.id, [pia]);
    expect(await preview([family])).toMatchObject({ name: 'Cy Okonjo', closes: 1, opens: 0, appointments: 1 });
    await done([wish(family)]);
    const said = await preview([board]);
    expect(said).toMatchObject({
      closes: 1,
      opens: 0,
      appointments: 2,
      sets: [{ setId: board, versionNumber: 1, members: 2 }],
    });
    const kinds = worked.filter((kind) => !aboutNobody.some((nobody) => nobody.kind === kind)).toSorted();
    expect(said.work).toEqual(kinds.map((kind) => ({ kind, items: 2 })));
    expect(await preview([])).toMatchObject({ closes: 0, opens: 1, appointments: 0, work: [] });
  });
  test('counts patients who are closed to the reader too', async () => {
    await layOn(db.owner, c, board, c.ada.id);
    expect(await preview([board])).toMatchObject({ closes: 2 });
  });
  test('what waits about patients who are closed to the reader is not said', async () => {
    await openWork(db.owner, c, c.cy.id, [pia, lou]);
    await layOn(db.owner, c, family, c.ada.id);
    const { appointments, work } = await preview([board]);
    expect([appointments, new Set(work.map(({ items }) => items))]).toEqual([1, new Set([1])]);
  });
  test('refused: a user who is not there, or has left, or without the permission', async () => {
    const of = (userId: Id<'user'>) => answer(db.pool, c.ada.caller, previewSetAccess, { userId, setIds: [] });
    await expect(of(randomUUID() as Id<'user'>)).rejects.toThrow('user/not-found');
    await leave(c.dee);
    await expect(of(c.dee.id)).rejects.toThrow('block/user-inactive');
    await expect(preview([], c.bo)).rejects.toThrow('actor/not-permitted');
  });
});

const leave = (who: Member) =>
  arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [who.id]));

describe('refused, nothing is laid and nothing lifted', () => {
  const refused = async (work: () => Promise<unknown>) => {
    const before = await blocks();
    const said = await outcome(work());
    expect(await blocks()).toBe(before);
    expect(await last()).toMatchObject({ action: 'patient-sets.lay-block', outcome: 'refused', reason: said });
    return said;
  };
  test('block/concerns-yourself', async () => {
    await makeAdministrator(db.owner, c, c.cy);
    expect(await refused(() => done([wish(family)], { userId: c.ada.id }))).toBe('block/concerns-yourself');
  });
  test('what is closed to oneself is shown without the reason', async () => {
    await layOn(db.owner, c, family, c.ada.id);
    const { blackListed } = await answer(db.pool, c.ada.caller, readSetAccess, { userId: c.ada.id });
    expect(blackListed).toMatchObject([{ setId: family, reason: '' }]);
  });
  test('nor why it is closed to another; that stays when Done says none', async () => {
    await layOn(db.owner, c, family, c.ada.id);
    await layOn(db.owner, c, family, c.cy.id);
    const { blackListed, version } = await access();
    expect(blackListed).toMatchObject([{ setId: family, reason: '', reasonWithheld: true }]);
    expect(await done([wish(family, { reason: '' })], { version })).toMatchObject({ laid: 0, lifted: 0 });
    const other = wish(family, { reason: '', masterFileOpen: true });
    expect(await refused(() => done([other], { version }))).toBe('block/reason-missing');
  });
  test('block/concerns-yourself: nor is a block on oneself lifted', async () => {
    await makeAdministrator(db.owner, c, c.cy);
    await layOn(db.owner, c, family, c.ada.id);
    expect(await refused(() => done([], { userId: c.ada.id, version: 2 }))).toBe('block/concerns-yourself');
  });
  test('block/last-administrator: nobody could lift it', async () => {
    const steward = await one<Id<'role'>>(
      db.owner,
      `select role_id from role where clinic_id = $1 and name = 'front desk'`,
      [c.id],
    );
    await arrange(db.owner, c.id, () =>
      db.owner.query(`insert into role_permission values ($1, $2, 'patient-sets.lay-block')`, [c.id, steward]),
    );
    expect(await refused(() => done([wish(family)], { by: c.dee, userId: c.ada.id }))).toBe('block/last-administrator');
    await makeAdministrator(db.owner, c, c.cy);
    expect(await outcome(done([wish(family)], { by: c.dee, userId: c.ada.id }))).toBe('done');
  });
  test('block/user-inactive', async () => {
    await leave(c.dee);
    expect(await refused(() => done([wish(family)], { userId: c.dee.id }))).toBe('block/user-inactive');
    await expect(access(c.dee.id)).rejects.toThrow('block/user-inactive');
  });
  test('a locked user can be blocked', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [c.cy.id]),
    );
    expect(await outcome(done([wish(family)]))).toBe('done');
  });
  test('user/not-found, also in another clinic', async () => {
    const other = await clinic(db.owner);
    expect(await refused(() => done([wish(family)], { userId: other.cy.id }))).toBe('user/not-found');
    await expect(access(other.cy.id)).rejects.toThrow('user/not-found');
  });
  test('set/not-found: unknown, of another clinic, deleted meanwhile', async () => {
    const other = await clinic(db.owner);
    const theirs = await makeSet(db.owner, other, 'Theirs', []);
    expect(await refused(() => done([wish(randomUUID() as Id<'set'>)]))).toBe('set/not-found');
    expect(await refused(() => done([wish(board), wish(theirs)]))).toBe('set/not-found');
    await arrange(db.owner, c.id, () =>
      db.owner.query('update patient_set set deleted_at = now() where set_id = $1', [family]),
    );
    expect(await refused(() => done([wish(family)]))).toBe('set/not-found');
  });
  test('set/changed: another version than was shown', async () => {
    expect(await refused(() => done([wish(board), wish(family, { versionNumber: 2 })]))).toBe('set/changed');
    expect((await last())?.facts).toEqual({ name: 'Okonjo family' });
  });
  test('block/already-laid: the same set twice', async () => {
    expect(await refused(() => done([wish(family), wish(family)]))).toBe('block/already-laid');
  });
  test('block/reason-missing, block/ends-in-the-past, block/review-in-the-past, block/review-after-end', async () => {
    expect(await refused(() => done([wish(family, { reason: ' ' })]))).toBe('block/reason-missing');
    expect(await refused(() => done([wish(family, { endsOn: '2020-01-01' })]))).toBe('block/ends-in-the-past');
    expect(await refused(() => done([wish(family, { reviewOn: '2020-01-01' })]))).toBe('block/review-in-the-past');
    const reversed = { endsOn: '2031-05-02', reviewOn: '2031-05-03' };
    expect(await refused(() => done([wish(family, reversed)]))).toBe('block/review-after-end');
  });
  test('request/version-stale', async () => {
    expect(await refused(() => done([wish(family)], { version: 2 }))).toBe('request/version-stale');
  });
  test('actor/not-permitted', async () => {
    expect(await refused(() => done([wish(family)], { by: c.bo, userId: c.dee.id }))).toBe('actor/not-permitted');
    await expect(answer(db.pool, c.bo.caller, readSetAccess, { userId: c.cy.id })).rejects.toThrow(
      'actor/not-permitted',
    );
  });
  test('confirmation/password-missing', async () => {
    const asked = { userId: c.cy.id, version: 1, blackListed: [wish(family)] };
    await expect(perform(db.pool, c.ada.caller, layBlock, asked)).rejects.toThrow('confirmation/password-missing');
  });
});

test('two administrators at once: one is done, the other sees that something changed', async () => {
  await makeAdministrator(db.owner, c, c.bo);
  const both = await Promise.all([outcome(done([wish(family)])), outcome(done([wish(board)], { by: c.bo }))]);
  expect(both.toSorted()).toEqual(['done', 'request/version-stale']);
  expect(await blocks()).toBe(1);
});
