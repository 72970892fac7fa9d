import { useEffect, useRef, useState } from 'react';
import { useAttempt } from '#web/use-attempt.ts';
import { roleWords } from '#web/words/roles.ts';
import { isRoleName } from '../rules.ts';
import { fieldOfName, type RoleDraft } from './role-draft.ts';

const focusName = (form: HTMLElement | null) => form?.querySelector<HTMLElement>('[name="name"]')?.focus();

/** The form of a role: the draft, and what was turned down at the name, which then has the focus. */
export function useRoleForm(initial: RoleDraft) {
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const sending = useAttempt(fieldOfName);
  const { setback, setSetback } = sending;
  useEffect(() => {
    if (setback?.field === 'name') focusName(form.current);
  }, [setback]);
  const change = (part: Partial<RoleDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    setSetback(undefined);
  };
  /** Whether it can be sent; if not, the name has the focus. */
  const isComplete = (): boolean => {
    setTried(true);
    const complete = isRoleName(draft.name);
    if (!complete) focusName(form.current);
    return complete;
  };
  const short = tried && !isRoleName(draft.name) ? roleWords.form.nameShort : undefined;
  const nameError = short ?? (setback?.field === 'name' ? setback.says : undefined);
  return { ...sending, form, draft, setDraft, change, isComplete, nameError };
}
