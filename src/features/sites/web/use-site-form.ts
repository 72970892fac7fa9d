import { useEffect, useRef, useState } from 'react';
import type { RefusalCode } from '#kernel/refusal.ts';
import { useAttempt } from '#web/use-attempt.ts';
import { siteWords } from '#web/words/sites.ts';
import type { SiteFields } from '../contract.ts';
import type { Field } from './site-draft.ts';

const words = siteWords.form;

/** At which field a refusal stands. */
const fieldsOf: Readonly<Partial<Record<RefusalCode, Field>>> = {
  'site/name-taken': 'name',
  'site/short-name-taken': 'shortName',
  'site/service-location-elsewhere': 'serviceLocationCode',
};
const needed = ['name', 'shortName'] as const satisfies readonly Field[];

const fieldIn = (form: HTMLFormElement | null, field: string) => form?.querySelector<HTMLElement>(`[name="${field}"]`);

/** The form of Add Site and Edit: the draft, what was turned down, and where the focus goes then. */
export function useSiteForm(initial: SiteFields) {
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const sending = useAttempt(({ code }) => fieldsOf[code]);
  const { setback, setSetback } = sending;
  const missing = needed.filter((field) => !draft[field].trim());
  useEffect(() => {
    if (setback?.field) fieldIn(form.current, setback.field)?.focus();
  }, [setback]);
  const change = (part: Partial<SiteFields>) => {
    setDraft((now) => ({ ...now, ...part }));
    // What the server said was said of what stood there before.
    setSetback(undefined);
  };
  const errorOf = (field: Field): string | undefined => {
    if (setback?.field === field) return setback.code === 'request/malformed' ? words.doesNotFit : setback.says;
    return tried && missing.some((one) => one === field) ? words.needed : undefined;
  };
  /** Whether it can be sent; if not, the field that keeps it from that has the focus. */
  const isComplete = (): boolean => {
    setTried(true);
    const [first] = missing;
    if (first) fieldIn(form.current, first)?.focus();
    return !first;
  };
  return { ...sending, form, draft, setDraft, change, missing, errorOf, isComplete };
}
