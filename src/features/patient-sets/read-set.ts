import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadSet } from './contract.ts';
import { blocksOf, findSet, versionsOf } from './store.ts';

/** A reason may name whom the set holds. */
const unsaid = { reason: '', liftReason: '' };

/** A set with its versions and everybody who is, or was, kept out by it; without the reasons for whoever is. */
export const readSet = query(ReadSet, async (tx, _actor, { setId }) => {
  const [set, versions, blocks] = await Promise.all([findSet(tx, setId), versionsOf(tx, setId), blocksOf(tx, setId)]);
  if (!set) throw new Refusal('set/not-found');
  if (!set.concernsYou) return { ...set, versions, blocks };
  return {
    ...set,
    versions: versions.map((version) => ({ ...version, reason: '' })),
    blocks: blocks.map((block) => ({ ...block, ...unsaid })),
  };
});
