import { door } from '#kernel/door.ts';
import { refusalOf } from '#kernel/database-refusal.ts';
import { Refusal } from '#kernel/refusal.ts';
import { hashSecrets } from '../credentials/public.ts';
import { wordsAround } from '../credentials/rules.ts';
import { SetUp } from './contract.ts';
import * as store from './store.ts';

/** Makes the clinic and its first administrator, who holds the roles admin and doctor. Works once. */
export const setUp = door(SetUp, async (pool, { clinic, administrator }, { origin }) => {
  const { password, passcode, ...person } = administrator;
  if (!isTimeZone(clinic.timeZone)) throw new Refusal('clinic/time-zone-unknown');
  const words = wordsAround({ ...person, clinicName: clinic.name });
  const secrets = await hashSecrets(password, passcode, { policy: 'guide', words });
  try {
    await store.foundClinic(pool, { clinic, administrator: { ...person, ...secrets }, origin });
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
