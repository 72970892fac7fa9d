import { randomUUID } from 'node:crypto';
import { shareOnlySite } from '#features/sites/public.ts';
import type { Id } from '#kernel/brand.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { inviteAll } from '../credentials/public.ts';
import { ImportUsers } from './import-contract.ts';
import { planImport, signsIn } from './import-plan.ts';
import * as store from './import-store.ts';

/** Adds everybody whose row is clean, and invites those who will sign in: what was previewed, all or nothing. */
export const importUsers = command(
  ImportUsers,
  async (tx, actor, { planHash, onlyClean = false, ...sheet }) => {
    const { newcomers, flawed, hash } = await planImport(tx, actor, sheet);
    if (hash !== planHash) throw new Refusal('user/import-changed');
    if (flawed > 0 && !onlyClean) throw new Refusal('user/import-flawed', { rows: flawed });
    if (newcomers.length === 0) throw new Refusal('user/import-empty');
    const arrivals = newcomers.map((one) => ({ ...one, userId: randomUUID() as Id<'user'> }));
    const userIds = arrivals.map(({ userId }) => userId);
    await store.addArrivals(tx, actor, arrivals);
    await Promise.all([
      store.assignSites(tx, actor, arrivals),
      shareOnlySite(tx, userIds),
      store.registerBcp(tx, arrivals),
    ]);
    const invited = arrivals.filter(signsIn);
    const { endsAt, mailed, tokens } = await inviteAll(
      tx,
      actor,
      invited.map(({ userId }) => userId),
    );
    const links = invited.flatMap(({ userId, firstName, lastName, username, email }) => {
      const token = tokens.get(userId);
      const name = `${firstName} ${lastName}`;
      return token === undefined ? [] : [{ userId, name, signsInAs: username ?? email ?? '', token }];
    });
    const counts = { users: arrivals.length, withoutSignIn: arrivals.length - invited.length, mailed };
    return {
      output: { ...counts, endsAt, linked: links.length, links: [] },
      once: { links },
      audit: { facts: { ...counts, leftOut: flawed, invitedUntil: endsAt, userIds } },
    };
  },
  'roster',
);
