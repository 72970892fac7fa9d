import { Refusal } from '#kernel/refusal.ts';
import type { PasswordPolicy } from '../clinics/contract.ts';

/** One part of what makes a password good enough, and whether it is met. */
export interface RuleMet {
  readonly rule: 'length-8' | 'length-15' | 'letters-and-numbers' | 'both-cases' | 'not-common';
  readonly met: boolean;
}

/** What a password is held against. */
export interface PasswordMeasure {
  readonly policy: PasswordPolicy;
  /** Whether a password, in small letters, is among those that are guessed first. */
  readonly isCommon: (password: string) => boolean;
  /** What a guesser would know of this user: the names of clinic, person, username, email. */
  readonly words: readonly string[];
}

interface Known {
  readonly clinicName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string | null;
  readonly email: string | null;
}

/** What a guesser would know of this user. */
export const wordsAround = ({ clinicName, firstName, lastName, username, email }: Known): string[] =>
  [clinicName, firstName, lastName, `${firstName}${lastName}`, username, email, email?.split('@')[0]].filter(
    (word): word is string => Boolean(word),
  );

/** Whether it looks like an email address: something on both sides of one @, without spaces. The database asks the same. */
export const isEmail = (text: string): boolean => /^[^@\s]+@[^@\s]+$/.test(text.trim());

const PRODUCT = 'custodian';
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
const lengthOf = (password: string): number => Array.from(password.normalize('NFC')).length;

/** The piece whose repetition the text is: `abc` of `abcabcabc`, the text itself of any other. */
const pieceOf = (text: string): string => /^(.+?)\1+$/su.exec(text)?.[1] ?? text;

/** `aaaa`, `abcdef`, `987654`: each character as far from the one before. */
function isRow(text: string): boolean {
  const codes = Array.from(text, (one) => one.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, at) => code - (codes[at] ?? 0)));
  const [step = 2] = steps;
  return steps.size === 1 && Math.abs(step) <= 1;
}

/** One of the passwords that are tried first: a known one, a name from around here, a row, or any of these repeated. */
function isGuessedFirst(password: string, { isCommon, words }: PasswordMeasure): boolean {
  const small = password.normalize('NFC').toLowerCase();
  const piece = pieceOf(small);
  if (isCommon(small) || isCommon(piece) || isRow(small) || isRow(piece) || piece.length < 4) return true;
  // With digits hung on, a name is still the name.
  const bare = pieceOf(plain(password).replace(/^\p{N}+|\p{N}+$/gu, ''));
  return [PRODUCT, ...words].some(
    (word) => plain(word) !== '' && bare === plain(word).replace(/^\p{N}+|\p{N}+$/gu, ''),
  );
}

/**
 * What the clinic's policy asks of a password. NIST's is the standard's for a password that is the only
 * factor: the passcode is something one knows too, and no second factor.
 *
 * @see docs/sources.md#guide-add-user
 * @see docs/sources.md#nist-63b
 */
export function passwordRules(password: string, measure: PasswordMeasure): readonly RuleMet[] {
  const common: RuleMet = { rule: 'not-common', met: password !== '' && !isGuessedFirst(password, measure) };
  if (measure.policy === 'nist') return [{ rule: 'length-15', met: lengthOf(password) >= 15 }, common];
  return [
    { rule: 'length-8', met: lengthOf(password) >= 8 },
    { rule: 'letters-and-numbers', met: /\p{L}/u.test(password) && /\d/.test(password) },
    { rule: 'both-cases', met: /\p{Ll}/u.test(password) && /\p{Lu}/u.test(password) },
    common,
  ];
}

/** @throws {Refusal} `secret/password-weak`, `secret/password-common`. */
export function checkPassword(password: string, measure: PasswordMeasure): void {
  const unmet = passwordRules(password, measure).filter(({ met }) => !met);
  if (unmet.some(({ rule }) => rule !== 'not-common')) throw new Refusal('secret/password-weak');
  if (unmet.length > 0) throw new Refusal('secret/password-common');
}

/** Each digit twice, `112233`, as if it stood once. */
const undoubled = (text: string): string => (/^(?:(.)\1)+$/.test(text) ? text.replaceAll(/(.)\1/g, '$1') : text);

/** Four to six digits; no row (1234, 9876, 112233), and nothing repeated (7777, 1212). */
export const isGoodPasscode = (passcode: string): boolean =>
  /^\d{4,6}$/.test(passcode) && pieceOf(passcode) === passcode && !isRow(undoubled(passcode));

/** @throws {Refusal} `secret/passcode-weak`. */
export function checkPasscode(passcode: string): void {
  if (!isGoodPasscode(passcode)) throw new Refusal('secret/passcode-weak');
}

/** What must be known before a user's sign-in can be given an end. */
export interface Ending {
  /** The end as an instant; nothing takes it away. */
  readonly endsAt: string | null;
  readonly now: string;
  /** Administrators who can sign in without an end, besides this user. */
  readonly administratorsLeft: number;
}

/**
 * Decides whether sign-in may end then: in the future, and never for the last who could give it back.
 *
 * @throws {Refusal} `credentials/expiry-in-the-past`, `user/last-administrator`.
 */
export function mayEnd({ endsAt, now, administratorsLeft }: Ending): void {
  if (endsAt === null) return;
  if (endsAt <= now) throw new Refusal('credentials/expiry-in-the-past');
  if (administratorsLeft < 1) throw new Refusal('user/last-administrator');
}
