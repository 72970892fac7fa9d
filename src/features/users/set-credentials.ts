import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { holdsAllOf } from './choices-store.ts';
import { SetCredentials } from './contract.ts';
import { hashLogin } from './login.ts';
import * as store from './store.ts';

/** Gives a user new credentials and ends their sessions. Nobody takes over somebody who may do more. */
export const setCredentials = command(
  SetCredentials,
  async (tx, actor, { userId, login }) => {
    const user = await store.findUser(tx, userId);
    if (!user) throw new Refusal('user/not-found');
    if (user.status === 'inactive') throw new Refusal('user/already-inactive');
    if (!(await holdsAllOf(tx, actor.id, userId))) throw new Refusal('user/role-not-yours');
    await store.setCredentials(tx, actor, userId, await hashLogin(login));
    const sessionsEnded = await store.endSessions(tx, userId);
    const after = { username: login.username, email: login.email };
    return { output: { userId }, audit: { subjectUserId: userId, facts: { after, sessionsEnded } } };
  },
  'roster',
);
