import type { Id } from '#kernel/brand.ts';
import { Refusal, type RefusalCode } from '#kernel/refusal.ts';

/** Fewer characters than this say nothing that anybody could judge. */
export const LEAST_REASON = 10;

/**
 * Makes sure that a reason says something.
 *
 * @throws {Refusal} `emergency/reason-missing`.
 */
export function reasonGiven(reason: string): string {
  const words = reason.trim();
  if (words.length < LEAST_REASON) throw new Refusal('emergency/reason-missing', { least: LEAST_REASON });
  return words;
}

/** What the database says of a wish to open a closed record. */
export type Said = 'begun' | 'not-found' | 'not-blocked' | 'not-allowed' | 'already-open' | 'too-long';

const codes: Readonly<Record<Exclude<Said, 'begun'>, RefusalCode>> = {
  'not-found': 'patient/not-found',
  'not-blocked': 'emergency/not-blocked',
  'not-allowed': 'emergency/not-allowed',
  'already-open': 'emergency/already-open',
  'too-long': 'emergency/too-long',
};

/**
 * Makes sure that it has begun; `most` is the clinic's limit in hours.
 *
 * @throws {Refusal} unless it has.
 */
export function begun(said: Said, most: number): void {
  if (said === 'too-long') throw new Refusal(codes[said], { most });
  if (said !== 'begun') throw new Refusal(codes[said]);
}

/** A use as whoever judges it finds it. */
export interface Judged {
  readonly userId: Id<'user'>;
  readonly judged: boolean;
}

/**
 * Decides whether somebody may judge a use: not one's own, and once.
 *
 * @throws {Refusal} `emergency/not-found`, `emergency/own`, `emergency/judged-already`.
 */
export function mayJudge<J extends Judged>(actorId: Id<'user'>, use: J | undefined): J {
  if (!use) throw new Refusal('emergency/not-found');
  if (use.userId === actorId) throw new Refusal('emergency/own');
  if (use.judged) throw new Refusal('emergency/judged-already');
  return use;
}

/**
 * Makes sure that a judgement says why.
 *
 * @throws {Refusal} `emergency/note-missing`.
 */
export function noteGiven(note: string): string {
  const words = note.trim();
  if (words === '') throw new Refusal('emergency/note-missing');
  return words;
}
