import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { openDoor } from '../credentials/public.ts';
import { UnlockUser } from './status-contract.ts';
import * as store from './store.ts';

/** Lets a user sign in again, whether an administrator locked them or five wrong tries did. */
export const unlockUser = command(
  UnlockUser,
  async (tx, _actor, { userId, was }) => {
    const user = await store.findUser(tx, userId);
    if (!user) throw new Refusal('user/not-found');
    if (user.status === 'inactive') throw new Refusal('user/already-inactive');
    if (user.status !== 'locked' && user.heldUntil === null) throw new Refusal('user/not-locked');
    const is = user.status === 'locked' ? 'locked' : 'held';
    if (was !== undefined && was !== is) throw new Refusal('request/version-stale');
    if (await store.lastDayPassed(tx, userId)) throw new Refusal('user/last-day-passed');
    await store.unlock(tx, userId);
    await openDoor(tx, userId);
    return {
      output: { userId },
      audit: { subjectUserId: userId, facts: { was: is } },
    };
  },
  'roster',
);
