import type { FastifyInstance } from 'fastify';
import { TOTP, Secret } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, PASSWORD } from '#test/staff.ts';
import { addAppAt, addPasskeyAt, askOf, browserAt, codeOf, openDoorOf } from './test-factors.ts';

let db: TestDatabase;
let app: FastifyInstance;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  app = await buildApp(db.pool);
});
afterAll(async () => {
  await app.close();
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
});

const bos = () => browserAt(app, c, c.bo.cookie);
const visitor = () => browserAt(app, c);
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
/** Bo, at the second step in a browser of his own. */
async function atSecondStep() {
  const browser = visitor();
  await browser.signIn();
  return browser;
}

// RFC 6238, appendix B: the shared secret, and the last six of its eight digits at these seconds.
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('the code at second %i is %s', async (second, code) => {
  const step = Math.floor(second / 30);
  expect(await one(db.owner, `select code_of('12345678901234567890', $1)`, [step])).toBe(code);
});

test('codes are what an independent library makes of any secret', async () => {
  for (let n = 0; n < 50; n += 1) {
    const secret = new Secret({ size: 20 });
    const timestamp = Math.floor(Math.random() * 4e12);
    const said = await one(db.owner, 'select code_of($1, $2)', [
      Buffer.from(secret.buffer),
      Math.floor(timestamp / 30_000),
    ]);
    expect(said).toBe(new TOTP({ secret }).generate({ timestamp }));
  }
});

describe('setting up an app', () => {
  test('counts once a code has confirmed it: recovery codes, other sessions end, told, written down', async () => {
    const browser = bos();
    const other = await atSecondStep();
    const begun = await browser.ask('POST', '/my/authenticator', { password: PASSWORD });
    const { key } = begun.json<{ key: { text: string; uri: string } }>();
    expect(key.uri).toMatch(/^otpauth:\/\/totp\/Alder%20Point:bo\?.*secret=/);
    expect((await visitor().signIn()).json().limited).toBeNull();
    const said = await browser.ask('PUT', '/my/authenticator', { code: codeOf(key.text) });
    expect(said.json().recoveryCodes).toHaveLength(10);
    expect(await lastEntry()).toMatchObject({
      actor_id: c.bo.id,
      action: 'second-factors.confirm-authenticator',
      subject_user_id: c.bo.id,
      facts: { recoveryCodesMade: true, sessionsEnded: 2 },
    });
    expect(await other.code('GET', '/session')).toBe('session/ended');
    expect((await browser.ask('GET', '/session')).json()).toMatchObject({
      limited: null,
      notices: [{ kind: 'authenticator-added' }],
    });
    expect(JSON.stringify(await entries(db.owner, c.id))).not.toContain(key.text);
  });

  test('another one takes the place of the first only when it is confirmed', async () => {
    const browser = bos();
    const first = await addAppAt(browser);
    const begun = await browser.ask('POST', '/my/authenticator', { password: PASSWORD });
    expect((await (await atSecondStep()).giveCode(codeOf(first.key, 1))).statusCode).toBe(200);
    const { key } = begun.json<{ key: { text: string } }>();
    const said = await browser.ask('PUT', '/my/authenticator', { code: codeOf(key.text) });
    expect([said.statusCode, said.json()]).toEqual([200, { recoveryCodes: null }]);
    expect((await (await atSecondStep()).giveCode(codeOf(first.key, 1))).json().code).toBe('second-factor/refused');
    expect((await (await atSecondStep()).giveCode(codeOf(key.text, 1))).statusCode).toBe(200);
  });

  test.each([
    ['of another key', () => codeOf(new Secret({ size: 20 }).base32)],
    ['of two minutes ago', (key: string) => codeOf(key, -4)],
    ['that is none', () => 'ABCD-EFGH'],
  ])('second-factor/code-wrong: a code %s', async (_, code) => {
    const browser = bos();
    const begun = await browser.ask('POST', '/my/authenticator', { password: PASSWORD });
    const { key } = begun.json<{ key: { text: string } }>();
    expect(await browser.code('PUT', '/my/authenticator', { code: code(key.text) })).toBe('second-factor/code-wrong');
  });

  test('asks for the password, and hands the key out once', async () => {
    const browser = bos();
    expect(await browser.code('POST', '/my/authenticator', {})).toBe('confirmation/password-missing');
    const headers = { host: `${c.id}.example`, cookie: c.bo.cookie, 'idempotency-key': 'one' };
    const ask = () =>
      app.inject({ method: 'POST', url: '/api/my/authenticator', headers, payload: { password: PASSWORD } });
    expect([(await ask()).json().key?.text.length, (await ask()).json()]).toEqual([32, { key: null }]);
  });
});

