import { useEffect, useRef, useState } from 'react';
import { errorAt, focusField } from '#web/missing.ts';
import { useAttempt } from '#web/use-attempt.ts';
import { type LetterDraft, missingOf } from './letter-draft.ts';

/** The form of a letter: the draft, what was turned down, and where the focus goes then. */
export function useLetterForm(begun: LetterDraft) {
  const [draft, setDraft] = useState(begun);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const sending = useAttempt(({ code }) =>
    code === 'letter/empty' ? 'body' : code.startsWith('site/') ? 'siteId' : undefined,
  );
  const { setback, setSetback } = sending;
  const missing = missingOf(draft);
  useEffect(() => {
    if (setback?.field) focusField(form.current, setback.field);
  }, [setback]);
  const change = (part: Partial<LetterDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    // What the server said was said of what stood there before.
    setSetback(undefined);
  };
  const errorOf = (field: string) => errorAt(field, { setback, missing, tried });
  /** Whether it can be sent; if not, the field that keeps it from that has the focus. */
  const isComplete = (more: readonly { readonly field: string }[] = []): boolean => {
    setTried(true);
    const [first] = [...more, ...missing];
    if (first) focusField(form.current, first.field);
    return !first;
  };
  return { ...sending, form, draft, setDraft, change, missing, tried, errorOf, isComplete };
}
