import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Held, ScopeKind, State } from './contract.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a user held at the snapshot, and holds now. */
export interface Snapshot {
  readonly state: State;
  readonly rolesBefore: readonly Named[];
  readonly rolesNow: readonly Named[];
  readonly sitesBefore: readonly Named[];
  readonly sitesNow: readonly Named[];
}

function compared(before: readonly Named[], now: readonly Named[]): Held[] {
  const had = new Set(before.map(({ id }) => id));
  const has = new Set(now.map(({ id }) => id));
  return [
    ...now.map((one) => ({ ...one, change: had.has(one.id) ? ('same' as const) : ('new' as const) })),
    ...before.filter(({ id }) => !has.has(id)).map((one) => ({ ...one, change: 'gone' as const })),
  ];
}

/** Roles and sites with what has changed since the snapshot; of a line that is decided, what the snapshot says. */
export function changedSince({ state, rolesBefore, rolesNow, sitesBefore, sitesNow }: Snapshot): {
  roles: Held[];
  sites: Held[];
} {
  const open = state === 'undecided' || state === 'handed';
  return {
    roles: compared(rolesBefore, open ? rolesNow : rolesBefore),
    sites: compared(sitesBefore, open ? sitesNow : sitesBefore),
  };
}

/**
 * Makes sure that what a review is about is there; answers its name.
 *
 * @throws {Refusal} `site/not-found`, `role/not-found`.
 */
export function knownScope({ scope }: { readonly scope: ScopeKind }, name: string | undefined): string {
  if (name === undefined) throw new Refusal(scope === 'site' ? 'site/not-found' : 'role/not-found');
  return name;
}

/**
 * Makes sure that reviewers may decide.
 *
 * @throws {Refusal} `review/reviewer-not-permitted`.
 */
export function mayReview(
  reviewerIds: readonly Id<'user'>[],
  candidates: readonly { readonly userId: Id<'user'> }[],
): void {
  const permitted = new Set(candidates.map(({ userId }) => userId));
  if (reviewerIds.some((id) => !permitted.has(id))) throw new Refusal('review/reviewer-not-permitted');
}

/** A review as whoever acts on it finds it, held until the transaction ends. */
export interface Standing {
  readonly name: string;
  readonly dueOn: string;
  readonly closed: boolean;
  readonly startedBy: Id<'user'>;
  readonly starterActive: boolean;
}

/**
 * Makes sure that a review is there and still open.
 *
 * @throws {Refusal} `review/not-found`, `review/already-closed`.
 */
export function isOpen<S extends Pick<Standing, 'closed'>>(review: S | undefined): S {
  if (!review) throw new Refusal('review/not-found');
  if (review.closed) throw new Refusal('review/already-closed');
  return review;
}

type Starter = Pick<Standing, 'startedBy' | 'starterActive'>;

/** Whoever started a review closes it; where they have left, whoever may close reviews. */
export const mayClose = (actorId: Id<'user'>, { startedBy, starterActive }: Starter): boolean =>
  startedBy === actorId || !starterActive;

/**
 * Decides whether a review can be closed now.
 *
 * @throws {Refusal} `review/not-starter`, `review/reason-missing`.
 */
export function canClose(
  actorId: Id<'user'>,
  review: Starter,
  { waiting, reason }: { readonly waiting: number; readonly reason: string | undefined },
): void {
  if (!mayClose(actorId, review)) throw new Refusal('review/not-starter');
  if (waiting > 0 && !reason?.trim()) throw new Refusal('review/reason-missing', { waiting });
}

/** A line as its reviewer must find it. */
export interface FoundLine {
  readonly name: string;
  readonly reviewerId: Id<'user'>;
  /** Nothing is decided, and the user still works here. */
  readonly undecided: boolean;
  readonly asSeen: boolean;
}

/**
 * Decides whether these lines can be decided: all there, the actor’s, undecided, and as the actor saw them.
 *
 * @throws {Refusal} `review/line-changed`, `review/not-yours`.
 */
export function canDecide(actorId: Id<'user'>, found: readonly FoundLine[], asked: number): void {
  if (found.some(({ reviewerId }) => reviewerId !== actorId)) throw new Refusal('review/not-yours');
  const changed = found.find(({ undecided, asSeen }) => !undecided || !asSeen);
  if (changed) throw new Refusal('review/line-changed', { name: changed.name });
  if (found.length < asked) throw new Refusal('review/line-changed');
}
