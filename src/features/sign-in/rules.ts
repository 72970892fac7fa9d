import { Refusal } from '#kernel/refusal.ts';

/** One part of what makes a password good enough, and whether it is met. */
export interface RuleMet {
  readonly rule: 'length' | 'letters-and-numbers' | 'both-cases';
  readonly met: boolean;
}

/** @see docs/sources.md#guide-add-user */
export const passwordRules = (password: string): readonly RuleMet[] => [
  { rule: 'length', met: password.length >= 8 },
  { rule: 'letters-and-numbers', met: /\p{L}/u.test(password) && /\d/.test(password) },
  { rule: 'both-cases', met: /\p{Ll}/u.test(password) && /\p{Lu}/u.test(password) },
];

/** @throws {Refusal} `secret/password-weak`. */
export function checkPassword(password: string): void {
  if (!passwordRules(password).every(({ met }) => met)) throw new Refusal('secret/password-weak');
}

/** Four to six digits, neither a row (1234, 9876) nor one digit repeated. */
export function isGoodPasscode(passcode: string): boolean {
  if (!/^\d{4,6}$/.test(passcode)) return false;
  const digits = Array.from(passcode, Number);
  const steps = new Set(digits.slice(1).map((digit, at) => digit - (digits[at] ?? 0)));
  const [step] = steps;
  return !(steps.size === 1 && (step === 0 || step === 1 || step === -1));
}

/** @throws {Refusal} `secret/passcode-weak`. */
export function checkPasscode(passcode: string): void {
  if (!isGoodPasscode(passcode)) throw new Refusal('secret/passcode-weak');
}
