import { fromCursor, isInstant, isUuid } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';

/**
 * When the last note of the page before was written, and its id.
 *
 * @throws {Refusal} `request/cursor-unknown`.
 */
export function beyondOf(after: string | undefined): { readonly at: string; readonly noteId: string } | undefined {
  const keys = fromCursor(after, 2);
  if (!keys) return undefined;
  const [at, noteId] = keys;
  if (!isInstant(at) || !isUuid(noteId)) throw new Refusal('request/cursor-unknown');
  return { at, noteId };
}
