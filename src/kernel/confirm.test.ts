import { Type } from 'typebox';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, PASSWORD } from '#test/staff.ts';
import { command, perform } from './command.ts';
import { operation } from './contract.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const act = command(
  operation({
    name: 'sign-in.act',
    says: 'A made-up command that asks for the password again.',
    method: 'POST',
    path: '/act',
    access: 'signed-in',
    sensitive: true,
    input: Type.Object({}),
    output: Type.Object({}),
    refusals: [],
  }),
  async () => ({ output: {}, audit: {} }),
);
const asked = (password?: string) => perform(db.pool, c.bo.caller, act, {}, { password });
const wrongly = async (times: number) => {
  for (let n = 0; n < times; n += 1) await expect(asked('Wrong7one')).rejects.toThrow('confirmation/password-wrong');
};
const tries = () => one<number>(db.owner, 'select failed_tries from credentials where user_id = $1', [c.bo.id]);

test('with the right password it is done, without one it is asked for', async () => {
  await asked(PASSWORD);
  await expect(asked()).rejects.toThrow('confirmation/password-missing');
  await expect(asked('')).rejects.toThrow('confirmation/password-missing');
  expect(await entries(db.owner, c.id)).toMatchObject([{ action: 'sign-in.act', outcome: 'done' }]);
});

test('a wrong one is counted and written down, as the act that was tried', async () => {
  await wrongly(1);
  expect([await tries(), await entries(db.owner, c.id)]).toMatchObject([
    1,
    [{ actor_id: c.bo.id, action: 'sign-in.act', outcome: 'refused', reason: 'confirmation/password-wrong' }],
  ]);
});

test('five in a row end the session, and the right one comes too late', async () => {
  await wrongly(5);
  await expect(asked(PASSWORD)).rejects.toThrow('session/ended');
  expect(await one(db.owner, 'select count(*) from session where user_id = $1', [c.bo.id])).toBe('0');
});

test('the right one in between begins the count again', async () => {
  await wrongly(4);
  await asked(PASSWORD);
  expect(await tries()).toBe(0);
  await wrongly(4);
  await asked(PASSWORD);
});

test('whoever is inside is not put out by wrong tries at the door', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update credentials set held_until = now() + interval '10 minutes' where user_id = $1`, [c.bo.id]),
  );
  await asked(PASSWORD);
});

test('nobody is asked without a session', async () => {
  const nobody = { ...c.bo.caller, tokenHash: Buffer.alloc(32) };
  await expect(perform(db.pool, nobody, act, {}, { password: PASSWORD })).rejects.toThrow('session/ended');
  expect(await entries(db.owner, c.id)).toEqual([]);
});
