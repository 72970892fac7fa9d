import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { holdStill } from '../users/public.ts';
import { CancelLastDay } from './contract.ts';
import { deleteLastDay, readLastDay } from './store.ts';

/** Takes a last day back that is as it was looked at, also one that has passed: whoever is not locked signs in again. A lock stays. */
export const cancelLastDay = command(
  CancelLastDay,
  async (tx, _actor, { userId, version }) => {
    await holdStill(tx, userId);
    const was = await readLastDay(tx, userId);
    if (!was) throw new Refusal('last-day/not-set');
    if (was.version !== version) throw new Refusal('request/version-stale');
    await deleteLastDay(tx, userId);
    const facts = { before: { lastDay: was.endsAt }, after: { lastDay: null } };
    return { output: { userId }, audit: { subjectUserId: userId, facts } };
  },
  'roster',
);
