import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { coversFor } from '../work/public.ts';
import type { Message } from './contract.ts';
import { person, personOf } from './list-store.ts';

/** Whether one of these users took part in the message aliased `m`: wrote it, or has or had a copy of it. */
const tookPart = (users: RawBuilder<unknown>) => sql<boolean>`
  (m.author_id = any(${users}) or exists (select from inbox_item o where o.clinic_id = m.clinic_id and o.message_id = m.message_id
                                             and (o.holder_id = any(${users}) or o.addressee_id = any(${users}) or o.came_from_id = any(${users}))))`;
const oneself = ({ id }: Actor) => sql`array[${id}::uuid]`;
/** The actor, and whoever they cover for. */
const held = sql`array(select held_by_actor('message'))`;

/** An item as the rules need it. */
export async function findItem(tx: Tx, itemId: Id<'item'>) {
  const { rows } = await sql<{
    itemId: Id<'item'>;
    messageId: Id<'message'>;
    patientId: Id<'patient'> | null;
    holderId: Id<'user'> | null;
    filedAt: string | null;
    snoozedUntil: string | null;
    covers: boolean;
    now: string;
  }>`
    select item_id as "itemId", message_id as "messageId", patient_id as "patientId", holder_id as "holderId",
           filed_at as "filedAt", snoozed_until as "snoozedUntil", now() as now,
           ${coversFor(sql`holder_id`, 'message')} as covers
      from inbox_item where item_id = ${itemId}`.execute(tx);
  return rows[0];
}

type Read = Omit<Message, 'thread' | 'hands' | 'state' | 'wasUnread'> & {
  readonly holderId: Id<'user'> | null;
  readonly readAt: string | null;
  readonly covers: boolean;
  readonly now: string;
};

/** A message by one of its items, when it waits in the pool, for whoever the actor covers, or the actor wrote it or has or had a copy of it. */
export async function readItem(tx: Tx, actor: Actor, itemId: Id<'item'>): Promise<Read | undefined> {
  const { rows } = await sql<Read>`
    select i.item_id as "itemId", m.message_id as "messageId", ${person} as author,
           array(select ${personOf(sql`o.addressee_id`)} from inbox_item o
                  where o.clinic_id = m.clinic_id and o.message_id = m.message_id order by o.item_id) as recipients,
           ${personOf(sql`i.holder_id`)} as holder, ${personOf(sql`i.came_from_id`)} as "cameFrom",
           ${personOf(sql`i.arrived_for_id`)} as "arrivedFor",
           case when p.patient_id is not null then
             jsonb_build_object('patientId', p.patient_id, 'name', btrim(p.first_name || ' ' || p.last_name)) end as patient,
           m.subject, m.body, m.sent_at as "sentAt", i.snoozed_until as "snoozedUntil", i.filed_at as "filedAt",
           i.holder_id as "holderId", i.read_at as "readAt", now() as now,
           ${coversFor(sql`i.open_holder_id`, 'message')} as covers
      from inbox_item i join message m using (clinic_id, message_id)
      join clinic_user u on u.clinic_id = m.clinic_id and u.user_id = m.author_id
      left join active_user a on a.clinic_id = u.clinic_id and a.user_id = u.user_id
      left join patient p on p.clinic_id = m.clinic_id and p.patient_id = m.patient_id
     where i.item_id = ${itemId} and ((i.holder_id is null and i.filed_at is null) or i.open_holder_id = any(${held}) or ${tookPart(oneself(actor))})`.execute(
    tx,
  );
  return rows[0];
}

/** What the item's message replies to, the latest first; of messages in which neither the reader nor whoever they cover took part, nothing. */
export async function threadOf(tx: Tx, itemId: Id<'item'>): Promise<Message['thread']> {
  const { rows } = await sql<Message['thread'][number]>`
    with recursive chain as (
      select m.clinic_id, m.reply_to_id, 1 as step from inbox_item i join message m using (clinic_id, message_id)
       where i.item_id = ${itemId}
      union all
      select m.clinic_id, m.reply_to_id, c.step + 1 from chain c
        join message m on m.clinic_id = c.clinic_id and m.message_id = c.reply_to_id where c.step < 50)
    select m.message_id as "messageId", ${person} as author, m.sent_at as "sentAt", m.subject, m.body
      from chain c join message m on m.clinic_id = c.clinic_id and m.message_id = c.reply_to_id
      join clinic_user u on u.clinic_id = m.clinic_id and u.user_id = m.author_id
      left join active_user a on a.clinic_id = u.clinic_id and a.user_id = u.user_id
     where ${tookPart(held)} order by c.step`.execute(tx);
  return rows;
}

/** As whose an answer to a message counts: the actor's who took part in it, or on behalf of whoever has it open; nobody's otherwise. */
export async function answersFor(tx: Tx, actor: Actor, messageId: Id<'message'>) {
  const { rows } = await sql<{ own: boolean; onBehalfOfId: Id<'user'> | null }>`
    select ${tookPart(oneself(actor))} as own,
           (select o.open_holder_id from inbox_item o where o.clinic_id = m.clinic_id and o.message_id = m.message_id
               and ${coversFor(sql`o.open_holder_id`, 'message')} order by o.item_id limit 1) as "onBehalfOfId"
      from message m where m.message_id = ${messageId}`.execute(tx);
  const [found] = rows;
  return found && (found.own || found.onBehalfOfId) ? found : undefined;
}

