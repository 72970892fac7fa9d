import { hash as digest, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// The same letters have several spellings in Unicode, and keyboards differ in which they send. @see docs/sources.md#nist-63b
const spelled = (secret: string): string => secret.normalize('NFC');

/** Argon2id, as a PHC string with its own salt. */
export const hashSecret = (secret: string): Promise<string> => hash(spelled(secret), cost);

const nobody = hashSecret(randomBytes(16).toString('hex'));

/** Takes as long where there is nothing to compare with as where there is. */
export async function secretFits(secret: string, stored: string | null | undefined): Promise<boolean> {
  const fits = await verify(stored ?? (await nobody), spelled(secret));
  return fits && stored != null;
}

/** A new random secret of 256 bits, and the SHA-256 that the database keeps of it. */
export function newToken(): { readonly secret: string; readonly hash: Buffer } {
  const secret = randomBytes(32).toString('hex');
  return { secret, hash: hashOfToken(secret) };
}

export const hashOfToken = (secret: string): Buffer => digest('sha256', secret, 'buffer');
