import { hashSecret } from '#kernel/secrets.ts';
import { checkPasscode, checkPassword } from '../sign-in/rules.ts';
import type { HashedLogin } from './store.ts';

interface Login {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly passcode: string;
}

/**
 * Credentials as they may be kept: both secrets hashed, side by side.
 *
 * @throws {Refusal} `secret/password-weak`, `secret/passcode-weak`.
 */
export async function hashLogin({ username, email, password, passcode }: Login): Promise<HashedLogin> {
  checkPassword(password);
  checkPasscode(passcode);
  const [passwordHash, passcodeHash] = await Promise.all([hashSecret(password), hashSecret(passcode)]);
  return { username, email, passwordHash, passcodeHash };
}
