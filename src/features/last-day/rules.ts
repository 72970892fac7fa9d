import { Refusal } from '#kernel/refusal.ts';

/**
 * Decides whether a last day may be then: in the future.
 *
 * @throws {Refusal} `last-day/in-the-past`.
 */
export function mayEndThen(endsAt: string, now: string): void {
  if (endsAt <= now) throw new Refusal('last-day/in-the-past');
}
