import { call } from '#web/api.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { secondFactorWords } from '#web/words/second-factors.ts';
import { SignInWithPasskey } from '../contract.ts';
import { showPasskey } from './passkeys.ts';

/** Signs in with a passkey alone; answers what the session is limited by, or a sentence that says why not. */
export async function signInByPasskey() {
  const shown = await showPasskey([], { alone: true });
  if ('not' in shown) return { says: secondFactorWords.noPasskey[shown.not] };
  const answer = 'got' in shown ? await call(SignInWithPasskey, { passkey: shown.got }) : shown;
  return answer.ok ? { limited: answer.value.limited } : { says: sayRefusal(answer.code, answer.facts) };
}
