import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { Asked } from './contract.ts';
import type { OwnQuery, SavedQuery } from './queries-contract.ts';

const own = sql<boolean>`q.owner_id = (select current_actor())`;
const columns = sql`q.query_id as "queryId", q.name, q.shared, ${own} as own, o.first_name || ' ' || o.last_name as owner,
  case when ${own} or not names_closed(q.asked -> 'criteria' ->> 'demographicIds') then q.asked end as asked, q.changed_at as "changedAt", q.version`;
const withOwner = sql`join clinic_user o on o.clinic_id = q.clinic_id and o.user_id = q.owner_id`;

/** One's own and those that are shared, by name. */
export async function listQueries(tx: Tx): Promise<SavedQuery[]> {
  const { rows } = await sql<SavedQuery>`
    select ${columns} from report_query q ${withOwner} order by lower(q.name), q.query_id`.execute(tx);
  return rows;
}

/** One that the actor may see. */
export async function readQuery(tx: Tx, queryId: Id<'query'>): Promise<SavedQuery | undefined> {
  const { rows } = await sql<SavedQuery>`
    select ${columns} from report_query q ${withOwner} where q.query_id = ${queryId}`.execute(tx);
  return rows[0];
}

interface Kept {
  readonly name: string;
  readonly shared: boolean;
  readonly asked: Asked;
}

/** One of the actor's own, which is never withheld. */
export const isOwn = (query: SavedQuery): query is OwnQuery => query.own && query.asked !== null;

export async function insertQuery(tx: Tx, { id, clinicId }: Actor, { name, shared, asked }: Kept) {
  const { rows } = await sql<{ queryId: Id<'query'> }>`
    insert into report_query (clinic_id, owner_id, name, shared, asked)
    values (${clinicId}, ${id}, ${name.trim()}, ${shared}, ${JSON.stringify(asked)}::jsonb) returning query_id as "queryId"`.execute(
    tx,
  );
  return rows[0]?.queryId as Id<'query'>;
}

/** Whether the query still was the version that was looked at. */
export async function updateQuery(tx: Tx, queryId: Id<'query'>, version: number, { name, shared, asked }: Kept) {
  const { numAffectedRows = 0n } = await sql`
    update report_query set name = ${name.trim()}, shared = ${shared}, asked = ${JSON.stringify(asked)}::jsonb, changed_at = now()
     where query_id = ${queryId} and version = ${version}`.execute(tx);
  return numAffectedRows > 0n;
}

export const deleteQuery = (tx: Tx, queryId: Id<'query'>) =>
  sql`delete from report_query where query_id = ${queryId}`.execute(tx);

/** A query that somebody shares, held until the transaction ends. */
export async function sharedQuery(tx: Tx, queryId: Id<'query'>) {
  const { rows } = await sql<{ ownerId: Id<'user'>; name: string }>`
    select owner_id as "ownerId", name from report_query where query_id = ${queryId} and shared for no key update`.execute(
    tx,
  );
  return rows[0];
}

/** Whether the query still was the version that was looked at. */
export async function renameQuery(tx: Tx, queryId: Id<'query'>, version: number, name: string) {
  const { numAffectedRows = 0n } = await sql`
    update report_query set name = ${name.trim()}, changed_at = now() where query_id = ${queryId} and version = ${version}`.execute(
    tx,
  );
  return numAffectedRows > 0n;
}
