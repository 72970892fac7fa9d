import { expect, test } from 'vitest';
import { checkPasscode, checkPassword, isEmail, isGoodPasscode, mayEnd, passwordRules, wordsAround } from './rules.ts';
import { isCommonPassword } from './common-passwords.ts';
import type { PasswordPolicy } from '../clinics/contract.ts';

const words = wordsAround({
  clinicName: 'Alder Point Medical Clinic',
  firstName: 'Maren',
  lastName: 'Solheim',
  username: 'msolheim77',
  email: 'maren.solheim@alder.example',
});
const measure = (policy: PasswordPolicy) => ({ policy, isCommon: isCommonPassword, words });
const lacks = (password: string, policy: PasswordPolicy) =>
  passwordRules(password, measure(policy))
    .filter(({ met }) => !met)
    .map(({ rule }) => rule);

test.each<[string, string[]]>([
  ['Tidal7pools', []],
  ['Tidal7po', []],
  ['ÉÉéé7777', []],
  ['Tidal7p', ['length-8']],
  ['Tidalpools', ['letters-and-numbers']],
  ['tidal7pools', ['both-cases']],
  ['TIDAL7POOLS', ['both-cases']],
  ['日本語日本語日本7', ['both-cases']],
  ['tidal', ['length-8', 'letters-and-numbers', 'both-cases']],
  ['Password1', ['not-common']],
  ['Solheim2026', ['not-common']],
  ['', ['length-8', 'letters-and-numbers', 'both-cases', 'not-common']],
])('by the guide, the password %j lacks %j', (password, lacking) => {
  expect(lacks(password, 'guide')).toEqual(lacking);
  const check = () => checkPassword(password, measure('guide'));
  if (lacking.length === 0) expect(check).not.toThrow();
  else if (lacking.join() === 'not-common') expect(check).toThrow('secret/password-common');
  else expect(check).toThrow('secret/password-weak');
});

test.each<[string, string[]]>([
  ['four small boats', []],
  ['tidepoolsandkelp', []],
  ['🐙🐙🐚🦀🐟🐬🐳🦑🐡🦐🦞🐠🐋🦈🪼', []],
  ['a'.repeat(3) + 'long enough now', []],
  ['fourteen chars', ['length-15']],
  // One letter, however it is spelled.
  ['e\u0301'.repeat(14) + 'x'.repeat(0), ['length-15', 'not-common']],
  ['aaaaaaaaaaaaaaaaaaaa', ['not-common']],
  ['abcdefghijklmnopqrst', ['not-common']],
  ['passwordpassword', ['not-common']],
  ['123456123456123456', ['not-common']],
  ['AlderPointMedicalClinic', ['not-common']],
  ['alder point medical clinic 2026!', ['not-common']],
  ['maren.solheim@alder.example', ['not-common']],
  ['custodiancustodian', ['not-common']],
  ['x'.repeat(100) + 'tidal', []],
])('by NIST, the password %j lacks %j', (password, lacking) => {
  expect(lacks(password, 'nist')).toEqual(lacking);
});

test.each([
  ['7306', true],
  ['73061', true],
  ['730614', true],
  ['0007', true],
  ['1235', true],
  ['1357', true],
  ['1221', true],
  ['112234', true],
  ['1234', false],
  ['012345', false],
  ['9876', false],
  ['543210', false],
  ['1111', false],
  ['1212', false],
  ['123123', false],
  ['112233', false],
  ['998877', false],
  ['000000', false],
  ['730', false],
  ['7306142', false],
  ['73a6', false],
  ['７３０６', false],
  ['7306\n', false],
  [' 7306', false],
  ['', false],
])('the passcode %j is good: %s', (passcode, good) => {
  expect(isGoodPasscode(passcode)).toBe(good);
  const check = () => checkPasscode(passcode);
  if (good) expect(check).not.toThrow();
  else expect(check).toThrow('secret/passcode-weak');
});

test.each([
  ['no end', { endsAt: null, administratorsLeft: 0 }, undefined],
  ['an end to come', { endsAt: '2026-11-10T10:00:00.001Z', administratorsLeft: 1 }, undefined],
  ['now', { endsAt: '2026-11-10T10:00:00.000Z', administratorsLeft: 1 }, 'credentials/expiry-in-the-past'],
  ['the last administrator', { endsAt: '2026-12-01T00:00:00.000Z', administratorsLeft: 0 }, 'user/last-administrator'],
])('sign-in may end: %s', (_, given, code) => {
  const decide = () => mayEnd({ now: '2026-11-10T10:00:00.000Z', ...given });
  if (code) expect(decide).toThrow(code);
  else expect(decide).not.toThrow();
});

test.each([
  ['maren@alder.example', true],
  [' maren+x@alder ', true],
  ['maren', false],
  ['@', false],
  ['maren@', false],
  ['maren @alder.example', false],
  ['a@b@c', false],
  ['', false],
])('%j looks like an email address: %s', (text, expected) => {
  expect(isEmail(text)).toBe(expected);
});
