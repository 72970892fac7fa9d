import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { tell } from '../outbox/public.ts';
import * as users from '../users/public.ts';
import { SetLastDay } from './contract.ts';
import { mayEndThen } from './rules.ts';
import * as store from './store.ts';

/** Says from when on a user cannot sign in and nobody books with them. Open sessions end then too. */
export const setLastDay = command(
  SetLastDay,
  async (tx, actor, { userId, ends, reason, basedOn }) => {
    await users.holdStill(tx, userId); // a booking or a sign-in at this moment comes before, or sees the last day
    const user = await users.findUser(tx, userId);
    users.mayBeShutOut({
      actorId: actor.id,
      user,
      administratorsLeft: await users.countAdministratorsBesides(tx, userId),
    });
    const [{ endsAt, now }, before] = await Promise.all([store.readClock(tx, ends), store.readLastDay(tx, userId)]);
    mayEndThen(endsAt, now);
    const wanted = { endsAt, reason: reason.trim() };
    const set =
      basedOn === 0
        ? await store.insertLastDay(tx, actor, userId, wanted)
        : await store.updateLastDay(tx, actor, userId, { ...wanted, version: basedOn });
    if (!set) throw new Refusal('request/version-stale');
    const beyond = await store.countBeyond(tx, userId, {});
    await tell(tx, { userId, kind: 'login-expiry-set', byId: actor.id, facts: { expiresAt: endsAt } });
    const facts = { before: { lastDay: before?.endsAt ?? null }, after: { lastDay: endsAt }, beyond: beyond.items };
    return { output: { endsAt, version: set.version }, audit: { subjectUserId: userId, reason, facts } };
  },
  'roster',
);
