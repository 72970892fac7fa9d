import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';

interface Held {
  readonly holderId: Id<'user'> | null;
  /** The actor covers for its holder now. */
  readonly covers: boolean;
  readonly signedAt: string | null;
  readonly version: number;
}

/**
 * Makes sure that there is such a note and that it is still a draft.
 *
 * @throws {Refusal} `chart/note-not-found`, `chart/note-signed`.
 */
export function draftOrRefuse<T extends Pick<Held, 'signedAt'>>(note: T | undefined): T {
  if (!note) throw new Refusal('chart/note-not-found');
  if (note.signedAt !== null) throw new Refusal('chart/note-signed');
  return note;
}

/**
 * Decides whether somebody may change or sign a note as they have read it: while it is a draft, whoever holds it or covers for its holder.
 *
 * @throws {Refusal} `chart/note-not-found`, `chart/note-signed`, `chart/note-not-yours`, `request/version-stale`.
 */
export function mayFinish<T extends Held>(found: T | undefined, userId: Id<'user'>, version: number): T {
  const note = draftOrRefuse(found);
  if (note.holderId !== userId && !note.covers) throw new Refusal('chart/note-not-yours');
  if (note.version !== version) throw new Refusal('request/version-stale');
  return note;
}
