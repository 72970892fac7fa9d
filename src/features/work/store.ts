import { type RawBuilder, sql } from 'kysely';
import type { Static } from 'typebox';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, isInstant, isUuid } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Person } from '#kernel/schema.ts';
import type { CoveredKind, HandStep, HolderStep, Letterhead, PatientNamed, Waiting } from './contract.ts';

/** A table of work, with the column that names its rows. */
export const idOf = {
  appointment: 'appointment_id',
  chart_note: 'note_id',
  letter: 'letter_id',
  prescription: 'prescription_id',
  mrp_patient: 'patient_id',
  secure_conversation: 'conversation_id',
  sent_questionnaire: 'sent_id',
  recurring_questionnaire: 'recurring_id',
  recurring_task: 'recurring_id',
} as const;
export type WorkTable = keyof typeof idOf;

/** Whether the actor covers for a user who holds work of a kind. */
export const coversFor = (holder: RawBuilder<unknown>, kind: CoveredKind): RawBuilder<boolean> =>
  sql`covers_for(${holder}, ${sql.lit(kind)})`;

/** The kinds whose lists hold one’s own, and what one covers where it can be covered. */
export type HeldKind = CoveredKind | 'prescription' | 'recurring-task';

interface Shelf {
  /** The table of work, which the other parts call `w`. */
  readonly table: string;
  readonly kind: HeldKind;
  readonly where: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
  /** All of them where it is null. */
  readonly most: number | null;
}

/**
 * The first open rows, in an order, of all whose work of a kind the actor does: the own, and of whoever they cover for.
 * Of each holder a range of the index in that order, however much they hold.
 */
export const heldByActor = ({ table, kind, where, order, most }: Shelf): RawBuilder<unknown> => sql`
  select w.* from held_by_actor(${sql.lit(kind)}) h(holder_id)
   cross join lateral (select w.* from ${sql.table(table)} w where w.open_holder_id = h.holder_id and ${where}
                        order by ${order} limit ${sql.lit(most)}) w
   order by ${order} limit ${sql.lit(most)}`;

/** A column that names a user, of the row aliased `w`, as the person it names. */
export const personOf = (column: string): RawBuilder<Static<typeof Person> | null> => sql`
  (select jsonb_build_object('userId', p.user_id, 'name', p.first_name || ' ' || p.last_name,
                             'deactivated', not exists (select from active_user a where a.clinic_id = p.clinic_id and a.user_id = p.user_id))
     from clinic_user p where p.clinic_id = w.clinic_id and p.user_id = ${sql.ref(`w.${column}`)})`;

/** Whom the row aliased `w` is about. */
export const patientOf: RawBuilder<PatientNamed> = sql`
  (select jsonb_build_object('patientId', t.patient_id, 'demographicNumber', t.demographic_number, 'lastName', t.last_name,
                             'firstName', t.first_name)
     from patient t where t.clinic_id = w.clinic_id and t.patient_id = w.patient_id)`;

/** The letterhead of a user `u` of the clinic `c` at a site `s`: their own record, and the site's where it says nothing. */
export const letterheadOf: RawBuilder<Letterhead> = sql`
  jsonb_build_object('clinicName', c.name, 'name', u.first_name || ' ' || u.last_name, 'type', u.type,
    'address', coalesce(nullif(u.address, ''), s.address),
    'city', case when u.address = '' then btrim(concat_ws(' ', nullif(s.city, ''), nullif(s.province, ''), nullif(s.postal_code, ''))) else '' end,
    'phone', coalesce(nullif(u.work_phone, ''), s.phone), 'fax', coalesce(nullif(u.fax, ''), s.fax))`;

/** What waits for the actor and in the pool. */
export async function countWaiting(tx: Tx, table: WorkTable): Promise<Waiting> {
  const { rows } = await sql<Waiting>`
    select open, withheld, pool, pool_withheld as "poolWithheld" from ${sql.id(`waiting_${table}`)}()`.execute(tx);
  return rows[0] ?? { open: 0, withheld: 0, pool: 0, poolWithheld: 0 };
}

/**
 * The part of a list that comes after the page before: rows are in the order of an instant and their id.
 *
 * @throws {Refusal} `request/cursor-unknown`.
 */
