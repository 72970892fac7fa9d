import { useState } from 'react';
import type { RefusalCode } from '#kernel/refusal.ts';
import type { Answer, Refused } from './api.ts';
import { actWords } from './words/acts.ts';
import { sayRefusal } from './words/refusals.ts';

/** Why an attempt did not succeed, at the field it concerns where it concerns one. */
export interface Setback {
  readonly says: string;
  readonly field?: string | undefined;
  readonly code?: RefusalCode;
}

/** A flaw in what was sent names its field itself: `/lastName`, `/login/email`, `/siteIds/0`. */
const flawed = ({ errors }: Refused) => errors[0]?.path.split('/').findLast((part) => /^[a-z]/i.test(part));

type FieldOf = (refused: Refused) => string | undefined;

/** Sends something, one at a time, and keeps why it was turned down until the next attempt. */
export function useAttempt(fieldOf: FieldOf = () => undefined) {
  const [busy, setBusy] = useState(false);
  const [setback, setSetback] = useState<Setback>();
  const attempt = async <T>(send: () => Promise<Answer<T>>, away: string = actWords.away) => {
    setBusy(true);
    setSetback(undefined);
    try {
      const answer = await send();
      if (answer.ok) return answer;
      const field = fieldOf(answer) ?? flawed(answer);
      const says =
        field && answer.code === 'request/malformed' ? actWords.doesNotFit : sayRefusal(answer.code, answer.facts);
      setSetback({ says, field, code: answer.code });
      return answer;
    } catch {
      setSetback({ says: away });
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { busy, setback, setSetback, attempt };
}

/** A refusal of one's own password stands at the field `own` of the dialog that asks for it. */
export const atPassword: FieldOf = ({ code }) => (code.startsWith('confirmation/') ? 'own' : undefined);
