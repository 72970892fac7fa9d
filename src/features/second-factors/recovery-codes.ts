import { randomBytes } from 'node:crypto';
import { hashSecret } from '#kernel/secrets.ts';
import { ALPHABET, CODE_LENGTH, RECOVERY_CODES, SELECTOR_LENGTH, spelledCode } from './rules.ts';

/** A recovery code as the database keeps it. */
export interface KeptCode {
  readonly selector: string;
  readonly hash: string;
}

// 256 is a multiple of the alphabet's 32 letters, so each is as likely as the others.
const newCode = (): string => Array.from(randomBytes(CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** New recovery codes, no two with the same beginning: to be shown once, and to be kept. */
export async function newRecoveryCodes(): Promise<{ readonly shown: string[]; readonly kept: KeptCode[] }> {
  const codes = new Map<string, string>();
  while (codes.size < RECOVERY_CODES) {
    const code = newCode();
    codes.set(code.slice(0, SELECTOR_LENGTH), code);
  }
  const kept = [...codes].map(async ([selector, code]) => ({
    selector,
    hash: await hashSecret(code.slice(SELECTOR_LENGTH)),
  }));
  return { shown: [...codes.values()].map(spelledCode), kept: await Promise.all(kept) };
}
