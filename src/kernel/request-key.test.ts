import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Type } from 'typebox';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, type Member, one, PASSCODE, PASSWORD } from '#test/staff.ts';
import { canonical } from './request-key.ts';
import { command, perform } from './command.ts';
import { operation } from './contract.ts';
import { Refusal } from './refusal.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const Build = operation({
  name: 'sign-in.build',
  says: 'A made-up command that changes something.',
  method: 'POST',
  path: '/build',
  access: 'signed-in',
  input: Type.Object({
    name: Type.String(),
    login: Type.Optional(Type.Object({ password: Type.String(), passcode: Type.String() })),
  }),
  output: Type.Object({ siteId: Type.String(), opened: Type.Boolean(), floors: Type.Integer() }),
  refusals: ['site/not-found'],
});
let built = 0; // names of sites are unique
const build = command(Build, async (tx, { clinicId }, { name }) => {
  if (name === '') throw new Refusal('site/not-found');
  built += 1;
  const site = tx.insertInto('site').values({ clinic_id: clinicId, name: `${name} ${built}`, short_name: `S${built}` });
  const { site_id: siteId } = await site.returning('site_id').executeTakeFirstOrThrow();
  return { output: { siteId, opened: true, floors: 3 }, audit: { facts: { name } } };
});
const look = command(operation({ ...Build, name: 'sign-in.look', path: '/look' }), async (tx) => {
  const { site_id: siteId } = await tx.selectFrom('site').select('site_id').executeTakeFirstOrThrow();
  return { output: { siteId, opened: false, floors: 0 }, audit: {} };
});
const ask = (who: Member, key: string | undefined, input: object = {}, what = build) =>
  perform(db.pool, who.caller, what, { name: 'Fernhill', ...input }, { key });
const sites = () =>
  one<string>(db.owner, `select count(*) from site where clinic_id = $1 and name <> 'Alder Point'`, [c.id]);
const kept = () => one<string>(db.owner, 'select count(*) from answered_request where clinic_id = $1', [c.id]);

test('the same request again answers the same and does nothing', async () => {
  const first = await ask(c.ada, 'build-1');
  expect(await ask(c.ada, 'build-1')).toEqual(first);
  expect([await sites(), await entries(db.owner, c.id)]).toMatchObject([
    '1',
    [{ action: 'sign-in.build', outcome: 'done' }],
  ]);
});

test('without a name, or under another, it is done again', async () => {
  for (const key of [undefined, undefined, 'build-1', 'build-2']) await ask(c.ada, key);
  await ask(c.bo, 'build-1');
  expect([await sites(), await kept()]).toEqual(['5', '3']);
});

test('a name that stood for something else is refused, and the refusal is written down', async () => {
  await ask(c.ada, 'build-1');
  await expect(ask(c.ada, 'build-1', { name: 'Elm' })).rejects.toThrow('request/key-reused');
  await expect(ask(c.ada, 'build-1', {}, look)).rejects.toThrow('request/key-reused');
  expect((await entries(db.owner, c.id)).map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['done', null],
    ['refused', 'request/key-reused'],
    ['refused', 'request/key-reused'],
  ]);
});

test('a refusal is not kept: the next try is a try', async () => {
  await expect(ask(c.ada, 'build-1', { name: '' })).rejects.toThrow('site/not-found');
  await ask(c.ada, 'build-1');
  expect(await sites()).toBe('1');
});

test('who only looks looks again, with an entry each time', async () => {
  await ask(c.ada, 'look-1', {}, look);
  await ask(c.ada, 'look-1', {}, look);
  expect([await kept(), (await entries(db.owner, c.id)).length]).toEqual(['0', 2]);
});

test('somebody who may no longer come in gets no earlier answer either', async () => {
  await ask(c.bo, 'build-1');
  const gone = { ...c.bo, caller: { ...c.bo.caller, tokenHash: Buffer.alloc(32) } };
  await expect(ask(gone, 'build-1')).rejects.toThrow('session/ended');
});

test('what is secret in a request leaves nothing behind that could be guessed at', async () => {
  const login = { password: PASSWORD, passcode: PASSCODE };
  const first = await ask(c.ada, 'build-1', { login });
  expect(await ask(c.ada, 'build-1', { login: { password: 'Other7one', passcode: '8151' } })).toEqual(first);
  const asked = await one<Buffer>(db.owner, 'select asked from answered_request where clinic_id = $1', [c.id]);
  const fast = createHash('sha256')
    .update(JSON.stringify(['sign-in.build', { name: 'Fernhill', login }]))
    .digest();
  expect(asked.equals(fast)).toBe(false);
});

test('whose properties come in another order is the same request', async () => {
  const first = await ask(c.ada, 'build-1', { login: { password: PASSWORD, passcode: PASSCODE } });
  const turned = { login: { passcode: PASSCODE, password: PASSWORD }, name: 'Fernhill' };
  expect(await perform(db.pool, c.ada.caller, build, turned, { key: 'build-1' })).toEqual(first);
});

/** The same JSON with the properties of each object the other way round. */
const turnedAround = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turnedAround);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, inner]) => [name, turnedAround(inner)]),
  );
};

test('the canonical form depends on what is said and on nothing else', () => {
  const said = (input: unknown) => canonical({ action: 'sign-in.build', input });
  fc.assert(
    fc.property(fc.jsonValue(), (input) => {
      expect(said(turnedAround(input))).toBe(said(input));
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (first, other) => {
      expect(said(first) === said(other)).toBe(said(turnedAround(first)) === said(turnedAround(other)));
    }),
  );
  expect(said([1, 2])).not.toBe(said([2, 1]));
  expect(said({ a: 1, b: 2 })).not.toBe(said({ a: 2, b: 1 }));
});
