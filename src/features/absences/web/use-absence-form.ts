import { useEffect, useRef, useState } from 'react';
import { errorAt, focusField, type Missing } from '#web/missing.ts';
import { useAttempt } from '#web/use-attempt.ts';
import { type AbsenceDraft, missingOf } from './absence-draft.ts';

const fieldOf: Readonly<Record<string, string>> = {
  'absence/days-reversed': 'until',
  'absence/in-the-past': 'until',
  'absence/too-long': 'until',
  'absence/overlaps': 'from',
  'absence/user-not-active': 'userId',
  'absence/covers-own': 'covers',
  'absence/coverer-not-active': 'covers',
  'absence/coverer-away': 'covers',
  'absence/cover-in-a-circle': 'covers',
};

/** The form of an absence: the draft, what was turned down, and where the focus goes then. */
export function useAbsenceForm(begun: AbsenceDraft) {
  const [draft, setDraft] = useState(begun);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const sending = useAttempt(({ code }) => fieldOf[code]);
  const { setback, setSetback } = sending;
  const missing = missingOf(draft);
  useEffect(() => {
    if (setback?.field) focusField(form.current, setback.field);
  }, [setback]);
  const change = (part: Partial<AbsenceDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    // What the server said was said of what stood there before.
    setSetback(undefined);
  };
  const errorOf = (field: string) => errorAt(field, { setback, missing, tried });
  /** Whether it can be sent; if not, the field that keeps it from that has the focus. */
  const isComplete = (more: readonly Missing[] = []): boolean => {
    setTried(true);
    const [first] = [...more, ...missing];
    if (first) focusField(form.current, first.field);
    return !first;
  };
  return { ...sending, form, draft, setDraft, change, missing, tried, errorOf, isComplete };
}