/** Whether there is such a patient, and not closed to the actor. */
export async function patientOpen(tx: Tx, patientId: Id<'patient'>): Promise<boolean> {
  const { rows } = await sql`select where chart_is_open(${patientId})`.execute(tx);
  return rows.length > 0;
}

interface Letter {
  readonly recipientIds: readonly Id<'user'>[];
  readonly subject: string;
  readonly body: string;
  readonly patientId: Id<'patient'> | null;
  readonly replyToId: Id<'message'> | null;
}

interface Sent {
  readonly messageId: Id<'message'>;
  /** What arrived for somebody who has left, and with whom; null: in the pool. */
  readonly arrivals: readonly { readonly forId: Id<'user'>; readonly holderId: Id<'user'> | null }[];
}

/**
 * Keeps a message and lays one copy on each recipient's desk; refused by the database for who is not active. But who
 * took part in what it replies to may have left since: then it arrives for them.
 */
export async function send(tx: Tx, { id, clinicId }: Actor, letter: Letter): Promise<Sent> {
  const { rows } = await sql<Sent>`
    with addressed as materialized (
      select one, ${letter.replyToId}::uuid is not null and not exists (select from active_user a where a.user_id = one)
             and exists (select from message m where m.message_id = ${letter.replyToId} and ${tookPart(sql`array[one]`)}) as late
        from unnest(${letter.recipientIds}::uuid[]) one),
    sent as (
      insert into message (clinic_id, author_id, patient_id, reply_to_id, subject, body)
      values (${clinicId}, ${id}, ${letter.patientId}, ${letter.replyToId}, ${letter.subject.trim()}, ${letter.body})
      returning clinic_id, message_id, patient_id),
    copied as (
      insert into inbox_item (clinic_id, message_id, patient_id, addressee_id, holder_id, came_from_id, arrived_for_id)
      select clinic_id, message_id, patient_id, one, case when late then arrival_holder('message', one, patient_id) else one end,
             case when late then one end, case when late then one end
        from sent, addressed order by addressed.one
      returning holder_id, arrived_for_id)
    select message_id as "messageId",
           coalesce((select jsonb_agg(jsonb_build_object('forId', arrived_for_id, 'holderId', holder_id)) from copied
                      where arrived_for_id is not null), '[]') as arrivals
      from sent`.execute(tx);
  const [sent] = rows;
  if (!sent) throw new Error('a message was kept and did not say under which id');
  return sent;
}

/** Whether one of these colleagues cannot sign in: locked, or past the last day. */
export async function areShutOut(tx: Tx, userIds: readonly Id<'user'>[]): Promise<boolean> {
  const { rows } = await sql`
    select from active_user a join clinic_user u using (clinic_id, user_id) left join last_day l using (clinic_id, user_id)
     where a.user_id = any(${userIds}::uuid[]) and (u.locked_at is not null or l.ends_at <= now()) limit 1`.execute(tx);
  return rows.length > 0;
}

const change = (tx: Tx, itemId: Id<'item'>) => tx.updateTable('inbox_item').where('item_id', '=', itemId);

export const markRead = (tx: Tx, itemId: Id<'item'>) =>
  change(tx, itemId)
    .set({ read_at: sql`now()` })
    .execute();
export const markUnread = (tx: Tx, itemId: Id<'item'>) => change(tx, itemId).set({ read_at: null }).execute();

/** Files an item of this holder's that is open; says whether there was one. */
export async function file(tx: Tx, id: Id<'user'>, itemId: Id<'item'>): Promise<boolean> {
  const filed = await change(tx, itemId)
    .set({ filed_at: sql`now()`, snoozed_until: null })
    .where('open_holder_id', '=', id)
    .executeTakeFirst();
  return filed.numUpdatedRows > 0n;
}

export async function unfile(tx: Tx, id: Id<'user'>, itemId: Id<'item'>): Promise<boolean> {
  const back = await change(tx, itemId)
    .set({ filed_at: null })
    .where('holder_id', '=', id)
    .where('filed_at', 'is not', null)
    .executeTakeFirst();
  return back.numUpdatedRows > 0n;
}

/** Sends an open item of this holder's away until then; null brings it back. Says whether there was one. */
export async function snooze(tx: Tx, id: Id<'user'>, itemId: Id<'item'>, until: string | null): Promise<boolean> {
  const away = await change(tx, itemId)
    .set({ snoozed_until: until })
    .where('open_holder_id', '=', id)
    .executeTakeFirst();
  return away.numUpdatedRows > 0n;
}

/** Of two who take at once, the second waits for the first here and then finds a holder. */
export async function take(tx: Tx, { id }: Actor, itemId: Id<'item'>): Promise<boolean> {
  const taken = await change(tx, itemId)
    .set({ holder_id: id, read_at: null, snoozed_until: null })
    .where('holder_id', 'is', null)
    .where('filed_at', 'is', null)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

/** Lays an open item of one holder's on another desk, unread, or into the pool. Says whether it was still with that holder. */
export async function give(tx: Tx, itemId: Id<'item'>, fromId: Id<'user'>, toId: Id<'user'> | null): Promise<boolean> {
  if (toId === fromId) return true;
  const given = await change(tx, itemId)
    .set({ holder_id: toId, came_from_id: fromId, read_at: null, snoozed_until: null })
    .where('open_holder_id', '=', fromId)
    .executeTakeFirst();
  return given.numUpdatedRows > 0n;
}
