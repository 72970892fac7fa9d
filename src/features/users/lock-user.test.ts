import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, PASSWORD } from '#test/staff.ts';
import { lockUser } from './lock-user.ts';
import { readUser } from './read-user.ts';
import { giveRole, leave, lockAway, roleThatMay } from './test-person.ts';
import { unlockUser } from './unlock-user.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const read = (who: Member) => answer(db.pool, c.ada.caller, readUser, { userId: who.id });
const lock = (who: Member, by: Member = c.ada, password: string | undefined = PASSWORD) =>
  perform(db.pool, by.caller, lockUser, { userId: who.id, reason: 'badge lost' }, { password });
const unlock = (who: Member, by: Member = c.ada, was?: 'locked' | 'held') =>
  perform(db.pool, by.caller, unlockUser, { userId: who.id, ...(was ? { was } : {}) });
const sessions = (who: Member) => one<string>(db.owner, 'select count(*) from session where user_id = $1', [who.id]);
const holdShut = (who: Member, until: string) =>
  arrange(db.owner, c.id, () =>
    db.owner.query(`update credentials set held_until = ${until} where user_id = $1`, [who.id]),
  );
/** A user's status as the owner of the database sees it: whoever asks may be the one who is locked. */
const statusOf = (who: Member) =>
  one<string>(
    db.owner,
    `select case when locked_at is null then 'active' else 'locked' end from clinic_user where user_id = $1`,
    [who.id],
  );
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);

describe('lock', () => {
  test('ends sign-in at once and leaves roles and sites', async () => {
    await lock(c.bo);
    expect(await sessions(c.bo)).toBe('0');
    await expect(answer(db.pool, c.bo.caller, readUser, { userId: c.bo.id })).rejects.toThrow('session/ended');
    expect(await read(c.bo)).toMatchObject({
      status: 'locked',
      lockedReason: 'badge lost',
      roles: [{ name: 'doctor' }],
      sites: [{ name: 'Alder Point' }],
    });
    expect(await entries(db.owner, c.id)).toEqual([
      {
        actor_id: c.ada.id,
        action: 'users.lock-user',
        outcome: 'done',
        subject_user_id: c.bo.id,
        patient_id: null,
        reason: 'badge lost',
        facts: { sessionsEnded: 1 },
      },
    ]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['confirmation/password-wrong', () => lock(c.bo, c.ada, 'Wrong7one')],
    ['user/is-yourself', () => lock(c.ada)],
    ['user/already-locked', () => lockAway(db.owner, c, c.bo.id).then(() => lock(c.bo))],
    ['user/already-inactive', () => leave(db.owner, c, c.bo.id).then(() => lock(c.bo))],
    ['user/not-found', () => clinic(db.owner).then((other) => lock(other.bo))],
    ['actor/not-permitted', () => lock(c.bo, c.dee)],
  ])('%s', async (code, act) => {
    await expect(act()).rejects.toThrow(code);
    expect(await lastEntry()).toMatchObject({ action: 'users.lock-user', outcome: 'refused', reason: code });
  });

  test('without a password nothing is asked of the database', async () => {
    await expect(perform(db.pool, c.ada.caller, lockUser, { userId: c.bo.id, reason: 'x' })).rejects.toThrow(
      'confirmation/password-missing',
    );
    expect(await read(c.bo)).toMatchObject({ status: 'active' });
  });

  test('the last administrator stays', async () => {
    await giveRole(db.owner, c, c.dee.id, await roleThatMay(db.owner, c, 'locker', ['users.lock-user']));
    await expect(lock(c.ada, c.dee)).rejects.toThrow('user/last-administrator');
    expect(await sessions(c.ada)).toBe('1');
    await lock(c.bo, c.dee);
  });

  test('two administrators who lock each other at once: one is left', async () => {
    await giveRole(db.owner, c, c.cy.id, c.roles.admin);
    const said = await Promise.allSettled([lock(c.cy, c.ada), lock(c.ada, c.cy)]);
    expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(said.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'session/ended' } });
    expect([await statusOf(c.ada), await statusOf(c.cy)].toSorted()).toEqual(['active', 'locked']);
  });
});

describe('unlock', () => {
  test('a locked user signs in again; old sessions do not come back', async () => {
    await lock(c.bo);
    await unlock(c.bo);
    expect(await read(c.bo)).toMatchObject({ status: 'active', lockedReason: null });
    expect(await sessions(c.bo)).toBe('0');
    expect(await lastEntry()).toMatchObject({
      action: 'users.unlock-user',
      outcome: 'done',
      subject_user_id: c.bo.id,
      facts: { was: 'locked' },
    });
  });

  test('too many wrong tries are forgotten', async () => {
    await holdShut(c.bo, `now() + interval '9 minutes'`);
    expect((await read(c.bo)).heldUntil).not.toBeNull();
    await unlock(c.bo);
    expect(await read(c.bo)).toMatchObject({ status: 'active', heldUntil: null });
    expect(await lastEntry()).toMatchObject({ outcome: 'done', facts: { was: 'held' } });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['user/not-locked', () => unlock(c.bo)],
    [
      'request/version-stale', // locked for cause since somebody looked at a door that was held shut
      () =>
        holdShut(c.bo, `now() + interval '9 minutes'`)
          .then(() => lock(c.bo))
          .then(() => unlock(c.bo, c.ada, 'held')),
    ],
    [
      'request/version-stale',
      () => holdShut(c.bo, `now() + interval '9 minutes'`).then(() => unlock(c.bo, c.ada, 'locked')),
    ],
    ['user/not-locked', () => holdShut(c.bo, `now() - interval '1 second'`).then(() => unlock(c.bo))],
    ['user/already-inactive', () => leave(db.owner, c, c.bo.id).then(() => unlock(c.bo))],
    ['user/not-found', () => clinic(db.owner).then((other) => unlock(other.bo))],
    ['actor/not-permitted', () => lockAway(db.owner, c, c.bo.id).then(() => unlock(c.bo, c.dee))],
  ])('%s', async (code, act) => {
    await expect(act()).rejects.toThrow(code);
    expect(await lastEntry()).toMatchObject({ action: 'users.unlock-user', outcome: 'refused', reason: code });
  });
});