export function beyond(after: string | undefined, at: string, table: WorkTable, latestFirst: boolean) {
  const keys = fromCursor(after, 2);
  if (!keys) return sql<boolean>`true`;
  const [instant, id] = keys;
  if (!isInstant(instant) || !isUuid(id)) throw new Refusal('request/cursor-unknown');
  const order = latestFirst ? sql`<` : sql`>`;
  return sql<boolean>`(${sql.ref(`w.${at}`)}, ${sql.ref(`w.${idOf[table]}`)}) ${order} (${instant}::timestamptz, ${id}::uuid)`;
}

/** Who held a piece of work, oldest first. Nothing where it concerns a patient closed to the actor. */
export async function holdersOf(tx: Tx, table: WorkTable, id: string): Promise<HolderStep[]> {
  const key = sql.ref(idOf[table]);
  const { rows } = await sql<HolderStep>`
    select ${personOf('holder_id')} as holder, lower(w.during) as "from", upper(w.during) as until
      from ${sql.table(`${table}_history`)} w
     where w.${key} = ${id} and exists (select from ${sql.table(table)} one where one.${key} = ${id})
     order by w.during`.execute(tx);
  return rows;
}

/** From hand to hand, oldest first. Whether the actor may know of the item is for the caller to decide. */
export async function handsOf(tx: Tx, kind: 'message' | 'task' | 'mrp-patient', id: string): Promise<HandStep[]> {
  const { rows } = await sql<HandStep>`
    select w.at, ${personOf('by_id')} as by, ${personOf('from_id')} as "from", ${personOf('to_id')} as "to"
      from (select c.clinic_id, h.* from clinic c, hands_of(${kind}, ${id}) h) w order by w.at`.execute(tx);
  return rows;
}

/** The days between which something lies, both included; open where one is left out. */
interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Whether an instant lies on these days of the clinic's calendar. */
export function onDays(at: RawBuilder<unknown>, { from, to }: Days): RawBuilder<boolean> {
  const begins = (day: RawBuilder<unknown>) => sql`(select (${day})::timestamp at time zone time_zone from clinic)`;
  return sql`${from ? sql`${at} >= ${begins(sql`${from}::date`)}` : sql`true`}
    and ${to ? sql`${at} < ${begins(sql`${to}::date + 1`)}` : sql`true`}`;
}

/** An instant of the row aliased `w` as the clinic's clock shows it, for a file: `2026-11-24 09:30`. */
export const localTime = (at: string): RawBuilder<string> => sql`
  to_char(${sql.ref(`w.${at}`)} at time zone (select time_zone from clinic), 'YYYY-MM-DD HH24:MI')`;

/** An instant as JSON carries it: the driver reads only columns. */
const isoOf = (moment: RawBuilder<unknown>) =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Who held the row aliased `w` of this table, oldest first, within a list of few rows. */
export const stepsOf = (table: string, key: string): RawBuilder<HolderStep[]> => sql`
  coalesce((select jsonb_agg(jsonb_build_object('holder', h.holder, 'from', ${isoOf(sql`lower(h.during)`)}, 'until', ${isoOf(sql`upper(h.during)`)}) order by h.during)
              from ${sql.table(table)} it,
                   lateral (select w.during, ${personOf('holder_id')} as holder from ${sql.table(`${table}_history`)} w
                             where w.clinic_id = it.clinic_id and w.${sql.ref(key)} = it.${sql.ref(key)}) h
             where it.clinic_id = w.clinic_id and it.${sql.ref(key)} = w.${sql.ref(key)}), '[]')`;

interface Giving {
  readonly id: string;
  readonly fromId: Id<'user'> | null;
  readonly toId: Id<'user'> | null;
}

/** Makes somebody its holder, or nobody; it says from whom it came. */
export async function giveTo(tx: Tx, table: WorkTable, { id, fromId, toId }: Giving): Promise<void> {
  await sql`
    update ${sql.table(table)} set holder_id = ${toId}, came_from_id = coalesce(${fromId}, came_from_id)
     where ${sql.ref(idOf[table])} = ${id}`.execute(tx);
}

/** Whether there is such a patient, and not closed to the actor. */
export async function isOpenPatient(tx: Tx, patientId: Id<'patient'>): Promise<boolean> {
  const { rows } = await sql`select from patient where patient_id = ${patientId}`.execute(tx);
  return rows.length > 0;
}
