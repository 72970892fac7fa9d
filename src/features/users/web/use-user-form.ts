import { useEffect, useRef, useState } from 'react';
import type { Refused } from '#web/api.ts';
import type { FormSection } from '#web/ui/section-form.tsx';
import type { FormContext, SectionProps, UserSection } from './section.ts';
import { sections } from './sections.ts';
import { errorAt, focusField } from '#web/missing.ts';
import { useAttempt } from '#web/use-attempt.ts';
import type { UserDraft } from './user-draft.ts';

const stateOf = (
  { missing, isDoubtful, isFilled }: UserSection,
  draft: UserDraft,
  tried: boolean,
): FormSection['state'] => {
  const lacks = missing(draft).length > 0;
  if ((lacks && tried) || isDoubtful?.(draft)) return 'wrong';
  return !lacks && isFilled(draft) ? 'done' : 'todo';
};

/** The form of Add User and Edit: the draft, what is missing, what was turned down, and where the focus goes then. */
export function useUserForm(initial: UserDraft, page: SectionProps['page'], context: FormContext) {
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const own = sections.filter(({ pages, isNeeded }) => pages.includes(page) && (isNeeded?.(context) ?? true));
  // A refusal of one number says itself which one; the others belong to a field of a card.
  const sending = useAttempt(({ code, facts }: Refused) =>
    typeof facts['field'] === 'string' ? facts['field'] : own.map(({ refusals }) => refusals[code]).find(Boolean),
  );
  const { setback, setSetback } = sending;
  const missing = own.flatMap((section) => section.missing(draft));
  useEffect(() => {
    if (setback?.field) focusField(form.current, setback.field);
  }, [setback]);
  const change = (part: Partial<UserDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    // What the server said was said of what stood there before.
    setSetback(undefined);
  };
  const errorOf = (field: string) => errorAt(field, { setback, missing, tried });
  /** Whether it can be sent; if not, the first field that keeps it from that has the focus. */
  const isComplete = (): boolean => {
    setTried(true);
    const [first] = missing;
    if (first) focusField(form.current, first.field);
    return !first;
  };
  const index = own.map((section) => ({ id: section.id, label: section.label, state: stateOf(section, draft, tried) }));
  return { ...sending, form, draft, change, setDraft, own, index, missing, errorOf, isComplete };
}
