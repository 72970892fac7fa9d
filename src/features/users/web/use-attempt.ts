import { useState } from 'react';
import type { RefusalCode } from '#kernel/refusal.ts';
import type { Answer, Refused } from '#web/api.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { userWords } from '#web/words/users.ts';
import type { Missing } from './section.ts';

/** Why an attempt did not succeed, at the field it concerns where it concerns one. */
export interface Setback {
  readonly says: string;
  readonly field?: string | undefined;
  readonly code?: RefusalCode;
}

type FieldOf = (refused: Refused) => string | undefined;

/** A flaw in what was sent names its field itself: `/lastName`, `/login/email`, `/siteIds/0`. */
const flawed = ({ errors }: Refused) => errors[0]?.path.split('/').findLast((part) => /^[a-z]/i.test(part));

/** Sends something, one at a time, and keeps why it was turned down until the next attempt. */
export function useAttempt(fieldOf: FieldOf = () => undefined) {
  const [busy, setBusy] = useState(false);
  const [setback, setSetback] = useState<Setback>();
  const attempt = async <T>(send: () => Promise<Answer<T>>): Promise<Answer<T> | undefined> => {
    setBusy(true);
    setSetback(undefined);
    try {
      const answer = await send();
      if (answer.ok) return answer;
      const field = fieldOf(answer) ?? flawed(answer);
      const says =
        field && answer.code === 'request/malformed'
          ? userWords.form.doesNotFit
          : sayRefusal(answer.code, answer.facts);
      setSetback({ says, field, code: answer.code });
      return answer;
    } catch {
      setSetback({ says: userWords.away });
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { busy, setback, setSetback, attempt };
}

/** A refusal of one's own password stands at the field `own` of the dialog that asks for it. */
export const atPassword: FieldOf = ({ code }) => (code.startsWith('confirmation/') ? 'own' : undefined);

interface Tried {
  readonly setback: Setback | undefined;
  readonly missing: readonly Missing[];
  readonly tried: boolean;
}

/** What is to stand at a field: why the server turned it down, or, once sending was tried, what it lacks. */
export function errorAt(field: string, { setback, missing, tried }: Tried): string | undefined {
  if (setback?.field === field) return setback.says;
  const lacking = tried ? missing.find((one) => one.field === field) : undefined;
  return lacking && (lacking.says ?? userWords.form.needed);
}
