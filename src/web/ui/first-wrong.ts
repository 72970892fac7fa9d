import type { FormEvent } from 'react';

/** Puts the focus into the first field that keeps a form from being sent, once what is wrong stands at it. */
export function focusFirstWrong({ currentTarget: form }: FormEvent): void {
  setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
