import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { fromCursor, isInstant, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { PatientNamed } from '../work/contract.ts';
import type { Folder, InboxLine } from './contract.ts';

const PAGE = 40;

interface Person {
  readonly userId: Id<'user'>;
  readonly name: string;
  readonly deactivated: boolean;
}

/** The user aliased `u`, left-joined with `active_user` as `a`, as history names them. */
export const person = sql<Person>`
  jsonb_build_object('userId', u.user_id, 'name', u.first_name || ' ' || u.last_name, 'deactivated', a.user_id is null)`;

/** A user by id, as history names them; null for nobody. */
export const personOf = (userId: RawBuilder<unknown>): RawBuilder<Person | null> => sql`
  (select ${person} from clinic_user u left join active_user a using (clinic_id, user_id) where u.user_id = ${userId})`;

/**
 * When and with which id the page before ended.
 *
 * @throws {Refusal} `request/cursor-unknown`.
 */
function beyondOf(after: string | undefined): { readonly at: string; readonly id: string } | undefined {
  const keys = fromCursor(after, 2);
  if (!keys) return undefined;
  const [at, id] = keys;
  if (!isInstant(at) || !isUuid(id)) throw new Refusal('request/cursor-unknown');
  return { at, id };
}

interface Wanted {
  readonly folder: Folder | 'pool';
  readonly unread?: boolean;
  readonly after?: string;
}

const itemColumns = sql`
  i.clinic_id, i.item_id, i.message_id, i.read_at, i.snoozed_until, i.came_from_id, i.arrived_for_id, i.open_holder_id`;

/** The rows of one folder, newest first: each is a range of an index of its own. */
function rowsOf(
  { folder, unread = false, after }: Wanted,
  actorId: Id<'user'>,
  most: number | null,
): RawBuilder<unknown> {
  const beyond = beyondOf(after);
  const until = (at: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
    beyond ? sql`and (${at}, ${id}) < (${beyond.at}::timestamptz, ${beyond.id}::uuid)` : sql``;
  const page = sql.lit(most);
  if (folder === 'sent') {
    return sql`
      select m.clinic_id, (select i.item_id from inbox_item i where i.clinic_id = m.clinic_id and i.message_id = m.message_id
                            order by i.item_id limit 1) as item_id,
             m.message_id, m.sent_at as read_at, null::timestamptz as snoozed_until, null::uuid as came_from_id, null::uuid as arrived_for_id,
             null::uuid as open_holder_id, m.sent_at as at, m.message_id as key
        from message m where m.author_id = ${actorId} ${until(sql`m.sent_at`, sql`m.message_id`)}
       order by m.sent_at desc, m.message_id desc limit ${page}`;
  }
  const at = { inbox: sql`i.shown_at`, snoozed: sql`i.shown_at`, filed: sql`i.filed_at`, pool: sql`i.arrived_at` }[
    folder
  ];
  const which = {
    inbox: sql`i.open_holder_id = h.holder_id and (i.snoozed_until is null or i.snoozed_until <= now())
               ${unread ? sql`and i.read_at is null` : sql``}`,
    snoozed: sql`i.open_holder_id = h.holder_id and i.snoozed_until > now()`,
    filed: sql`i.holder_id = ${actorId} and i.filed_at is not null`,
    pool: sql`i.holder_id is null and i.filed_at is null`,
  }[folder];
  const rows = sql`
    select ${itemColumns}, ${at} as at, i.item_id as key from inbox_item i
     where ${which} ${until(at, sql`i.item_id`)} order by ${at} desc, i.item_id desc limit ${page}`;
  if (folder === 'filed' || folder === 'pool') return rows;
  return sql`
    select i.* from held_by_actor('message') h(holder_id) cross join lateral (${rows}) i
     order by i.at desc, i.key desc limit ${page}`;
}

interface Row extends InboxLine {
  readonly atKey: string;
  readonly key: string;
}

// Only the page's own rows are joined with what they say and whom they name.
const toThem = sql`inbox_item o where o.clinic_id = one.clinic_id and o.message_id = one.message_id`;

/** One page of a folder of the actor's own, or of the pool. */
export async function pageOfItems(
  tx: Tx,
  { id }: Actor,
  wanted: Wanted,
): Promise<{ items: InboxLine[]; next: string | null }> {
  const sent = wanted.folder === 'sent';
  const { rows } = await sql<Row>`
    select one.item_id as "itemId", one.message_id as "messageId", ${person} as author, m.subject,
           left(btrim(regexp_replace(left(m.body, 600), '\\s+', ' ', 'g')), 160) as start,
           case when p.patient_id is not null then
             jsonb_build_object('patientId', p.patient_id, 'name', btrim(p.first_name || ' ' || p.last_name)) end as patient,
           one.at, ${wanted.folder === 'pool' ? sql`false` : sql`one.read_at is null`} as unread,
           case when one.snoozed_until > now() then one.snoozed_until end as "snoozedUntil",
           case when one.came_from_id is not null then ${personOf(sql`one.came_from_id`)} end as "cameFrom",
           case when one.open_holder_id is not null then ${personOf(sql`one.open_holder_id`)} end as holder,
           case when one.arrived_for_id is not null then ${personOf(sql`one.arrived_for_id`)} end as "arrivedFor",
           ${
             sent
               ? sql`array(select ${personOf(sql`o.addressee_id`)} from ${toThem} order by o.item_id limit 3)`
               : sql`'{}'::jsonb[]`
           } as recipients,
           ${sent ? sql`(select count(*)::int from ${toThem})` : sql`0`} as "recipientCount",
           one.at::text as "atKey", one.key
      from (${rowsOf(wanted, id, PAGE + 1)}) one
      join message m on m.clinic_id = one.clinic_id and m.message_id = one.message_id
      join clinic_user u on u.clinic_id = m.clinic_id and u.user_id = m.author_id
      left join active_user a on a.clinic_id = u.clinic_id and a.user_id = u.user_id
      left join patient p on p.clinic_id = m.clinic_id and p.patient_id = m.patient_id
     order by one.at desc, one.key desc`.execute(tx);
  const { rows: shown, next } = pageOf(rows, PAGE, (row) => [row.atKey, row.key]);
  return { items: shown.map(({ atKey: _at, key: _key, ...line }) => line), next };
}

/** All of a folder, for a file. */
export const allItems = ({ id }: Actor, wanted: Wanted) => {
  const local = (at: string) =>
    sql<
      string | null
    >`to_char(${sql.ref(`one.${at}`)} at time zone (select time_zone from clinic), 'YYYY-MM-DD HH24:MI')`;
  return sql<{
    subject: string;
    author: Person;
    patient: PatientNamed | null;
    at: string;
    unread: boolean;
    snoozed: string | null;
    holder: Person | null;
    cameFrom: Person | null;
  }>`
    select m.subject, ${personOf(sql`m.author_id`)} as author, ${local('at')} as at,
           (select jsonb_build_object('demographicNumber', p.demographic_number, 'lastName', p.last_name, 'firstName', p.first_name)
              from patient p where p.clinic_id = m.clinic_id and p.patient_id = m.patient_id) as patient,
           one.open_holder_id is not null and one.read_at is null as unread,
           case when one.snoozed_until > now() then ${local('snoozed_until')} end as snoozed,
           ${personOf(sql`one.open_holder_id`)} as holder, ${personOf(sql`coalesce(one.arrived_for_id, one.came_from_id)`)} as "cameFrom"
      from (${rowsOf(wanted, id, null)}) one join message m on m.clinic_id = one.clinic_id and m.message_id = one.message_id
     order by one.at desc, one.key desc`;
};

/** What waits in the actor's own folders and in the pool, and what is withheld from the actor. */
export async function countItems(tx: Tx) {
  const { rows } = await sql<{ inbox: number; unread: number; snoozed: number; pool: number; withheld: number }>`
    select inbox, unread, snoozed, pool, withheld from count_inbox()`.execute(tx);
  const { withheld = 0, ...counts } = rows[0] ?? { inbox: 0, unread: 0, snoozed: 0, pool: 0 };
  return { counts, withheld };
}
