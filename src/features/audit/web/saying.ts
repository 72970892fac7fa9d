import { providerFieldLabel } from '#features/users/web/public.tsx';
import { type RefusalCode, refusals } from '#kernel/refusal.ts';
import { auditWords as words } from '#web/words/audit.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import type { Entry } from '../contract.ts';

const isCode = (text: string): text is RefusalCode => text in refusals;

/** Why it was done, or why it was refused, in words. */
export function sayReason({ reason, outcome, facts }: Pick<Entry, 'reason' | 'outcome' | 'facts'>): string | undefined {
  if (reason === null || outcome === 'done') return reason ?? undefined;
  const plain = Object.entries(facts).filter(
    (fact): fact is [string, string | number] => typeof fact[1] === 'string' || typeof fact[1] === 'number',
  );
  if (isCode(reason)) return sayRefusal(reason, Object.fromEntries(plain));
  return words.doorReason(reason) ?? reason;
}

/** A field of the facts by its label: a number of a province as Add User calls it. */
export const sayField = (field: string): string => providerFieldLabel(field) ?? words.field(field);
