import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { command } from '#kernel/command.ts';
import { BeginAuthenticator } from './contract.ts';
import * as store from './store.ts';

/** As long as the hash that codes are made with (RFC 4226). */
const SECRET_BYTES = 20;

/** Makes the secret for an app and hands it out, once; until a code confirms it, it counts for nothing. */
export const beginAuthenticator = command(BeginAuthenticator, async (tx, actor) => {
  const account = await store.accountOf(tx, actor.id);
  const bytes = randomBytes(SECRET_BYTES);
  await store.beginAuthenticator(tx, actor, bytes);
  const secret = new Secret({ buffer: new Uint8Array(bytes).buffer });
  const uri = new TOTP({ ...account, secret }).toString();
  return {
    output: { key: null },
    once: { key: { text: secret.base32, uri } },
    audit: { subjectUserId: actor.id },
  };
});
