import { fromCursor, isInstant, isUuid, pageOf } from '#kernel/page.ts';
import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListOpenWork } from './contract.ts';
import { kinds } from './kinds.ts';
import { rulesOf } from './plan.ts';
import { listItems } from './store.ts';

const PAGE = 50;

/** A page of one kind of a user's open work; what concerns a patient closed to the reader is withheld, not left out. */
export const listOpenWork = query(ListOpenWork, async (tx, _actor, asked) => {
  const { userId: holderId, kind: name, plan = [], rule = null, onlyConflicts = false, after } = asked;
  const kind = kinds.find((one) => one.kind === name);
  if (!kind) throw new Refusal('handover/plan-malformed', { kind: name });
  const beyond = fromCursor(after, 2);
  if (beyond && !(isInstant(beyond[0]) && isUuid(beyond[1]))) throw new Refusal('request/cursor-unknown');
  const rules = (await rulesOf(tx, plan)).get(name) ?? [];
  const found = await listItems(tx, name, { holderId, rules, rule, onlyConflicts, beyond, most: PAGE + 1 });
  const { rows, next } = pageOf(found, PAGE, ({ exactly, itemId }) => [exactly, itemId]);
  const described = await kind.describe(rows.map(({ itemId }) => itemId)).execute(tx);
  const says = new Map(described.rows.map((one) => [one.itemId, one.says]));
  const items = rows.map(({ itemId, since, facet, conflict, rule: place, successorId }) => {
    const said = says.get(itemId) ?? null;
    // Of being MRP the item is the patient: withheld is then the patient's id too.
    const named = said === null && kind.itemIsPatient ? null : itemId;
    return { itemId: named, since, facet, conflict, rule: place, successorId, says: said };
  });
  return { items, next };
});
