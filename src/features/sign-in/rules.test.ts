import { expect, test } from 'vitest';
import { checkPasscode, checkPassword, isGoodPasscode, passwordRules } from './rules.ts';

test.each<[string, string[]]>([
  ['Tidal7pools', []],
  ['Tidal7po', []],
  ['ÉÉéé7777', []],
  ['Tidal7p', ['length']],
  ['Tidalpools', ['letters-and-numbers']],
  ['tidal7pools', ['both-cases']],
  ['TIDAL7POOLS', ['both-cases']],
  ['12345678', ['letters-and-numbers', 'both-cases']],
  ['日本語日本語日本7', ['both-cases']],
  ['tidal', ['length', 'letters-and-numbers', 'both-cases']],
  ['', ['length', 'letters-and-numbers', 'both-cases']],
])('the password %j lacks %j', (password, lacking) => {
  const unmet = passwordRules(password).filter(({ met }) => !met);
  expect(unmet.map(({ rule }) => rule)).toEqual(lacking);
  const check = () => checkPassword(password);
  if (lacking.length > 0) expect(check).toThrow('secret/password-weak');
  else expect(check).not.toThrow();
});

test.each([
  ['7306', true],
  ['73061', true],
  ['730614', true],
  ['0007', true],
  ['1235', true],
  ['1357', true],
  ['1212', true],
  ['1234', false],
  ['012345', false],
  ['9876', false],
  ['543210', false],
  ['1111', false],
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
