import { sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { Static } from 'typebox';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { Notice, NoticeFacts, NoticeKind, ReminderKind } from './contract.ts';

export interface Told {
  readonly userId: Id<'user'>;
  readonly kind: NoticeKind;
  /** Who did it, where it was not the user. */
  readonly byId?: Id<'user'>;
  readonly facts?: Static<typeof NoticeFacts>;
  /** An address that has just been replaced hears of it too. */
  readonly alsoTo?: string | null;
}

/** Tells a user something, in the transaction of what it speaks of. */
export const tell = (tx: Tx, { userId, kind, byId, facts = {}, alsoTo = null }: Told) =>
  sql`select tell(${userId}, ${kind}, ${JSON.stringify(facts)}::jsonb || coalesce(
        (select jsonb_build_object('by', first_name || ' ' || last_name) from clinic_user where user_id = ${byId ?? null}), '{}'),
        ${alsoTo})`.execute(tx);

interface ToldEach {
  readonly kind: NoticeKind;
  readonly byId: Id<'user'>;
  readonly told: readonly { readonly userId: Id<'user'>; readonly facts: Static<typeof NoticeFacts> }[];
}

/** Tells several users, each with facts of their own, in one statement. */
export const tellEach = (tx: Tx, { kind, byId, told }: ToldEach) =>
  sql`select tell(t."userId", ${kind}, t.facts || jsonb_build_object('by', u.first_name || ' ' || u.last_name), null)
        from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) t("userId" uuid, facts jsonb), clinic_user u
       where u.user_id = ${byId}`.execute(tx);

/** What a user has not put away yet, newest first. */
export async function openNotices(tx: Tx, userId: Id<'user'>): Promise<Static<typeof Notice>[]> {
  const { rows } = await sql<Static<typeof Notice>>`
    select notice_id as "noticeId", kind, facts, at from notice
     where user_id = ${userId} and dismissed_at is null order by at desc limit 5`.execute(tx);
  return rows;
}

/** Says whether there was one of this user's to put away. */
export async function dismiss(tx: Tx, userId: Id<'user'>, noticeId: Id<'notice'>): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('notice')
    .set({ dismissed_at: sql`now()` })
    .where('user_id', '=', userId)
    .where('notice_id', '=', noticeId)
    .where('dismissed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** A mail that is due, held by the transaction of this connection. */
export interface DueMail {
  readonly clinicId: string;
  readonly mailId: string;
  readonly kind: NoticeKind | ReminderKind | 'invitation' | 'appointment-cancelled';
  readonly to: string;
  readonly facts: Static<typeof NoticeFacts> & { readonly token?: string; readonly endsAt?: string } & {
    readonly startsAt?: string;
    readonly phone?: string;
  };
  /** How often it has failed so far. */
  readonly tries: number;
  readonly firstName: string;
  readonly clinicName: string;
  readonly timeZone: string;
  readonly host: string | null;
}

const NEXT = `select clinic_id as "clinicId", mail_id as "mailId", kind, to_address as "to", facts, tries, first_name as "firstName",
                     clinic_name as "clinicName", time_zone as "timeZone", host from next_mail()`;

/**
 * Takes the next mail that is due and lets `send` have it, held so that no other server sends it meanwhile. What `send`
 * answers is written down in the same transaction: it went out, or the minutes until the next try, or null to give it up.
 * Says whether there was one.
 */
export async function withNextMail(
  pool: Pool,
  send: (mail: DueMail) => Promise<'sent' | number | null>,
): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const { rows } = await client.query<DueMail>(NEXT);
    const [mail] = rows;
    if (mail) await writeDown(client, mail, await send(mail));
    await client.query('commit');
    return mail !== undefined;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

const writeDown = (client: PoolClient, { clinicId, mailId }: DueMail, outcome: 'sent' | number | null) =>
  outcome === 'sent'
    ? client.query('select mail_sent($1, $2)', [clinicId, mailId])
    : client.query('select mail_failed($1, $2, make_interval(secs => $3))', [
        clinicId,
        mailId,
        outcome === null ? null : outcome * 60,
      ]);
