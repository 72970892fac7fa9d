import { Refusal } from '#kernel/refusal.ts';

/** Without I, L, O and U, which are misread (Crockford's base 32): five bits a character. */
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** How many characters of a recovery code say which one it is. */
export const SELECTOR_LENGTH = 4;
/** 20 bits that select and 60 that are kept as a password hash. */
export const CODE_LENGTH = 16;
/** How many recovery codes there are at first. */
export const RECOVERY_CODES = 10;
/** From here on it is time for new ones. */
export const FEW_CODES = 3;

/** A code as somebody has typed it: of the app where it is six digits, else a recovery code. */
export type GivenCode =
  | { readonly kind: 'authenticator'; readonly code: string }
  | { readonly kind: 'recovery-code'; readonly selector: string; readonly rest: string };

/** Spaces, hyphens, small letters and the letters that look like digits are no mistakes. */
export function readCode(typed: string): GivenCode {
  const plain = typed.replace(/[\s-]/g, '').toUpperCase();
  if (/^\d{6}$/.test(plain)) return { kind: 'authenticator', code: plain };
  const code = plain.replaceAll('O', '0').replace(/[IL]/g, '1');
  return { kind: 'recovery-code', selector: code.slice(0, SELECTOR_LENGTH), rest: code.slice(SELECTOR_LENGTH) };
}

/** A recovery code as it is shown: in fours. */
export const spelledCode = (code: string): string => (code.match(/.{1,4}/g) ?? []).join('-');

interface Standing {
  /** Whether a role asks for what the user has no longer. */
  readonly lacking: boolean;
}

/**
 * Decides whether a factor may go: not the last one that a role asks for.
 *
 * @throws {Refusal} `second-factor/required`.
 */
export function mayGo({ lacking }: Standing): void {
  if (lacking) throw new Refusal('second-factor/required');
}

/**
 * The host name that passkeys belong to and the origin they are used at.
 *
 * @see docs/sources.md#webauthn
 */
export function relyingParty(address: string): { readonly rpId: string; readonly origin: string } {
  const { hostname, origin } = new URL(address);
  return { rpId: hostname, origin };
}
