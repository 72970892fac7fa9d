import { fromCursor } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
/** As PostgreSQL writes an instant into JSON, to the microsecond: a cursor must not round it. */
const INSTANT = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00$/;

/**
 * When the last note of the page before was written, and its id.
 *
 * @throws {Refusal} `request/cursor-unknown`.
 */
export function beyondOf(after: string | undefined): { readonly at: string; readonly noteId: string } | undefined {
  const keys = fromCursor(after, 2);
  if (!keys) return undefined;
  const [at, noteId] = keys;
  if (typeof at !== 'string' || typeof noteId !== 'string' || !INSTANT.test(at) || !UUID.test(noteId)) {
    throw new Refusal('request/cursor-unknown');
  }
  return { at, noteId };
}
