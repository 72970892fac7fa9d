import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { endSessions, removeCredentials } from '../credentials/public.ts';
import { holdsAllOf } from './choices-store.ts';
import { DeleteSecurityRecord } from './status-contract.ts';
import * as store from './store.ts';

/** Ends somebody's sign-in and credentials at once. Their record, roles and open work stay until Deactivate. */
export const deleteSecurityRecord = command(
  DeleteSecurityRecord,
  async (tx, actor, { userId }) => {
    await store.holdStill(tx, userId); // their writes in flight end first; none lands afterwards
    const user = await store.readUser(tx, userId);
    if (!user) throw new Refusal('user/not-found');
    if (userId === actor.id) throw new Refusal('user/is-yourself');
    const { username, email } = user;
    if (username === null && email === null) throw new Refusal('user/credentials-missing');
    if (!(await holdsAllOf(tx, actor.id, userId))) throw new Refusal('user/role-not-yours');
    if ((await store.countAdministratorsBesides(tx, userId)) < 1) throw new Refusal('user/last-administrator');
    const sessionsEnded = await endSessions(tx, userId);
    await removeCredentials(tx, userId);
    return {
      output: { userId },
      audit: { subjectUserId: userId, facts: { before: { username, email }, after: {}, sessionsEnded } },
    };
  },
  'roster',
);
