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
 * Decides whether somebody may change or sign a note as they have read it: while it is a draft, whoever holds it or covers for its holder.
 *
 * @throws {Refusal} `chart/note-not-found`, `chart/note-signed`, `chart/note-not-yours`, `request/version-stale`.
 */
export function mayFinish<T extends Held>(note: T | undefined, userId: Id<'user'>, version: number): T {
  if (!note) throw new Refusal('chart/note-not-found');
  if (note.signedAt !== null) throw new Refusal('chart/note-signed');
  if (note.holderId !== userId && !note.covers) throw new Refusal('chart/note-not-yours');
  if (note.version !== version) throw new Refusal('request/version-stale');
  return note;
}
