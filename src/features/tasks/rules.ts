import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import { mayWorkOn, openOrRefuse } from '../work/rules.ts';

/** What must be known of a task to decide who may touch it. */
export interface Held {
  readonly authorId: string;
  readonly holderId: Id<'user'> | null;
  readonly doneById: string | null;
  readonly doneAt: string | null;
  /** The actor covers for its holder now. */
  readonly covers: boolean;
}

/**
 * Makes sure that there is a task and that it is the actor's affair: given by them, theirs to
 * do or to do for whoever they cover, done by them, or in the pool, where it is everybody's.
 *
 * @throws {Refusal} `task/not-found`.
 */
export function concernsOrRefuse<T extends Held>(task: T | undefined, actorId: string): T {
  if (!task) throw new Refusal('task/not-found');
  const inPool = task.holderId === null && task.doneAt === null;
  if (!inPool && !task.covers && ![task.authorId, task.holderId, task.doneById].includes(actorId))
    throw new Refusal('task/not-found');
  return task;
}

/**
 * Decides whether somebody can be given a task. A locked user is away: no new work for them.
 *
 * @throws {Refusal} `user/not-found`, `task/assignee-not-active`.
 */
export function checkAssignee(user: { readonly status: string } | undefined): void {
  if (!user) throw new Refusal('user/not-found');
  if (user.status !== 'active') throw new Refusal('task/assignee-not-active');
}

/** What the audit log keeps of a task: never its words. */
export interface Recorded {
  readonly due: string | null;
  readonly urgent: boolean;
  readonly assigneeId: string | null;
}

interface Worded extends Recorded {
  readonly title: string;
  readonly details: string;
}

/** What changed about a task, as the audit log keeps it: the words only by name. */
export function changesOf(was: Worded, becomes: Worded) {
  const plain = ({ due, urgent, assigneeId }: Recorded): Recorded => ({ due, urgent, assigneeId });
  const reworded = (['title', 'details'] as const).filter((field) => was[field] !== becomes[field]);
  return { before: plain(was), after: plain(becomes), reworded };
}

/** What must be known of a recurring task to decide who may give it on or end it. */
interface Recurs {
  readonly authorId: Id<'user'>;
  readonly holderId: Id<'user'> | null;
  readonly isOpen: boolean;
}

/**
 * Decides whether a user may rule over a recurring task: who set it up may, and to whom it goes; anybody while that is the pool.
 *
 * @throws {Refusal} `work/not-found`, `work/already-closed`, `work/not-yours`.
 */
export function mayRule<R extends Recurs>(recurring: R | undefined, actorId: Id<'user'>): R {
  const open = openOrRefuse(recurring);
  // Nobody covers for what does not wait itself.
  return open.authorId === actorId ? open : mayWorkOn({ ...open, covers: false }, actorId);
}

/**
 * Makes sure that it comes on a day that is not over, by the clinic's day, and ends no earlier.
 *
 * @throws {Refusal} `task/day-in-the-past`, `task/days-reversed`.
 */
export function comesAgain(
  { firstOn, endsOn }: { readonly firstOn: string; readonly endsOn: string | null },
  today: string,
): void {
  if (firstOn < today) throw new Refusal('task/day-in-the-past');
  if (endsOn !== null && endsOn < firstOn) throw new Refusal('task/days-reversed');
}
