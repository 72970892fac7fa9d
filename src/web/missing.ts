import type { Setback } from './use-attempt.ts';
import { actWords } from './words/acts.ts';

/** A field that must be filled in, or filled in otherwise, before the form can be sent. */
export interface Missing {
  /** The `name` of the field. */
  readonly field: string;
  readonly label: string;
  /** What is wrong with what stands there; nothing does when it is left out. */
  readonly says?: string;
}

interface Tried {
  readonly setback: Setback | undefined;
  readonly missing: readonly Missing[];
  readonly tried: boolean;
}

/** What is to stand at a field: why the server turned it down, or, once sending was tried, what it lacks. */
export function errorAt(field: string, { setback, missing, tried }: Tried): string | undefined {
  if (setback?.field === field) return setback.says;
  const lacking = tried ? missing.find((one) => one.field === field) : undefined;
  return lacking && (lacking.says ?? actWords.needed);
}

/** Puts the focus into the field of this name. */
export const focusField = (within: HTMLElement | null, field: string) =>
  within?.querySelector<HTMLElement>(`[name="${field}"], [data-field="${field}"]`)?.focus();
