// What the tests of second factors do over HTTP, as a browser at the clinic's host would.
import type { FastifyInstance } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import type { Client } from 'pg';
import { hashOfToken } from '#kernel/secrets.ts';
import { type Authenticator, authenticator } from '#test/authenticator.ts';
import { arrange, type Clinic, type Member, PASSCODE, PASSWORD } from '#test/staff.ts';

const STEP_MS = 30_000;

/** The code that an app shows now, or so many steps from now. One step from now is taken too, and still when that step has begun. */
export const codeOf = (key: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + steps * STEP_MS });

/** A browser at a clinic: it keeps the cookie that it was given last. */
export function browserAt(app: FastifyInstance, { id }: Pick<Clinic, 'id'>, cookie = '') {
  const host = `${id}.example`;
  const here = { rpId: host, origin: `http://${host}` };
  const state = { cookie };
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload: object = {}) => {
    const headers = { host, ...(state.cookie ? { cookie: state.cookie } : {}) };
    const said = await app.inject({ method, url: `/api${url}`, headers, ...(method === 'GET' ? {} : { payload }) });
    const [given] = said.cookies;
    if (given) state.cookie = `custodian=${given.value}`;
    return said;
  };
  const challenge = async () => (await ask('POST', '/passkey-challenge')).json<{ challenge: string }>().challenge;
  return {
    here,
    ask,
    challenge,
    cookie: () => state.cookie,
    code: async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
      (await ask(method, url, payload)).json<{ code?: string }>().code,
    signIn: (username = 'bo', password = PASSWORD) =>
      ask('POST', '/session', { username, password, passcode: PASSCODE }),
    giveCode: (code: string) => ask('POST', '/session/second-factor/code', { code }),
    givePasskey: async (by: Authenticator, verified = true) =>
      ask('POST', '/session/second-factor/passkey', {
        passkey: by.show({ challenge: await challenge(), ...here, verified }),
      }),
    signInWithPasskey: async (by: Authenticator, verified = true) =>
      ask('POST', '/session/passkey', { passkey: by.show({ challenge: await challenge(), ...here, verified }) }),
    limited: async () => (await ask('GET', '/session')).json<{ limited: string | null }>().limited,
  };
}
export type TestBrowser = ReturnType<typeof browserAt>;

/** Whoever is signed in there, for `perform`: under the token that the browser has now. */
export const callerOf = (browser: TestBrowser, { caller }: Member): Member['caller'] => ({
  ...caller,
  tokenHash: hashOfToken(browser.cookie().split('.')[2] ?? ''),
});

/** Adds a passkey to whoever is signed in there. */
export async function addPasskeyAt(browser: TestBrowser, name = 'Desk key') {
  const by = authenticator();
  const passkey = by.make({ challenge: await browser.challenge(), ...browser.here });
  const said = await browser.ask('POST', '/my/passkeys', { name, passkey, password: PASSWORD });
  return { by, said, ...said.json<{ passkeyId: string; recoveryCodes: string[] | null }>() };
}

/** Sets up an app for whoever is signed in there, with the code of now: the next one that opens anything is `codeOf(key, 1)`. */
export async function addAppAt(browser: TestBrowser) {
  const begun = await browser.ask('POST', '/my/authenticator', { password: PASSWORD });
  const { key } = begun.json<{ key: { text: string; uri: string } }>();
  const said = await browser.ask('PUT', '/my/authenticator', { code: codeOf(key.text) });
  return { key: key.text, uri: key.uri, said, ...said.json<{ recoveryCodes: string[] | null }>() };
}

export const askOf = (owner: Client, { id }: Clinic, roleId: string, secondFactor: string | null) =>
  arrange(owner, id, () =>
    owner.query('update role set second_factor = $1 where role_id = $2', [secondFactor, roleId]),
  );

/** Lets time pass for the tries of a member. */
export const openDoorOf = (owner: Client, { id }: Clinic, { id: userId }: Member) =>
  arrange(owner, id, () =>
    owner.query('update credentials set held_until = null, failed_tries = 0 where user_id = $1', [userId]),
  );
