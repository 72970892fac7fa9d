import { practitionerTypes } from '#features/users/rules.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { LetterStatus, WayToSend } from './contract.ts';

/** The types of users who sign letters. */
export const practitioners: readonly string[] = practitionerTypes;

/**
 * Decides whether a user of this type may sign, or be given what is to be signed.
 *
 * @throws {Refusal} `letter/not-a-practitioner`.
 */
export function signs(type: string): void {
  if (!practitioners.includes(type)) throw new Refusal('letter/not-a-practitioner');
}

/**
 * Decides what a letter that is not signed waits for next.
 *
 * @throws {Refusal} `letter/empty`: nothing is written that could be signed.
 */
export function nextStep({ ready, body }: { readonly ready: boolean; readonly body: string }): LetterStatus {
  if (ready && body.trim() === '') throw new Refusal('letter/empty');
  return ready ? 'to-sign' : 'to-create';
}

/**
 * Makes sure that a letter is not signed yet.
 *
 * @throws {Refusal} `letter/signed`.
 */
export function notSigned({ status }: { readonly status: LetterStatus }): void {
  if (status === 'to-send') throw new Refusal('letter/signed');
}

/**
 * Decides whether a letter can go out so.
 *
 * @throws {Refusal} `letter/not-signed`, `letter/fax-number-missing`.
 */
export function canBeSent(status: LetterStatus, how: WayToSend, to: string): void {
  if (status !== 'to-send') throw new Refusal('letter/not-signed');
  if (how === 'fax' && !/\d/.test(to)) throw new Refusal('letter/fax-number-missing');
}
