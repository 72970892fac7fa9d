import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { tell } from '../outbox/public.ts';
import { countAdministratorsBesides, findUser, holdsAllOf } from '../users/public.ts';
import { SetCredentials } from './contract.ts';
import { giveLogin, prepareLogin } from './give-login.ts';
import * as store from './store.ts';

/**
 * Gives a user new credentials, by an invitation or at once, and ends the sessions of those that are replaced. Nobody
 * takes over somebody who may do more. The user is told, at the address they had until now as well.
 */
export const setCredentials = command(
  SetCredentials,
  async (tx, actor, { userId, login }) => {
    const user = await findUser(tx, userId);
    if (!user) throw new Refusal('user/not-found');
    if (user.status === 'inactive') throw new Refusal('user/already-inactive');
    if (!(await holdsAllOf(tx, actor.id, userId))) throw new Refusal('user/role-not-yours');
    const [before, administratorsLeft] = await Promise.all([
      store.readCredentials(tx, userId),
      countAdministratorsBesides(tx, userId),
    ]);
    const prepared = await prepareLogin(tx, { ...user, administratorsLeft }, login);
    const { invitation, once, facts } = await giveLogin(tx, actor, userId, prepared);
    const sessionsEnded = login.secrets ? await store.endSessions(tx, userId) : 0;
    const renamed = before?.ready && (before.email !== facts.email || before.username !== facts.username);
    if (login.secrets || renamed) {
      await tell(tx, { userId, kind: 'credentials-set', byId: actor.id, alsoTo: before?.email ?? null });
    }
    const was = before && { username: before.username, email: before.email, loginExpiresAt: before.expiresAt };
    return {
      output: { invitation },
      once,
      audit: { subjectUserId: userId, facts: { ...(was ? { before: was } : {}), after: facts, sessionsEnded } },
    };
  },
  'roster',
);
