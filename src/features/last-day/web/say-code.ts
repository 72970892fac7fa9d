import { type RefusalCode, refusals } from '#kernel/refusal.ts';
import { sayRefusal } from '#web/words/refusals.ts';

/** The sentence of a refusal that an answer tells of; nothing for one that this page does not know yet. */
export const sayCode = (code: string): string => (code in refusals ? sayRefusal(code as RefusalCode) : '');
