import { sayRefusal as inEnglish } from '#kernel/refusal-sentences.ts';
import type { Facts, RefusalCode } from '#kernel/refusal.ts';
import { inLanguage } from './language.ts';

/** The sentence that stands on a page for a refusal, the same that the interface gives. */
export const sayRefusal: (code: RefusalCode, facts?: Facts) => string = inLanguage({ en: inEnglish });
