import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListOpenWork } from './contract.ts';
import { doubtsAbout } from './doubts.ts';
import { withheld } from './describe.ts';
import { kinds } from './kinds.ts';
import { placeAfter, placeOf } from './page-of-work.ts';
import { rulesOf } from './plan.ts';
import { successorsOf } from './rules.ts';
import { listItems } from './store.ts';

const PAGE = 50;

/** A page of one kind of a user's open work; what concerns a patient closed to the reader is withheld, not left out. */
export const listOpenWork = query(ListOpenWork, async (tx, _actor, asked) => {
  const { userId: holderId, kind: name, plan = [], rule = null, onlyConflicts = false, after } = asked;
  const kind = kinds.find((one) => one.kind === name);
  if (!kind) throw new Refusal('handover/plan-malformed', { kind: name });
  const place = placeOf(after);
  const { beyond, skip } = place;
  const rules = (await rulesOf(tx, plan)).get(name) ?? [];
  const successorIds = successorsOf(rules);
  const doubts = await doubtsAbout(tx, successorIds);
  const doubtful = successorIds.filter((id) => doubts(name, id).length > 0);
  const listing = { holderId, rules, rule, onlyConflicts, doubtful, beyond, most: skip + PAGE + 1 };
  const found = await listItems(tx, name, listing);
  const rows = found.slice(skip, skip + PAGE);
  const described = await kind.describe(rows.map(({ itemId }) => itemId)).execute(tx);
  const says = new Map(described.rows.map((one) => [one.itemId, one.says]));
  const shown = rows.map(({ itemId, ...row }) => {
    const said = says.get(itemId) ?? null;
    const thought = row.successorId === null ? [] : [...doubts(name, row.successorId)];
    return { itemId, ...row, ...withheld(kind, said), doubts: thought, says: said };
  });
  const items = shown.map(({ exactly: _exactly, ...item }) => item);
  return { items, next: found.length > skip + PAGE ? placeAfter(shown, place) : null };
});
