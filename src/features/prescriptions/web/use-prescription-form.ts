import { useEffect, useRef, useState } from 'react';
import { errorAt, focusField } from '#web/missing.ts';
import { useAttempt } from '#web/use-attempt.ts';
import { missingOf, type PrescriptionDraft } from './prescription-draft.ts';

/** The form of a prescription: the draft, what was turned down, and where the focus goes then. */
export function usePrescriptionForm(begun: PrescriptionDraft) {
  const [draft, setDraft] = useState(begun);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const sending = useAttempt(({ code }) => (code.startsWith('site/') ? 'siteId' : undefined));
  const { setback, setSetback } = sending;
  const missing = missingOf(draft);
  useEffect(() => {
    if (setback?.field) focusField(form.current, setback.field);
  }, [setback]);
  const change = (part: Partial<PrescriptionDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    // What the server said was said of what stood there before.
    setSetback(undefined);
  };
  const errorOf = (field: string) => errorAt(field, { setback, missing, tried });
  /** Whether it can be sent; if not, the field that keeps it from that has the focus. */
  const isComplete = (): boolean => {
    setTried(true);
    const [first] = missing;
    if (first) focusField(form.current, first.field);
    return !first;
  };
  return { ...sending, form, draft, setDraft, change, missing, errorOf, isComplete };
}
