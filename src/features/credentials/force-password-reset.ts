import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { tell } from '../outbox/public.ts';
import { findUser } from '../users/public.ts';
import { ForcePasswordReset } from './contract.ts';
import * as store from './store.ts';

/** Makes a user choose new secrets before anything else, from the next request of their open sessions on. */
export const forcePasswordReset = command(ForcePasswordReset, async (tx, actor, { userId }) => {
  const user = await findUser(tx, userId);
  if (!user) throw new Refusal('user/not-found');
  if (user.status === 'inactive') throw new Refusal('user/already-inactive');
  const credentials = await store.readCredentials(tx, userId);
  if (!credentials?.ready) throw new Refusal('credentials/none');
  await store.mustChange(tx, userId);
  if (!credentials.mustChange) await tell(tx, { userId, kind: 'password-reset-forced', byId: actor.id });
  const facts = { before: { mustChange: credentials.mustChange }, after: { mustChange: true } };
  return { output: {}, audit: { subjectUserId: userId, facts } };
});
