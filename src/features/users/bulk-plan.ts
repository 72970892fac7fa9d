import { createHash } from 'node:crypto';
import { findRole } from '#features/roles/public.ts';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Hindrance, turns } from './bulk-contract.ts';
import { type Chosen, sortOut, stepDown } from './bulk-rules.ts';
import { chosenUsers, countAdministratorsBesidesAll } from './bulk-store.ts';
import { roleChoices } from './choices-store.ts';
import { mayGiveRoles } from './rules.ts';
import { ADMINISTERS } from './store.ts';

interface Asked {
  readonly userIds: readonly Id<'user'>[];
  readonly turn: (typeof turns)[number];
  readonly roleId: Id<'role'>;
}

/**
 * What adding a role to users, or removing it from them, comes to now. Preview and change both do exactly this.
 *
 * @throws {Refusal} `user/not-found`, `role/not-found`, `user/role-not-yours`.
 */
export async function planRoles(tx: Tx, actor: Actor, { userIds, turn, roleId }: Asked) {
  const [chosen, role, choices] = await Promise.all([
    chosenUsers(tx, userIds, roleId),
    findRole(tx, roleId),
    roleChoices(tx, actor.id),
  ]);
  if (!role) throw new Refusal('role/not-found');
  if (chosen.length < userIds.length) throw new Refusal('user/not-found');
  if (turn === 'add') mayGiveRoles([roleId], choices);
  const change = { turn, actorId: actor.id, administers: role.permissions.includes(ADMINISTERS) };
  const sorted = sortOut(change, chosen);
  const { changed, hindered } = await keepAnAdministrator(tx, stepDown(change, sorted.changed), sorted);
  const ids = changed.map(({ userId }) => userId);
  const hash = createHash('sha256').update(JSON.stringify([turn, roleId, role.permissions, ids.toSorted()]));
  return { role, changed: ids, hindered, unchanged: sorted.unchanged, hash: hash.digest('hex') };
}

interface SortedOut {
  readonly changed: readonly Chosen[];
  readonly hindered: readonly { readonly user: Chosen; readonly why: Hindrance }[];
}

/** Where nobody would be left who administers, none of those who do now steps down. */
async function keepAnAdministrator(
  tx: Tx,
  down: readonly Chosen[],
  { changed, hindered }: SortedOut,
): Promise<SortedOut> {
  const ids = down.map(({ userId }) => userId);
  if (ids.length === 0 || (await countAdministratorsBesidesAll(tx, ids)) > 0) return { changed, hindered };
  const kept = down.map((user) => ({ user, why: 'last-administrator' as const }));
  return { changed: changed.filter((user) => !down.includes(user)), hindered: [...hindered, ...kept] };
}
