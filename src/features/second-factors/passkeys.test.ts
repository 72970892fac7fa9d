import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '#server/app.ts';
import { authenticator } from '#test/authenticator.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, PASSWORD } from '#test/staff.ts';
import { addAppAt, addPasskeyAt, askOf, browserAt } from './test-factors.ts';

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

describe('adding one', () => {
  test('hands out recovery codes with the first, ends the other sessions, renews this one, and is told', async () => {
    const browser = bos();
    const other = visitor();
    await other.signIn();
    const { said, passkeyId, recoveryCodes } = await addPasskeyAt(browser);
    expect([said.statusCode, recoveryCodes?.length]).toEqual([200, 10]);
    expect(browser.cookie()).not.toBe(c.bo.cookie);
    expect([await browser.limited(), await other.code('GET', '/session')]).toEqual([null, 'session/ended']);
    expect(await lastEntry()).toEqual({
      actor_id: c.bo.id,
      action: 'second-factors.add-passkey',
      outcome: 'done',
      subject_user_id: c.bo.id,
      patient_id: null,
      reason: null,
      facts: { passkeyId, name: 'Desk key', recoveryCodesMade: true, sessionsEnded: 1 },
    });
    const { notices } = (await browser.ask('GET', '/session')).json();
    expect(notices).toMatchObject([{ kind: 'passkey-added' }]);
    expect((await addPasskeyAt(browser, 'Phone')).recoveryCodes).toBeNull();
    const own = (await browser.ask('GET', '/my/second-factors')).json();
    expect(own).toMatchObject({
      passkeys: [{ name: 'Desk key', lastUsedAt: null }, { name: 'Phone' }],
      authenticator: null,
      recoveryCodesLeft: 10,
    });
  });

  test.each<[string, (browser: ReturnType<typeof bos>) => Promise<object>]>([
    [
      'made at another address',
      async (browser) => ({
        challenge: await browser.challenge(),
        rpId: 'evil.example',
        origin: 'https://evil.example',
      }),
    ],
    [
      'made for another origin',
      async (browser) => ({ challenge: await browser.challenge(), origin: 'https://evil.example' }),
    ],
    ['made for no challenge of ours', async () => ({ challenge: 'bm90LW91cnM' })],
    ['made for the challenge of another browser', async () => ({ challenge: await visitor().challenge() })],
    [
      'made too late',
      async (browser) => {
        const challenge = await browser.challenge();
        await db.owner.query('update passkey_challenge set ends_at = now()');
        return { challenge };
      },
    ],
  ])('second-factor/passkey-not-made: %s', async (_, given) => {
    const browser = bos();
    const passkey = authenticator().make({ challenge: '', ...browser.here, ...(await given(browser)) });
    const payload = { name: 'Desk key', passkey, password: PASSWORD };
    expect(await browser.code('POST', '/my/passkeys', payload)).toBe('second-factor/passkey-not-made');
    expect(await one(db.owner, 'select count(*) from passkey where clinic_id = $1', [c.id])).toBe('0');
  });

  test('one answer to a challenge makes one passkey, and no passkey is added twice', async () => {
    const browser = bos();
    const by = authenticator();
    const payload = async (challenge: string) => ({
      name: 'Desk key',
      passkey: by.make({ challenge, ...browser.here }),
      password: PASSWORD,
    });
    const challenge = await browser.challenge();
    expect((await browser.ask('POST', '/my/passkeys', await payload(challenge))).statusCode).toBe(200);
    expect(await browser.code('POST', '/my/passkeys', await payload(challenge))).toBe('second-factor/passkey-not-made');
    expect(await browser.code('POST', '/my/passkeys', await payload(await browser.challenge()))).toBe(
      'second-factor/passkey-known',
    );
  });

  test('asks for the password', async () => {
    const browser = bos();
    const passkey = authenticator().make({ challenge: await browser.challenge(), ...browser.here });
    expect(await browser.code('POST', '/my/passkeys', { name: 'Desk key', passkey })).toBe(
      'confirmation/password-missing',
    );
  });
});

