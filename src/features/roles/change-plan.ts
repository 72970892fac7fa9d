import { createHash } from 'node:crypto';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { RoleChange } from './contract.ts';
import { effectsOf, readOnlyHolders } from './preview-store.ts';

interface Asked {
  readonly roleId: Id<'role'>;
  /** What it gives now, and what its users get instead. */
  readonly had: readonly string[];
  readonly gets: readonly string[];
  /** It is to be deleted: with another role in its place, or with none. */
  readonly deleted?: { readonly replacementId: Id<'role'> | undefined };
}

/**
 * What changing or deleting a role comes to now. Preview and change both do exactly this, so that the one can be held to
 * the other: the hash changes when anybody gains or loses something else, or somebody has come or gone.
 */
export async function drawChange(tx: Tx, { roleId, had, gets, deleted }: Asked): Promise<RoleChange> {
  const [all, { users, alone }] = await Promise.all([
    effectsOf(tx, { roleId, had, gets }),
    readOnlyHolders(tx, roleId),
  ]);
  const leftWithout = deleted && !deleted.replacementId ? alone : { users: 0, named: [] };
  const effects = all.map(({ digest: _digest, ...effect }) => effect);
  const whom = all.map(({ gains, loses, digest }) => [gains, loses, digest]);
  const hash = createHash('sha256').update(
    JSON.stringify([roleId, had, gets.toSorted(), deleted ?? null, users, whom, leftWithout.users]),
  );
  return { users, effects, leftWithout, changeHash: hash.digest('hex') };
}
