import { Refusal } from '#kernel/refusal.ts';

/**
 * Makes sure that there is something to send.
 *
 * @throws {Refusal} `conversation/empty`.
 */
export function somethingSaid(body: string): void {
  if (body.trim() === '') throw new Refusal('conversation/empty');
}
