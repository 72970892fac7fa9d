import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { equippedUsers } from './provider-store.ts';
import { standingOf } from './provinces/completeness.ts';
import type { Ability } from './record-schema.ts';
import { provinceOf } from './provinces/provinces.ts';

/** What each of these users has no number for yet, of what practitioners can do in their own name; see `standingOf`. */
export async function lackingAbilities(
  tx: Tx,
  userIds: readonly Id<'user'>[],
): Promise<ReadonlyMap<Id<'user'>, readonly Ability[]>> {
  if (userIds.length === 0) return new Map();
  const users = await equippedUsers(tx, userIds);
  return new Map(
    users.map(({ userId, province, type, fields }) => [
      userId,
      standingOf(provinceOf(province), {
        type,
        hasSite: true,
        allows: () => true,
        has: (field) => fields.includes(field),
      })
        .filter(({ lacks }) => lacks.length > 0)
        .map(({ ability }) => ability),
    ]),
  );
}
