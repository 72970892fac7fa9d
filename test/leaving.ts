import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { activateUser } from '#features/users/activate-user.ts';
import type { PlanRule } from '#features/handover/contract.ts';
import { deactivateUser } from '#features/handover/deactivate-user.ts';
import { previewDeactivation } from '#features/handover/preview-deactivation.ts';
import { type Clinic, PASSWORD } from './staff.ts';

/** Lets a user leave under this plan, by Ada's hand. */
export async function lets(
  pool: Pool,
  c: Clinic,
  userId: Id<'user'>,
  plan: readonly PlanRule[],
): Promise<Id<'handover'>> {
  const { planHash } = await answer(pool, c.ada.caller, previewDeactivation, { userId, plan: [...plan] });
  const input = { userId, plan: [...plan], planHash, reason: 'moved away' };
  return (await perform(pool, c.ada.caller, deactivateUser, input, { password: PASSWORD })).handoverId;
}

/** Brings a user back, as a doctor unless said otherwise. */
export const bringBack = (
  pool: Pool,
  c: Clinic,
  userId: Id<'user'>,
  roleIds: readonly Id<'role'>[] = [c.roles.doctor],
) =>
  perform(
    pool,
    c.ada.caller,
    activateUser,
    { userId, reason: 'returns', roleIds: [...roleIds], siteIds: [c.siteId] },
    { password: PASSWORD },
  );
