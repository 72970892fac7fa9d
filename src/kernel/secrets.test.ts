import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashOfToken, hashSecret, newToken, secretFits } from './secrets.ts';

test('a secret is kept as Argon2id with a salt of its own, at OWASP’s first choice of cost', async () => {
  const [one, two] = await Promise.all([hashSecret('Tidal7pools'), hashSecret('Tidal7pools')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(one).not.toContain('Tidal7pools');
});

test.each([
  ['the secret itself', 'Tidal7pools', true],
  ['in other letters', 'tidal7pools', false],
  ['nearly', 'Tidal7pool', false],
  ['nothing', '', false],
  ['in another spelling of the same letters', 'é7Tidal'.normalize('NFD'), true],
])('%s', async (_, given, fits) => {
  const stored = await hashSecret(given.startsWith('e') ? 'é7Tidal'.normalize('NFC') : 'Tidal7pools');
  expect(await secretFits(given, stored)).toBe(fits);
});

test.each([undefined, null])('nothing fits where nothing is kept: %s', async (stored) => {
  expect(await secretFits('', stored)).toBe(false);
  expect(await secretFits('Tidal7pools', stored)).toBe(false);
});

test('a token is 256 bits, never twice the same, and only its SHA-256 is kept', () => {
  const made = Array.from({ length: 100 }, newToken);
  expect(new Set(made.map(({ secret }) => secret)).size).toBe(100);
  for (const { secret, hash } of made) {
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(hash).toEqual(createHash('sha256').update(secret).digest());
    expect(hashOfToken(secret)).toEqual(hash);
  }
});

test('no character of a long secret is left out', async () => {
  const long = 'Tidal7pools '.repeat(16).slice(0, 190);
  const stored = await hashSecret(`${long}a`);
  expect([await secretFits(`${long}a`, stored), await secretFits(`${long}b`, stored)]).toEqual([true, false]);
});
