import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { PoolItem, PoolKind, PoolSort } from './pool-contract.ts';
import { blocking } from './work-kind.ts';

/** How many days work may wait in the pool before the administrators are told. */
export async function alarmDays(tx: Tx): Promise<number> {
  const { rows } = await sql<{ days: number }>`select pool_alarm_days as days from clinic`.execute(tx);
  return rows[0]?.days ?? 0;
}

export async function countPoolItems(tx: Tx): Promise<PoolKind[]> {
  const { rows } = await sql<PoolKind>`
    select kind, items, urgent, late, overdue, withheld, oldest, withheld_oldest as "withheldOldest" from count_pool_items()`.execute(
    tx,
  );
  return rows;
}

export interface Wanted {
  readonly kind?: string | undefined;
  readonly urgent?: boolean | undefined;
  readonly late?: boolean | undefined;
  readonly overdue?: boolean | undefined;
  readonly patient?: string | undefined;
  readonly sort?: PoolSort | undefined;
  readonly descending?: boolean | undefined;
}

export type PoolRow = Omit<PoolItem, 'says'>;
interface Keyed extends PoolRow {
  readonly keyed: string;
}

async function rowsOf(tx: Tx, wanted: Wanted, beyond: readonly unknown[], most: number): Promise<Keyed[]> {
  const { kind, urgent = false, late = false, overdue = false, patient, sort = 'waiting', descending = false } = wanted;
  const [key = null, id = null] = beyond;
  const person = (column: string) => sql`
    (select jsonb_build_object('userId', u.user_id, 'name', u.first_name || ' ' || u.last_name, 'deactivated', a.user_id is null)
       from clinic_user u left join active_user a using (clinic_id, user_id) where u.user_id = ${sql.ref(`i.${column}`)})`;
  const { rows } = await sql<Keyed>`
    select i.kind, i.item_id as "itemId", i.facet, i.since,
           i.since < now() - (select pool_alarm_days * interval '1 day' from clinic) as overdue,
           (select jsonb_build_object('patientId', p.patient_id, 'name', btrim(p.first_name || ' ' || p.last_name))
              from patient p where p.patient_id = i.patient_id) as patient,
           ${person('from_id')} as "cameFrom", ${person('for_id')} as "arrivedFor", i.keyed
      from list_pool(${kind === undefined ? null : [kind]}::text[], ${urgent}, ${late}, ${overdue}, ${patient?.trim() || null},
                     ${sort}, ${descending}, ${key}, ${id}, ${most}) with ordinality i
     order by i.ordinality`.execute(tx);
  return rows;
}

const plain = ({ keyed: _keyed, ...row }: Keyed): PoolRow => row;

/**
 * One page of the pool.
 *
 * @throws {Refusal} `request/cursor-unknown`.
 */
export async function pageOfPool(tx: Tx, wanted: Wanted, after: string | undefined, size: number) {
  const beyond = fromCursor(after, 2);
  if (beyond && !(typeof beyond[0] === 'string' && isUuid(beyond[1]))) throw new Refusal('request/cursor-unknown');
  const page = pageOf(await rowsOf(tx, wanted, beyond ?? [], size + 1), size, ({ keyed, itemId }) => [keyed, itemId]);
  return { rows: page.rows.map(plain), next: page.next };
}

/** All that the filters find, up to so many. */
export const allOfPool = async (tx: Tx, wanted: Wanted, most: number): Promise<PoolRow[]> =>
  (await rowsOf(tx, wanted, [], most)).map(plain);

export interface Against {
  readonly itemId: Id<'work'>;
  readonly conflict: string | null;
}

/** Of these items of one kind, those that wait in the pool, and what stands against giving each to a user. */
export async function previewAssignment(
  tx: Tx,
  kind: string,
  itemIds: readonly Id<'work'>[],
  userId: Id<'user'>,
): Promise<Against[]> {
  const { rows } = await sql<Against>`
    select item_id as "itemId", conflict from preview_assignment(${kind}, ${itemIds}::uuid[], ${userId})`.execute(tx);
  return rows;
}

/** Gives items of one kind to a user, and says how many were still in the pool. */
export async function assign(
  tx: Tx,
  kind: string,
  itemIds: readonly Id<'work'>[],
  userId: Id<'user'>,
): Promise<number> {
  const { rows } = await sql<{ given: number }>`
    select assign_pool(${kind}, ${itemIds}::uuid[], ${userId}) as given`.execute(tx);
  return rows[0]?.given ?? 0;
}

/** How much of one kind is withheld from the actor in the pool, and how much of that a user can take. */
export async function previewWithheld(tx: Tx, kind: string, userId: Id<'user'>) {
  const { rows } = await sql<{ items: number; able: number }>`
    select items, able from preview_withheld(${kind}, ${userId}, ${blocking}::text[])`.execute(tx);
  return rows[0] ?? { items: 0, able: 0 };
}

/** Gives it to the user as far as nothing stands against it, and says how much that was. */
export async function assignWithheld(tx: Tx, kind: string, userId: Id<'user'>): Promise<number> {
  const { rows } = await sql<{ given: number }>`
    select assign_withheld(${kind}, ${userId}, ${blocking}::text[]) as given`.execute(tx);
  return rows[0]?.given ?? 0;
}
