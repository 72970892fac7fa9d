import { fromCursor, isUuid, pageOf } from '#kernel/page.ts';
import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListOpenWork } from './contract.ts';
import { kinds } from './kinds.ts';
import { listItems } from './store.ts';

const PAGE = 50;

/** A page of one kind of a user's open work; what concerns a patient closed to the reader is withheld, not left out. */
export const listOpenWork = query(ListOpenWork, async (tx, _actor, asked) => {
  const { userId: holderId, kind: name, successorId = null, onlyConflicts = false, after } = asked;
  const kind = kinds.find((one) => one.kind === name);
  if (!kind) throw new Refusal('handover/plan-malformed', { line: name });
  const [beyond = null] = fromCursor(after, 1) ?? [];
  if (beyond !== null && !isUuid(beyond)) throw new Refusal('request/cursor-unknown');
  const found = await listItems(tx, kind.kind, { holderId, successorId, beyond, onlyConflicts, most: PAGE + 1 });
  const { rows, next } = pageOf(found, PAGE, ({ itemId }) => [itemId]);
  const described = await kind.describe(rows.map(({ itemId }) => itemId)).execute(tx);
  const says = new Map(described.rows.map((one) => [one.itemId, one.says]));
  return { items: rows.map((row) => ({ ...row, says: says.get(row.itemId) ?? null })), next };
});
