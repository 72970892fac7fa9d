import type { Pool } from 'pg';
import { refusalOf } from '#kernel/database-refusal.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/job.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { lastDayWords as words } from '#web/words/last-day.ts';
import { deactivateUser, drawPlan, keptPlan } from '../handover/public.ts';
import { findUser, holdStill, lock } from '../users/public.ts';
import { asDue, type Due, lastDaysDue, type Outcome, tellAdministrators } from './due-store.ts';
import { weighKept } from './kept.ts';
import { keepMissed, readLastDay } from './store.ts';

const MINUTE_MS = 60_000;

/**
 * What happens on a last day: the kept plan runs and the user is deactivated, as by hand. Where the plan is not complete the user is
 * locked instead, and the administrators are told what is missing. Sign-in has ended already, whether this runs or not.
 */
export const leaveOnLastDay: Job = {
  name: 'last-day.leave',
  everyMs: MINUTE_MS,
  run: async (pool, stopping) => {
    const failures: unknown[] = [];
    for (const due of await lastDaysDue(pool)) {
      if (stopping.aborted) break;
      // oxlint-disable-next-line no-await-in-loop -- changes to the roster go one at a time
      await endLastDay(pool, due).catch((error: unknown) => failures.push(error));
    }
    // One that cannot be ended keeps nobody else's from ending, in whichever clinic.
    if (failures.length > 0) throw failures[0];
  },
};

/** Ends one user's last day, whichever way it can be ended. */
async function endLastDay(pool: Pool, due: Due): Promise<void> {
  try {
    await asDue(pool, due, (tx, actor) => leave(tx, actor, due));
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    await asDue(pool, due, (tx) => lockInstead(tx, due, refusal));
  }
}

async function leave(tx: Tx, actor: Actor, { userId }: Due): Promise<Outcome> {
  await holdStill(tx, userId);
  const [lastDay, kept] = await Promise.all([readLastDay(tx, userId), keptPlan(tx, userId)]);
  const plan = kept?.plan ?? [];
  const reason = lastDay?.reason ?? '';
  const { hash } = await drawPlan(tx, userId, plan);
  const input = { userId, plan, planHash: hash, reason };
  const { audit } = await deactivateUser.run(tx, { ...actor, origin: null }, input);
  return { action: 'last-day.leave', reason, facts: { ...audit.facts, setBy: lastDay?.setBy.name } };
}

async function lockInstead(tx: Tx, { userId }: Due, { code, facts }: Refusal): Promise<Outcome> {
  await holdStill(tx, userId);
  const [user, lastDay, kept] = await Promise.all([
    findUser(tx, userId),
    readLastDay(tx, userId),
    keptPlan(tx, userId),
  ]);
  const { left } = await weighKept(tx, userId, kept?.plan ?? []);
  const reason = lastDay?.reason ?? '';
  if (user?.status === 'active') await lock(tx, userId, words.lockedBecause(reason));
  await keepMissed(tx, userId, { code, left });
  await tellAdministrators(tx, { leaver: user?.name, leaverId: userId, expiresAt: lastDay?.endsAt, work: left });
  return { action: 'last-day.lock', reason, facts: { code, ...facts, left } };
}
