import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { endSessions } from '../credentials/public.ts';
import { tell } from '../outbox/public.ts';
import { findUser, holdsAllOf } from '../users/public.ts';
import { ResetFactors } from './contract.ts';
import * as store from './store.ts';

/**
 * Removes all second factors of a user who has lost them, and ends their sessions. Nobody opens the way to somebody who
 * may do more, and one's own are removed under My credentials, by showing them.
 */
export const resetFactors = command(
  ResetFactors,
  async (tx, actor, { userId }) => {
    if (userId === actor.id) throw new Refusal('user/is-yourself');
    const user = await findUser(tx, userId);
    if (!user) throw new Refusal('user/not-found');
    if (user.status === 'inactive') throw new Refusal('user/already-inactive');
    if (!(await holdsAllOf(tx, actor.id, userId))) throw new Refusal('user/role-not-yours');
    const { passkeys, authenticator } = await store.countFactors(tx, userId);
    if (passkeys === 0 && !authenticator) throw new Refusal('second-factor/none');
    await store.removeAll(tx, userId);
    const sessionsEnded = await endSessions(tx, userId);
    await tell(tx, { userId, kind: 'second-factors-reset', byId: actor.id });
    const facts = { before: { passkeys, authenticator }, after: { passkeys: 0, authenticator: false }, sessionsEnded };
    return { output: { sessionsEnded }, audit: { subjectUserId: userId, facts } };
  },
  'roster',
);
