import type { Refused } from '#web/api.ts';
import type { Setback } from '#web/use-attempt.ts';
import { credentialWords } from '#web/words/credentials.ts';
import type { MissingField } from './login-draft.ts';
import { loginFieldOf } from './login-refusals.ts';

/** A refusal of one's own password stands at the field `own`, one of the login at the login's. */
export const credentialFieldOf = ({ code }: Refused): string | undefined =>
  code.startsWith('confirmation/') ? 'own' : loginFieldOf[code];

interface Tried {
  readonly setback: Setback | undefined;
  readonly missing: readonly MissingField[];
  readonly tried: boolean;
}

/** What is to stand at a field: why the server turned it down, or, once sending was tried, what it lacks. */
export function errorAt(field: string, { setback, missing, tried }: Tried): string | undefined {
  if (setback?.field === field) return setback.says;
  const lacking = tried ? missing.find((one) => one.field === field) : undefined;
  return lacking && (lacking.says ?? credentialWords.fields.needed);
}

/** Puts the focus into the field of this name. */
export const focusField = (within: HTMLElement | null, field: string) =>
  within?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
