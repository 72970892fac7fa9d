import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { awayAmong } from '../absences/public.ts';
import { lackingAbilities } from '../users/public.ts';
import { kinds } from './kinds.ts';
import type { Doubts } from './rules.ts';
import * as store from './store.ts';

/** What should be thought of before these users are given work, of whatever kind; whoever gives it may still do so. */
export async function doubtsAbout(tx: Tx, successorIds: readonly Id<'user'>[]): Promise<Doubts> {
  const [lacking, leaving, { away, covering }] = await Promise.all([
    lackingAbilities(tx, successorIds),
    store.leaving(tx, successorIds),
    awayAmong(tx, successorIds),
  ]);
  return (name, successorId) => {
    const ability = kinds.find(({ kind }) => kind === name)?.ability;
    return [
      ...(ability && lacking.get(successorId)?.includes(ability) ? (['number-missing'] as const) : []),
      ...(leaving.includes(successorId) ? (['leaving-too'] as const) : []),
      ...(away.includes(successorId) ? (['away'] as const) : []),
      ...(covering.includes(successorId) ? (['covers-somebody'] as const) : []),
    ];
  };
}