describe('signing in with one alone', () => {
  test('opens a session, counts the use, and writes it down', async () => {
    const { by, passkeyId } = await addPasskeyAt(bos());
    const browser = visitor();
    const said = await browser.signInWithPasskey(by);
    expect([said.statusCode, said.json()]).toEqual([200, { userId: c.bo.id, limited: null }]);
    expect((await browser.ask('GET', '/colleagues')).statusCode).toBe(200);
    expect(await one(db.owner, 'select last_used_at is not null from passkey where passkey_id = $1', [passkeyId])).toBe(
      true,
    );
    expect(await lastEntry()).toMatchObject({
      actor_id: c.bo.id,
      action: 'second-factors.sign-in-with-passkey',
      outcome: 'done',
      subject_user_id: c.bo.id,
    });
  });

  test('an answer that was listened to opens nothing a second time', async () => {
    const { by } = await addPasskeyAt(bos());
    const browser = visitor();
    const passkey = by.show({ challenge: await browser.challenge(), ...browser.here });
    expect((await visitor().ask('POST', '/session/passkey', { passkey })).statusCode).toBe(200);
    expect(await visitor().code('POST', '/session/passkey', { passkey })).toBe('second-factor/passkey-refused');
  });

  test('wrong tries with a password do not hold it: nothing is guessed', async () => {
    const { by } = await addPasskeyAt(bos());
    for (let n = 0; n < 5; n += 1) await visitor().signIn('bo', 'Wrong7one');
    expect((await visitor().signIn()).statusCode).toBe(401);
    expect((await visitor().signInWithPasskey(by)).statusCode).toBe(200);
  });

  test('several clinics on one server: a passkey of one host opens nothing at another', async () => {
    const { by } = await addPasskeyAt(bos());
    const other = browserAt(app, await clinic(db.owner));
    const shown = by.show({ challenge: await other.challenge(), ...browserAt(app, c).here });
    const answers = [
      await other.code('POST', '/session/passkey', { passkey: shown }),
      (await other.signInWithPasskey(by)).json().code,
    ];
    expect(answers).toEqual(['second-factor/passkey-refused', 'second-factor/passkey-refused']);
    expect((await visitor().signInWithPasskey(by)).statusCode).toBe(200);
  });

  test('behind a proxy that hides it, the address is the one that the server was told', async () => {
    const behind = await buildApp(db.pool, { publicUrl: 'https://emr.example:8443' });
    const at = { rpId: `${c.id}.example`, origin: `https://${c.id}.example:8443` };
    const browser = browserAt(behind, c, c.bo.cookie);
    const by = authenticator();
    const passkey = by.make({ challenge: await browser.challenge(), ...at });
    const said = await browser.ask('POST', '/my/passkeys', { name: 'Desk key', passkey, password: PASSWORD });
    expect(said.statusCode).toBe(200);
    await behind.close();
  });

  describe('second-factor/passkey-refused, the same answer whatever stands against it', () => {
    const refusedFor = async (reason: string, act: () => Promise<{ statusCode: number; body: string }>) => {
      const { statusCode, body } = await act();
      expect([statusCode, JSON.parse(body).code]).toEqual([401, 'second-factor/passkey-refused']);
      expect(await lastEntry()).toMatchObject({ actor_id: null, outcome: 'refused', reason });
    };
    const setUser = (sql: string) =>
      arrange(db.owner, c.id, () => db.owner.query(`update ${sql} where user_id = '${c.bo.id}'`));

    test('nobody knows it', () => refusedFor('unknown', () => visitor().signInWithPasskey(authenticator())));
    test('the device has not made sure of its user', async () => {
      const { by } = await addPasskeyAt(bos());
      await refusedFor('wrong', () => visitor().signInWithPasskey(by, false));
    });
    test('its counter does not go on: there is a copy of the key', async () => {
      const { by } = await addPasskeyAt(bos());
      by.counter = 0;
      await refusedFor('wrong', () => visitor().signInWithPasskey(by));
    });
    test('locked', async () => {
      const { by } = await addPasskeyAt(bos());
      await setUser(`clinic_user set locked_at = now(), locked_reason = 'badge lost'`);
      await refusedFor('locked', () => visitor().signInWithPasskey(by));
    });
    test('expired', async () => {
      const { by } = await addPasskeyAt(bos());
      await setUser('credentials set expires_at = now()');
      await refusedFor('expired', () => visitor().signInWithPasskey(by));
    });
    test('gone, and the passkey with the user', async () => {
      const { by } = await addPasskeyAt(bos());
      await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.bo.id]));
      await refusedFor('unknown', () => visitor().signInWithPasskey(by));
    });
  });
});

