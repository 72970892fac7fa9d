import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import {
  canSucceed,
  chainOf,
  drawPlan,
  eachIsAsked,
  endsSomewhere,
  type PlanRule,
  standingOf,
  staysLonger,
  successorsOf,
} from '../handover/public.ts';

/** What a plan would leave with a user as things stand, and why it cannot be carried out at all. */
export interface Weighed {
  readonly items: number;
  readonly left: { kind: string; items: number }[];
  readonly refused: string | null;
}

/** Lays a kept plan beside the work as it stands. What it names may have gone since. */
export async function weighKept(tx: Tx, userId: Id<'user'>, plan: readonly PlanRule[]): Promise<Weighed> {
  const { weighed, refused } = await drawn(tx, userId, plan);
  return {
    items: weighed.reduce((total, { count }) => total + count, 0),
    left: weighed.flatMap(({ kind, left }) => (left > 0 ? [{ kind, items: left }] : [])),
    refused,
  };
}

async function drawn(tx: Tx, userId: Id<'user'>, plan: readonly PlanRule[]) {
  const successors = successorsOf(plan);
  try {
    canSucceed(userId, successors, await standingOf(tx, successors));
    const chain = await chainOf(tx, userId, successors);
    endsSomewhere(chain);
    staysLonger(chain);
    eachIsAsked(plan);
    return { ...(await drawPlan(tx, userId, plan)), refused: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...(await drawPlan(tx, userId, [])), refused: error.code };
  }
}
