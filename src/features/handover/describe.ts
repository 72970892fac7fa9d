import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { kinds } from './kinds.ts';

/** Makes sure that there is such a kind of work. @throws {Refusal} `handover/plan-malformed`. */
export function knownKind(name: string) {
  const kind = kinds.find((one) => one.kind === name);
  if (!kind) throw new Refusal('handover/plan-malformed', { kind: name });
  return kind;
}

/** What each of these items says, in a line; nothing of what is closed to the actor. One statement a kind. */
export async function described<I extends { readonly kind: string; readonly itemId: string }>(
  tx: Tx,
  items: readonly I[],
): Promise<(I & { readonly says: string | null })[]> {
  const byKind = [...Map.groupBy(items, ({ kind }) => kind)];
  const said = await Promise.all(
    byKind.map(([kind, of]) =>
      knownKind(kind)
        .describe(of.map(({ itemId }) => itemId))
        .execute(tx),
    ),
  );
  const says = new Map(said.flatMap(({ rows }) => rows.map((one) => [one.itemId, one.says])));
  return items.map((item) => ({ ...item, says: says.get(item.itemId) ?? null }));
}

/**
 * What a line of an item that says nothing leaves out: how it stands out, which is content, such as an abnormal result;
 * of being MRP also its id, since the item is the patient.
 */
export function withheld({ itemIsPatient }: { readonly itemIsPatient?: boolean | undefined }, says: string | null) {
  if (says !== null) return {};
  return { facet: null, ...(itemIsPatient ? { itemId: null } : {}) };
}
