import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { keptPlan } from '../handover/public.ts';
import { countAdministratorsBesides, findUser, mayBeShutOut } from '../users/public.ts';
import { ReadLastDay } from './contract.ts';
import { weighKept } from './kept.ts';
import * as store from './store.ts';

/** A user's last day, and how ready everything is for it. */
export const readLastDay = query(ReadLastDay, async (tx, actor, { userId, ...moment }) => {
  const user = await findUser(tx, userId);
  if (!user) throw new Refusal('user/not-found');
  if (user.status === 'inactive') throw new Refusal('user/already-inactive');
  const [lastDay, beyond, kept, administratorsLeft] = await Promise.all([
    store.readLastDay(tx, userId),
    store.countBeyond(tx, userId, moment),
    keptPlan(tx, userId),
    countAdministratorsBesides(tx, userId),
  ]);
  const weighed = await weighKept(tx, userId, kept?.plan ?? []);
  return {
    user: { userId, name: user.name, deactivated: false, status: user.status },
    lastDay: lastDay ?? null,
    refused: refusedBy(() => mayBeShutOut({ actorId: actor.id, user, administratorsLeft })),
    beyond,
    plan: { kept: kept !== undefined, ...weighed },
  };
});

function refusedBy(rule: () => void): string | null {
  try {
    rule();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
