import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import type { Id } from '#kernel/brand.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, PASSWORD } from '#test/staff.ts';
import { deleteSecurityRecord } from './delete-security-record.ts';
import { listUsers } from './list-users.ts';
import { readUser } from './read-user.ts';
import { giveRole, leave, lockAway, roleThatMay } from './test-person.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const remove = (userId: Id<'user'>, by: Member = c.ada, password = PASSWORD) =>
  perform(db.pool, by.caller, deleteSecurityRecord, { userId }, { password });
const rows = (table: string, userId: string) =>
  one<string>(db.owner, `select count(*) from ${table} where user_id = $1`, [userId]).then(Number);

test('ends credentials and sessions at once; record, roles, sites and history stay', async () => {
  await remove(c.bo.id);
  expect(await rows('credentials', c.bo.id)).toBe(0);
  expect(await rows('session', c.bo.id)).toBe(0);
  expect(await answer(db.pool, c.ada.caller, readUser, { userId: c.bo.id })).toMatchObject({
    status: 'active',
    username: null,
    roles: [{ name: 'doctor' }],
    sites: [{ name: 'Alder Point' }],
  });
  await expect(answer(db.pool, c.bo.caller, readUser, { userId: c.bo.id })).rejects.toThrow('session/ended');
  expect(await entries(db.owner, c.id)).toEqual([
    {
      actor_id: c.ada.id,
      action: 'users.delete-security-record',
      outcome: 'done',
      subject_user_id: c.bo.id,
      patient_id: null,
      reason: null,
      facts: { before: { username: 'bo', email: null }, after: {}, sessionsEnded: 1 },
    },
  ]);
});

test('when somebody last signed in outlasts the credentials, and stands in the new ones', async () => {
  const at = '2026-11-10T16:02:00.000Z';
  await arrange(db.owner, c.id, () =>
    db.owner.query('update credentials set last_sign_in_at = $2 where user_id = $1', [c.bo.id, at]),
  );
  await remove(c.bo.id);
  const seen = async () => (await answer(db.pool, c.ada.caller, readUser, { userId: c.bo.id })).lastSignInAt;
  expect(await seen()).toBe(at);
  const never = await answer(db.pool, c.ada.caller, listUsers, { signIn: 'never' });
  expect(never.users.map(({ userId }) => userId)).not.toContain(c.bo.id);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`insert into credentials (clinic_id, user_id, username) values ($1, $2, 'bo')`, [c.id, c.bo.id]),
  );
  expect(await seen()).toBe(at);
});

test('also of somebody who has left, whose credentials would otherwise lie there', async () => {
  await leave(db.owner, c, c.bo.id);
  await remove(c.bo.id);
  expect(await rows('credentials', c.bo.id)).toBe(0);
});

describe('is refused', () => {
  const nothingHappened = async (who: Member, reason: string) => {
    expect(await rows('credentials', who.id)).toBe(1);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ outcome: 'refused', reason });
  };

  test('without the own password', async () => {
    await expect(remove(c.bo.id, c.ada, 'wrong')).rejects.toThrow('confirmation/password-wrong');
    await nothingHappened(c.bo, 'confirmation/password-wrong');
  });

  test('for oneself', async () => {
    await expect(remove(c.ada.id)).rejects.toThrow('user/is-yourself');
    await nothingHappened(c.ada, 'user/is-yourself');
  });

  test('for the last administrator', async () => {
    await giveRole(db.owner, c, c.cy.id, c.roles.admin);
    await lockAway(db.owner, c, c.cy.id);
    await giveRole(db.owner, c, c.bo.id, c.roles.admin);
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update credentials set expires_at = now() + interval '1 day' where user_id = $1`, [c.bo.id]),
    );
    await expect(remove(c.ada.id, c.bo)).rejects.toThrow('user/last-administrator');
    await nothingHappened(c.ada, 'user/last-administrator');
  });

  test('of somebody who may do more than the actor', async () => {
    const role = await roleThatMay(db.owner, c, 'office', ['users.delete-security-record']);
    await giveRole(db.owner, c, c.dee.id, role);
    await expect(remove(c.ada.id, c.dee)).rejects.toThrow('user/role-not-yours');
    await nothingHappened(c.ada, 'user/role-not-yours');
  });

  test('where there is nothing to delete', async () => {
    await arrange(db.owner, c.id, () => db.owner.query('delete from credentials where user_id = $1', [c.bo.id]));
    await expect(remove(c.bo.id)).rejects.toThrow('user/credentials-missing');
  });

  test('for somebody of another clinic, and by whoever may not', async () => {
    const other = await clinic(db.owner);
    await expect(remove(other.bo.id)).rejects.toThrow('user/not-found');
    await expect(remove(c.bo.id, c.dee)).rejects.toThrow('actor/not-permitted');
  });
});
