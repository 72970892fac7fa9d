import type { Input, Operation, Output } from '#kernel/contract.ts';
import { type Answer, call } from '#web/api.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { scheduleWords as words } from '#web/words/schedule.ts';

/** What an act came to: the answer, or why not, in a sentence. */
export type Sent<T> =
  | { readonly value: T }
  | { readonly why: string; readonly code?: Extract<Answer<T>, { ok: false }>['code'] };

/** Sends an act; a lost connection is said, not thrown. Named by a key, it is carried out once however often it is sent. */
export async function send<T extends Operation>(operation: T, input: Input<T>, key?: string): Promise<Sent<Output<T>>> {
  try {
    const answer = await call(operation, input, key ? { key } : {});
    return answer.ok ? { value: answer.value } : { why: sayRefusal(answer.code, answer.facts), code: answer.code };
  } catch {
    return { why: key ? words.form.away : words.form.awayLook };
  }
}
