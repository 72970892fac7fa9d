import { door } from '#kernel/door.ts';
import { Refusal, refusalOf } from '#kernel/refusal.ts';
import { hashSecret } from '#kernel/secrets.ts';
import { checkPasscode, checkPassword } from '../sign-in/rules.ts';
import { SetUp } from './contract.ts';
import * as store from './store.ts';

/** Makes the clinic and its first administrator, who holds the roles admin and doctor. Works once. */
export const setUp = door(SetUp, async (pool, { clinic, administrator }, { origin }) => {
  const { password, passcode, ...person } = administrator;
  checkPassword(password);
  checkPasscode(passcode);
  if (!isTimeZone(clinic.timeZone)) throw new Refusal('clinic/time-zone-unknown');
  const [passwordHash, passcodeHash] = await Promise.all([hashSecret(password), hashSecret(passcode)]);
  try {
    await store.foundClinic(pool, { clinic, administrator: { ...person, passwordHash, passcodeHash }, origin });
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
  return { output: {} };
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