describe('as the second step', () => {
  test('finishes a sign-in under another token, with or without the user being verified', async () => {
    const { by } = await addPasskeyAt(bos());
    const browser = visitor();
    expect((await browser.signIn()).json()).toEqual({ userId: c.bo.id, limited: 'second-factor' });
    const before = browser.cookie();
    expect((await browser.ask('GET', '/session/second-factor')).json()).toMatchObject({
      passkeys: [{ transports: ['internal'] }],
      code: false,
    });
    expect((await browser.givePasskey(by, false)).json()).toEqual({ userId: c.bo.id, limited: null });
    expect(browser.cookie()).not.toBe(before);
    expect((await browser.ask('GET', '/colleagues')).statusCode).toBe(200);
    expect(await lastEntry()).toMatchObject({
      actor_id: c.bo.id,
      action: 'second-factors.give-passkey',
      facts: { kind: 'passkey' },
    });
    expect(await browserAt(app, c, before).code('GET', '/session')).toBe('session/ended');
  });

  test('not with the passkey of a colleague', async () => {
    const cys = await addPasskeyAt(browserAt(app, c, c.cy.cookie));
    await addPasskeyAt(bos());
    const browser = visitor();
    await browser.signIn();
    expect((await browser.givePasskey(cys.by)).json().code).toBe('second-factor/refused');
    expect(await lastEntry()).toMatchObject({ actor_id: null, subject_user_id: c.bo.id, reason: 'wrong' });
  });

  test('nothing can be given where nothing is due', async () => {
    const { by } = await addPasskeyAt(bos());
    expect((await visitor().givePasskey(by)).json().code).toBe('session/ended');
    expect((await visitor().giveCode('123456')).json().code).toBe('session/ended');
  });

  test('a role that asks for a passkey is not content with a code, once there is a passkey', async () => {
    const mine = bos();
    const { key } = await addAppAt(mine);
    await addPasskeyAt(mine);
    await askOf(db.owner, c, c.roles.doctor, 'passkey');
    const browser = visitor();
    await browser.signIn();
    expect((await browser.ask('GET', '/session/second-factor')).json().code).toBe(false);
    const { codeOf } = await import('./test-factors.ts');
    expect((await browser.giveCode(codeOf(key, 1))).json().code).toBe('second-factor/refused');
  });
});

describe('removing one', () => {
  const remove = (browser: ReturnType<typeof bos>, passkeyId: string) =>
    browser.ask('DELETE', `/my/passkeys/${passkeyId}`, { password: PASSWORD });

  test('takes the recovery codes along with the last, and is written down', async () => {
    const browser = bos();
    const { passkeyId, by } = await addPasskeyAt(browser);
    expect((await remove(browser, passkeyId)).statusCode).toBe(200);
    expect(await lastEntry()).toMatchObject({
      action: 'second-factors.remove-passkey',
      facts: { passkeyId, name: 'Desk key', sessionsEnded: 0 },
    });
    expect((await browser.ask('GET', '/my/second-factors')).json()).toMatchObject({
      passkeys: [],
      recoveryCodesLeft: 0,
    });
    expect((await visitor().signIn()).json().limited).toBeNull();
    expect((await visitor().signInWithPasskey(by)).json().code).toBe('second-factor/passkey-refused');
  });

  test('second-factor/required', async () => {
    const browser = bos();
    const { passkeyId } = await addPasskeyAt(browser);
    await askOf(db.owner, c, c.roles.doctor, 'passkey');
    expect((await remove(browser, passkeyId)).json().code).toBe('second-factor/required');
    await addPasskeyAt(browser, 'Phone');
    expect((await remove(browser, passkeyId)).statusCode).toBe(200);
  });

  test('second-factor/passkey-not-found', async () => {
    const { passkeyId } = await addPasskeyAt(browserAt(app, c, c.cy.cookie));
    expect((await remove(bos(), passkeyId)).json().code).toBe('second-factor/passkey-not-found');
  });
});
