import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { endRolesAndSites } from '../users/public.ts';
import { EndAccess } from './contract.ts';
import { canDecide, isOpen } from './rules.ts';
import * as store from './store.ts';

/** Ends single roles and sites of a user, at once; a role is left, and the clinic keeps an administrator. */
export const endAccess = command(
  EndAccess,
  async (tx, actor, { reviewId, userId, seen, roleIds, siteIds, reason }) => {
    isOpen(await store.holdReview(tx, reviewId));
    const found = await store.holdLines(tx, reviewId, [{ userId, seen }]);
    canDecide(actor.id, found, 1);
    const ended = await endRolesAndSites(tx, userId, { roleIds, siteIds });
    if (ended.roles.length + ended.sites.length === 0) throw new Refusal('review/nothing-to-end');
    await store.decide(tx, reviewId, [userId], {
      decision: 'ended',
      reason,
      endedRoles: ended.roles,
      endedSites: ended.sites,
    });
    const output = { endedRoles: ended.roles, endedSites: ended.sites };
    return { output, audit: { subjectUserId: userId, reason: reason.trim(), facts: { reviewId, ...output } } };
  },
  'roster',
);
