import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { tell } from '../outbox/public.ts';
import { countAdministratorsBesides, findUser, holdsAllOf } from '../users/public.ts';
import { SetLoginExpiry } from './contract.ts';
import { mayEnd } from './rules.ts';
import * as store from './store.ts';

/** Says until when a user can sign in, or takes that away; open sessions end then too. */
export const setLoginExpiry = command(
  SetLoginExpiry,
  async (tx, actor, { userId, expires }) => {
    const user = await findUser(tx, userId);
    if (!user) throw new Refusal('user/not-found');
    if (user.status === 'inactive') throw new Refusal('user/already-inactive');
    if (!(await holdsAllOf(tx, actor.id, userId))) throw new Refusal('user/role-not-yours');
    const [before, { now, expiresAt }, administratorsLeft] = await Promise.all([
      store.readCredentials(tx, userId),
      store.readPolicy(tx, expires),
      countAdministratorsBesides(tx, userId),
    ]);
    if (!before) throw new Refusal('credentials/none');
    mayEnd({ endsAt: expiresAt, now, administratorsLeft });
    await store.setLoginExpiry(tx, userId, expiresAt);
    if (expiresAt) await tell(tx, { userId, kind: 'login-expiry-set', byId: actor.id, facts: { expiresAt } });
    const facts = { before: { loginExpiresAt: before.expiresAt }, after: { loginExpiresAt: expiresAt } };
    return { output: { expiresAt }, audit: { subjectUserId: userId, facts } };
  },
  'roster',
);
