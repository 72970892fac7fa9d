import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoUsers } from '../src/demo/people.ts';
import { demo } from './browser.ts';
import { root, run } from './program.ts';

const bundles = join(root, '../shared/data/synthea');

interface Kind {
  readonly kind: string;
  readonly count: number;
}

/** A browser without pages: keeps the cookie. */
async function signedIn(username: string) {
  const { address, logins } = demo();
  const [login] = logins;
  const ask = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    fetch(`${address}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const entered = await ask('POST', '/session', { ...login, username, role: undefined });
  expect(entered.status).toBe(200);
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const said = await ask(method, path, body, { cookie });
    const json = (await said.json()) as T;
    if (!said.ok) throw new Error(`${method} ${path}: ${said.status} ${JSON.stringify(json)}`);
    return json;
  };
}

test('all bundles are imported beside the running server; a practitioner leaves and every result and claim is with the successor', async () => {
  const { data } = demo();
  const files = readdirSync(bundles).filter((name) => name.endsWith('.json'));
  expect(files).toHaveLength(35);
  const paths = files.map((name) => join(bundles, name));
  const first = await run(['src/server/command-line.ts', 'import-fhir', ...paths], { CUSTODIAN_DATA: data });
  expect([first.code, first.err]).toEqual([0, expect.stringContaining('added')]);
  const again = await run(['src/server/command-line.ts', 'import-fhir', paths[0] ?? ''], { CUSTODIAN_DATA: data });
  expect(again.err).toContain('added nothing');

  const ada = await signedIn('ada');
  const colleagues = (await ada<{ colleagues: { userId: string; name: string }[] }>('GET', '/colleagues')).colleagues;
  const successor = colleagues.find(({ name }) => name === 'Cy Okonjo');
  const demoNames = new Set(demoUsers.map(({ firstName, lastName }) => `${firstName} ${lastName}`));
  let leaver: { userId: string; kinds: readonly Kind[] } | undefined;
  for (const { userId, name } of colleagues) {
    if (demoNames.has(name)) continue;
    const { kinds } = await ada<{ kinds: Kind[] }>('POST', `/users/${userId}/deactivation/preview`, {});
    const holds = (kind: string) => kinds.some((one) => one.kind === kind && one.count > 0);
    if (holds('result') && holds('claim')) {
      leaver = { userId, kinds: kinds.filter(({ count }) => count > 0) };
      break;
    }
  }
  if (!leaver || !successor) throw new Error('nobody imported holds results and claims');

  const plan = leaver.kinds.map(({ kind }) => ({ kind, how: 'transfer', successorIds: [successor.userId] }));
  const { planHash } = await ada<{ planHash: string }>('POST', `/users/${leaver.userId}/deactivation/preview`, {
    plan,
  });
  const [login] = demo().logins;
  const done = await ada<{ handoverId: string }>('POST', `/users/${leaver.userId}/deactivation`, {
    plan,
    planHash,
    reason: 'Left the clinic',
    password: login?.password,
  });
  const receipt = await ada<{
    lines: { kind: string; items: number; successor: { userId: string } | null }[];
    leftNow: number;
  }>('GET', `/handovers/${done.handoverId}`);
  expect(receipt.leftNow).toBe(0);
  expect(Object.fromEntries(receipt.lines.map(({ kind, items }) => [kind, items]))).toEqual(
    Object.fromEntries(leaver.kinds.map(({ kind, count }) => [kind, count])),
  );

  // Every one of them is on the successor's own lists, and says whom it came from.
  const cy = await signedIn('cy');
  for (const [kind, path, list] of [
    ['result', '/results?folder=open', 'results'],
    ['claim', '/claims?folder=open', 'claims'],
  ] as const) {
    const expected = leaver.kinds.find((one) => one.kind === kind)?.count;
    expect(await cameFrom(cy, path, list, leaver.userId), kind).toBe(expected);
  }
});

type Ask = Awaited<ReturnType<typeof signedIn>>;
type Listed = Record<string, { readonly cameFrom: { readonly userId: string } | null }[]> & {
  readonly next: string | null;
};

async function cameFrom(ask: Ask, path: string, list: string, userId: string): Promise<number> {
  let found = 0;
  for (let after: string | null = ''; after !== null;) {
    const page: Listed = await ask<Listed>('GET', `${path}${after ? `&after=${encodeURIComponent(after)}` : ''}`);
    found += (page[list] ?? []).filter((one) => one.cameFrom?.userId === userId).length;
    after = page.next;
  }
  return found;
}
