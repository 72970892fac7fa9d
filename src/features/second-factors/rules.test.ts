import { describe, expect, test } from 'vitest';
import { newRecoveryCodes } from './recovery-codes.ts';
import { ALPHABET, mayGo, readCode, relyingParty, spelledCode } from './rules.ts';

describe('a code as it was typed', () => {
  test.each([
    ['123456', { kind: 'authenticator', code: '123456' }],
    [' 123 456 ', { kind: 'authenticator', code: '123456' }],
    ['abcd-efgh-jkmn-pqrs', { kind: 'recovery-code', selector: 'ABCD', rest: 'EFGHJKMNPQRS' }],
    ['OIL0 1111 2222 3333', { kind: 'recovery-code', selector: '0110', rest: '111122223333' }],
    ['12345', { kind: 'recovery-code', selector: '1234', rest: '5' }],
    ['', { kind: 'recovery-code', selector: '', rest: '' }],
  ])('%j', (typed, read) => {
    expect(readCode(typed)).toEqual(read);
  });
});

test('recovery codes are ten, of 80 bits, no two alike', async () => {
  const { shown, kept } = await newRecoveryCodes();
  expect([shown.length, new Set(shown).size, kept.length]).toEqual([10, 10, 10]);
  expect(new Set(kept.map(({ selector }) => selector)).size).toBe(10);
  expect([ALPHABET.length, new Set(ALPHABET).size]).toEqual([32, 32]);
  for (const code of shown) {
    expect(code).toMatch(/^.{4}-.{4}-.{4}-.{4}$/);
    expect(Array.from(code.replaceAll('-', '')).every((letter) => ALPHABET.includes(letter))).toBe(true);
    expect(spelledCode(code.replaceAll('-', ''))).toBe(code);
  }
});

test('a factor may go unless a role asks for it', () => {
  expect(() => mayGo({ lacking: false })).not.toThrow();
  expect(() => mayGo({ lacking: true })).toThrow('second-factor/required');
});

test.each([
  ['http://localhost:8080', 'localhost', 'http://localhost:8080'],
  ['https://emr.example/', 'emr.example', 'https://emr.example'],
  ['https://alder.example:8443', 'alder.example', 'https://alder.example:8443'],
])('at %s passkeys belong to %s', (address, rpId, origin) => {
  expect(relyingParty(address)).toEqual({ rpId, origin });
});
