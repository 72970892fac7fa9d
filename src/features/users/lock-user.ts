import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { LockUser } from './status-contract.ts';
import { mayBeShutOut } from './rules.ts';
import { endSessions } from '../credentials/public.ts';
import * as store from './store.ts';

/** Shuts a user out from the next request on, and leaves them everything they hold. */
export const lockUser = command(
  LockUser,
  async (tx, actor, { userId, reason }) => {
    await store.holdStill(tx, userId); // their writes in flight end first; none lands after the lock
    const user = await store.findUser(tx, userId);
    mayBeShutOut({ actorId: actor.id, user, administratorsLeft: await store.countAdministratorsBesides(tx, userId) });
    if (user?.status === 'locked') throw new Refusal('user/already-locked');
    const sessionsEnded = await endSessions(tx, userId);
    await store.lock(tx, userId, reason);
    return { output: { userId }, audit: { subjectUserId: userId, reason, facts: { sessionsEnded } } };
  },
  'roster',
);
