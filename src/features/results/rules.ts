import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';

interface Standing {
  readonly holderId: Id<'user'> | null;
  /** The actor covers for its holder now. */
  readonly covers: boolean;
  readonly acknowledgedAt: string | null;
}

/**
 * Makes sure that there is a result that is not acknowledged yet.
 *
 * @throws {Refusal} `result/not-found`, `result/already-acknowledged`.
 */
export function awaitsOrRefuse<S extends Pick<Standing, 'acknowledgedAt'>>(result: S | undefined): S {
  if (!result) throw new Refusal('result/not-found');
  if (result.acknowledgedAt !== null) throw new Refusal('result/already-acknowledged');
  return result;
}

/**
 * Decides whether a user may acknowledge a result: its holder may, whoever covers for its holder, and while nobody holds it, anybody.
 *
 * @throws {Refusal} `result/not-found`, `result/already-acknowledged`, `result/not-yours`.
 */
export function mayAcknowledge<S extends Standing>(result: S | undefined, actorId: Id<'user'>): S {
  const awaited = awaitsOrRefuse(result);
  if (awaited.holderId !== null && awaited.holderId !== actorId && !awaited.covers)
    throw new Refusal('result/not-yours');
  return awaited;
}

/**
 * Decides whether a result may be taken: only out of the pool.
 *
 * @throws {Refusal} `result/not-found`, `result/already-acknowledged`, `result/already-taken`.
 */
export function mayTake<S extends Standing>(result: S | undefined): S {
  const awaited = awaitsOrRefuse(result);
  if (awaited.holderId !== null) throw new Refusal('result/already-taken');
  return awaited;
}
