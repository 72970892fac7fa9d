import { type RawBuilder, sql } from 'kysely';
import type { Order } from './contract.ts';
import { beyond, heldByActor, type HeldKind, idOf, onDays, type WorkTable } from './store.ts';

/** What of a kind of work is listed, and in which order of an instant. */
export interface WorkList {
  readonly table: WorkTable;
  readonly kind: HeldKind;
  /** The instant that rows are in the order of. */
  readonly at: string;
  /** One’s own and of whoever one covers for; what waits in the pool; everybody’s. */
  readonly folder: 'open' | 'pool' | 'all';
  /** Of rows that nobody holds, those that wait in the pool. */
  readonly pooled?: RawBuilder<boolean>;
  readonly where?: RawBuilder<boolean>;
  /** The first and the last day of that instant, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** What waits comes oldest first and all latest first, where nothing is said. */
  readonly order?: Order | undefined;
}

const latestFirst = ({ folder, order }: WorkList): boolean => (order ? order === 'latest' : folder === 'all');

/** The order of a list, of rows aliased `w`. */
export function inOrder(list: WorkList): RawBuilder<unknown> {
  const keys = [sql.ref(`w.${list.at}`), sql.ref(`w.${idOf[list.table]}`)];
  return latestFirst(list) ? sql`${keys[0]} desc, ${keys[1]} desc` : sql`${keys[0]}, ${keys[1]}`;
}

/**
 * The rows of a list after a cursor, so many of them; all of them where `most` is null.
 *
 * @throws {Refusal} `request/cursor-unknown`.
 */
export function listed(list: WorkList, after: string | undefined, most: number | null): RawBuilder<unknown> {
  const { table, kind, at, folder, pooled = sql<boolean>`true`, where: wanted = sql<boolean>`true` } = list;
  const order = inOrder(list);
  const where = sql`${beyond(after, at, table, latestFirst(list))} and ${onDays(sql.ref(`w.${at}`), list)} and ${wanted}`;
  if (folder === 'open') return heldByActor({ table, kind, where, order, most });
  const which = folder === 'all' ? sql`true` : sql`w.holder_id is null and ${pooled}`;
  return sql`select w.* from ${sql.table(table)} w where ${which} and ${where} order by ${order} limit ${sql.lit(most)}`;
}