describe('a code at the second step', () => {
  test('finishes the sign-in under another token, and until then nothing is open', async () => {
    const { key } = await addAppAt(bos());
    const browser = visitor();
    expect((await browser.signIn()).json().limited).toBe('second-factor');
    const before = browser.cookie();
    const refused = (await browser.ask('GET', '/colleagues')).json();
    expect([refused.code, refused.facts]).toEqual(['session/limited', { limit: 'second-factor' }]);
    expect(await browser.code('GET', '/my/second-factors')).toBe('session/limited');
    expect(await browser.code('GET', '/my/credentials')).toBe('session/limited');
    expect(await one(db.owner, 'select last_sign_in_at from credentials where user_id = $1', [c.bo.id])).toBeNull();
    expect((await browser.giveCode(codeOf(key, 1))).json()).toEqual({ userId: c.bo.id, limited: null });
    expect((await browser.ask('GET', '/colleagues')).statusCode).toBe(200);
    expect(await browserAt(app, c, before).code('GET', '/session')).toBe('session/ended');
    expect(await lastEntry()).toMatchObject({
      actor_id: c.bo.id,
      action: 'second-factors.give-code',
      outcome: 'done',
      facts: { kind: 'authenticator' },
    });
    expect(await one(db.owner, 'select last_sign_in_at is null from credentials where user_id = $1', [c.bo.id])).toBe(
      false,
    );
  });

  test('is taken once, and none that is older is taken after it', async () => {
    const { key } = await addAppAt(bos());
    // As though it had been set up a while ago.
    await arrange(db.owner, c.id, () =>
      db.owner.query('update authenticator set last_step = 0 where user_id = $1', [c.bo.id]),
    );
    const now = codeOf(key);
    expect((await (await atSecondStep()).giveCode(now)).statusCode).toBe(200);
    const answers = [now, codeOf(key, -1)].map(
      async (code) => (await (await atSecondStep()).giveCode(code)).json().code,
    );
    expect(await Promise.all(answers)).toEqual(['second-factor/refused', 'second-factor/refused']);
    expect((await (await atSecondStep()).giveCode(codeOf(key, 1))).statusCode).toBe(200);
  });

  test('the same code from two browsers at once opens one of them', async () => {
    const { key } = await addAppAt(bos());
    const both = await Promise.all([atSecondStep(), atSecondStep()]);
    const code = codeOf(key, 1);
    const said = await Promise.all(both.map((browser) => browser.giveCode(code)));
    expect(said.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  test('the code that confirmed the app does not open the door', async () => {
    const browser = bos();
    const begun = await browser.ask('POST', '/my/authenticator', { password: PASSWORD });
    const code = codeOf(begun.json<{ key: { text: string } }>().key.text);
    await browser.ask('PUT', '/my/authenticator', { code });
    expect((await (await atSecondStep()).giveCode(code)).json().code).toBe('second-factor/refused');
  });

  test('wrong ones count towards the same five as passwords: the fifth ends the session and holds the door', async () => {
    const { key } = await addAppAt(bos());
    await visitor().signIn('bo', 'Wrong7one');
    await visitor().signIn('bo', 'Wrong7one');
    const browser = await atSecondStep();
    for (let n = 0; n < 3; n += 1) expect((await browser.giveCode('000000')).json().code).toBe('second-factor/refused');
    expect((await browser.giveCode(codeOf(key, 1))).json().code).toBe('session/ended');
    expect((await visitor().signIn()).json().code).toBe('sign-in/failed');
    expect(await lastEntry()).toMatchObject({ action: 'sign-in.sign-in', reason: 'held' });
    await openDoorOf(db.owner, c, c.bo);
    expect((await (await atSecondStep()).giveCode(codeOf(key, 1))).statusCode).toBe(200);
  });

  test('the right password does not wipe out the wrong codes', async () => {
    await addAppAt(bos());
    for (let n = 0; n < 5; n += 1) await (await atSecondStep()).giveCode('000000');
    expect((await visitor().signIn()).statusCode).toBe(401);
  });

  test('while the door is held the right code opens nothing, with the same answer, in a session from before too', async () => {
    const { key } = await addAppAt(bos());
    const [waiting, guessing] = [await atSecondStep(), await atSecondStep()];
    for (let n = 0; n < 5; n += 1) await guessing.giveCode('000000');
    expect((await waiting.giveCode(codeOf(key, 1))).json().code).toBe('second-factor/refused');
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'held', actor_id: null });
  });

  test('a wrong code, a used one and a recovery code that is none get the same answer', async () => {
    await addAppAt(bos());
    const browser = await atSecondStep();
    const said = [
      await browser.giveCode('000000'),
      await browser.giveCode('ABCD-EFGH-JKMN-PQRS'),
      await browser.giveCode(''),
    ];
    const [first, ...others] = said.map(({ statusCode, json }) => [statusCode, json().code]);
    expect(others).toEqual([first, first]);
  });
});

describe('recovery codes', () => {
  test('each finishes one sign-in, however it is typed, and the user is told how many are left', async () => {
    const { recoveryCodes } = await addAppAt(bos());
    const [code = ''] = recoveryCodes ?? [];
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    const browser = await atSecondStep();
    expect(
      (await browser.giveCode(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `)).statusCode,
    ).toBe(200);
    expect((await browser.ask('GET', '/session')).json().notices).toMatchObject([
      { kind: 'recovery-code-used', facts: { left: 9 } },
      { kind: 'authenticator-added' },
    ]);
    expect(await lastEntry()).toMatchObject({
      action: 'second-factors.give-code',
      facts: { kind: 'recovery-code', codesLeft: 9 },
    });
    expect((await (await atSecondStep()).giveCode(code)).json().code).toBe('second-factor/refused');
  });

  test('the same one from two browsers at once opens one of them', async () => {
    const { recoveryCodes } = await addAppAt(bos());
    const both = await Promise.all([atSecondStep(), atSecondStep()]);
    const said = await Promise.all(both.map((browser) => browser.giveCode(recoveryCodes?.[3] ?? '')));
    expect(said.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  test('are kept as Argon2id hashes, of the part that does not say which one it is', async () => {
    const { recoveryCodes } = await addAppAt(bos());
    const { rows } = await db.owner.query<{ selector: string; hash: string }>(
      'select selector, hash from recovery_code where user_id = $1',
      [c.bo.id],
    );
    expect(rows.map(({ selector }) => selector).toSorted()).toEqual(
      recoveryCodes?.map((code) => code.slice(0, 4)).toSorted(),
    );
    expect(rows.every(({ hash }) => hash.startsWith('$argon2id$'))).toBe(true);
  });

  test('new ones end the old, for the password', async () => {
    const browser = bos();
    const { recoveryCodes: old } = await addAppAt(browser);
    expect(await browser.code('POST', '/my/recovery-codes', {})).toBe('confirmation/password-missing');
    const said = await browser.ask('POST', '/my/recovery-codes', { password: PASSWORD });
    const anew = said.json<{ recoveryCodes: string[] }>().recoveryCodes;
    expect(anew).toHaveLength(10);
    expect(await lastEntry()).toMatchObject({
      action: 'second-factors.renew-recovery-codes',
      facts: { before: { left: 10 }, after: { left: 10 } },
    });
    expect((await (await atSecondStep()).giveCode(old?.[0] ?? '')).json().code).toBe('second-factor/refused');
    expect((await (await atSecondStep()).giveCode(anew[0] ?? '')).statusCode).toBe(200);
  });

  test('second-factor/none: there is nothing to recover', async () => {
    expect(await bos().code('POST', '/my/recovery-codes', { password: PASSWORD })).toBe('second-factor/none');
  });
});

describe('removing the app', () => {
  const remove = (browser: ReturnType<typeof bos>) =>
    browser.ask('DELETE', '/my/authenticator', { password: PASSWORD });

  test('nothing is asked for any more, and it is written down', async () => {
    const browser = bos();
    await addAppAt(browser);
    expect((await remove(browser)).statusCode).toBe(200);
    expect(await lastEntry()).toMatchObject({
      action: 'second-factors.remove-authenticator',
      facts: { sessionsEnded: 0 },
    });
    expect((await visitor().signIn()).json().limited).toBeNull();
    expect(await one(db.owner, 'select count(*) from recovery_code where user_id = $1', [c.bo.id])).toBe('0');
  });

  test('second-factor/none', async () => {
    expect((await remove(bos())).json().code).toBe('second-factor/none');
  });

  test('second-factor/required, unless a passkey does as well', async () => {
    const browser = bos();
    await addAppAt(browser);
    await askOf(db.owner, c, c.roles.doctor, 'either');
    expect((await remove(browser)).json().code).toBe('second-factor/required');
    await addPasskeyAt(browser);
    expect((await remove(browser)).statusCode).toBe(200);
  });
});
