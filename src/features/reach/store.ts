import { type RawBuilder, sql } from 'kysely';
import { heldAt, type Moment, stood } from '#features/roles/public.ts';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, isText, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Block, ClosedPatient, Opener, Reach, Uses, Whose } from './contract.ts';

/** What opening a chart takes. */
const OPEN_CHART = 'charts.open-chart';

/** A page of names goes on behind this one. */
type Beyond = readonly [sortName: string, id: string];

/** @throws {Refusal} `request/cursor-unknown`. */
function beyondOf(after: string | undefined): Beyond | undefined {
  const keys = fromCursor(after, 2);
  if (!keys) return undefined;
  const [sortName, id] = keys;
  if (!isText(sortName) || !isUuid(id)) throw new Refusal('request/cursor-unknown');
  return [sortName, id];
}

const momentOf = (moment: Moment) => sql`${moment}::timestamptz`;

/** Whether the sort name in that column has the words in it, wherever. */
const named = (column: RawBuilder<string>, keyword: string | undefined) =>
  keyword?.trim() ? sql<boolean>`strpos(${column}, lower(${keyword.trim()})) > 0` : sql<boolean>`true`;

const ofPatient = sql`p.patient_id as "patientId", p.demographic_number as "demographicNumber", p.last_name as "lastName",
  p.first_name as "firstName", known_day(p.date_of_birth, p.birth_precision) as "dateOfBirth"`;

/** Whom a report is about; nothing where the chart is closed to the actor, whether or not the master file is. */
export async function findPatient(tx: Tx, patientId: Id<'patient'>): Promise<Uses['patient'] | undefined> {
  const { rows } = await sql<Uses['patient']>`
    select ${ofPatient}, p.health_number as "healthNumber", p.health_province as "healthProvince" from patient p
     where p.patient_id = ${patientId}
       and not exists (select from own_blocked_patient b where b.clinic_id = p.clinic_id and b.patient_id = p.patient_id)`.execute(
    tx,
  );
  return rows[0];
}

/** The blocks that keep the user from somebody the actor may know of, each with how many they are. */
export async function blocksOn(tx: Tx, userId: Id<'user'>, moment: Moment): Promise<Reach['blocks']> {
  const { rows } = await sql<Reach['blocks'][number]>`
    select c.block_id as "blockId", c.set_name as set, c.laid_at as "laidAt", c.laid_by as "laidBy", c.reason, c.ends_at as "endsAt",
           c.review_on as "reviewOn", c.master_file_open as "masterFileOpen", c.emergency_allowed as "emergencyAllowed",
           c.patient_request as "patientRequest", count(*)::int as patients
      from closed_to_user(${userId}, ${momentOf(moment)}) c
     group by c.block_id, c.set_name, c.laid_at, c.laid_by, c.reason, c.ends_at, c.review_on, c.master_file_open,
              c.emergency_allowed, c.patient_request
     order by lower(c.set_name), c.block_id`.execute(tx);
  return rows;
}

/** How many patients are closed to the user, of those the actor may know of. */
export async function countClosed(tx: Tx, userId: Id<'user'>, moment: Moment): Promise<number> {
  const { rows } = await sql<{ closed: number }>`
    select count(distinct patient_id)::int as closed from closed_to_user(${userId}, ${momentOf(moment)})`.execute(tx);
  return rows[0]?.closed ?? 0;
}

/** Through which of the user's roles charts could be opened at all. */
export async function rolesThatOpen(tx: Tx, userId: Id<'user'>, moment: Moment): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with ${heldAt(moment, { userId, permission: OPEN_CHART })}
    select h.role_name as name from held h join offered using (permission) order by lower(h.role_name)`.execute(tx);
  return rows.map(({ name }) => name);
}

interface Wanted {
  readonly moment: Moment;
  readonly keyword?: string | undefined;
  readonly size: number;
  readonly after?: string | undefined;
}

/** A page of the patients who are closed to a user, by name. */
export async function closedPatients(
  tx: Tx,
  userId: Id<'user'>,
  { moment, keyword, blockId, size, after }: Wanted & { readonly blockId?: Id<'block'> | undefined },
) {
  const beyond = beyondOf(after);
  const { rows } = await sql<ClosedPatient & { sortName: string }>`
    with closed as materialized (
      select c.clinic_id, c.patient_id, c.block_id, c.began_at from closed_to_user(${userId}, ${momentOf(moment)}) c
       where ${blockId ? sql`c.block_id = ${blockId}` : sql`true`}),
    page as materialized (
      select p.* from (select distinct clinic_id, patient_id from closed) c join patient p using (clinic_id, patient_id)
       where (${named(sql`p.sort_name`, keyword)} or p.number_digits = ${keyword?.trim() ?? ''})
         and ${beyond ? sql`(p.sort_name, p.patient_id) > (${beyond[0]}, ${beyond[1]}::uuid)` : sql`true`}
       order by p.sort_name, p.patient_id limit ${sql.lit(size + 1)})
    select ${ofPatient}, p.sort_name as "sortName",
           (select jsonb_agg(jsonb_build_object('blockId', c.block_id, 'since', ${instant(sql`c.began_at`)}) order by c.began_at, c.block_id)
              from closed c where c.patient_id = p.patient_id) as "closedBy"
      from page p order by p.sort_name, p.patient_id`.execute(tx);
  const { rows: page, next } = pageOf(rows, size, (row) => [row.sortName, row.patientId]);
  return { patients: page.map(({ sortName: _name, ...patient }): ClosedPatient => patient), next };
}

/** One patient and one block that closes them, as a file says it. */
export interface ClosedLine extends Omit<Block, 'blockId' | 'laidAt' | 'reviewOn'>, Omit<Whose, 'patientId'> {
  readonly since: string;
}
type Which = Pick<Wanted, 'moment' | 'keyword'> & { readonly blockId?: Id<'block'> | undefined };

const closedWhere = (userId: Id<'user'>, { moment, keyword, blockId }: Which) => sql`
  from closed_to_user(${userId}, ${momentOf(moment)}) c join patient p using (clinic_id, patient_id)
 where ${blockId ? sql`c.block_id = ${blockId}` : sql`true`}
   and (${named(sql`p.sort_name`, keyword)} or p.number_digits = ${keyword?.trim() ?? ''})`;

/** Everybody who is closed to a user, by name, a line for each block; for a cursor. */
export const wholeReach = (userId: Id<'user'>, which: Which): RawBuilder<ClosedLine> => sql`
  select p.demographic_number as "demographicNumber", p.last_name as "lastName", p.first_name as "firstName",
         known_day(p.date_of_birth, p.birth_precision) as "dateOfBirth", c.set_name as set, c.began_at as since, c.laid_by as "laidBy",
         c.ends_at as "endsAt", c.master_file_open as "masterFileOpen", c.emergency_allowed as "emergencyAllowed",
         c.patient_request as "patientRequest", c.reason
    ${closedWhere(userId, which)} order by p.sort_name, p.patient_id, c.began_at, c.block_id`;

/** Whom these lines are about, by their numbers. */
export const numbersInReach = (userId: Id<'user'>, which: Which): RawBuilder<unknown> =>
  sql`select range_agg(int8range(p.demographic_number, p.demographic_number + 1)) ${closedWhere(userId, which)}`;

/** How many lines that are, and which day it is in the clinic. */
export async function countReach(tx: Tx, userId: Id<'user'>, which: Which) {
  const { rows } = await sql<{ lines: number; today: string }>`
    select (select count(*) ${closedWhere(userId, which)})::int as lines, (now() at time zone time_zone)::date as today
      from clinic`.execute(tx);
  return rows[0] ?? { lines: 0, today: '' };
}

/** An instant inside JSON, as it goes out elsewhere. */
const instant = (of: RawBuilder<unknown>) => sql`to_char(${of} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A block aliased `c` inside JSON. */
const blockInJson = sql<Block>`jsonb_build_object('blockId', c.block_id, 'set', c.set_name, 'laidAt', ${instant(sql`c.laid_at`)},
  'laidBy', c.laid_by, 'reason', c.reason, 'endsAt', ${instant(sql`c.ends_at`)}, 'reviewOn', c.review_on,
  'masterFileOpen', c.master_file_open, 'emergencyAllowed', c.emergency_allowed, 'patientRequest', c.patient_request)`;

/**
 * Everybody who at the moment was active and had a role that opens charts, with what stood in the way
 * of this chart: asked in the order in which `explain-access` asks, in one statement for all of them.
 */
const openersAt = (patientId: Id<'patient'>, moment: Moment) => sql`
  ${heldAt(moment, { permission: OPEN_CHART })},
  holders as (
    select h.clinic_id, h.user_id, jsonb_agg(jsonb_build_object('roleId', h.role_id, 'name', h.role_name) order by lower(h.role_name)) as through
      from held h join offered using (permission) group by h.clinic_id, h.user_id),
  kept as (
    select c.user_id, jsonb_agg(${blockInJson} order by c.began_at, c.block_id) as blocks
      from kept_from_patient(${patientId}, ${momentOf(moment)}) c group by c.user_id),
  opener as (
    select h.clinic_id, h.user_id, h.through, coalesce(k.blocks, '[]') as blocks,
           case when exists (select from clinic_user_history l where l.clinic_id = h.clinic_id and l.user_id = h.user_id
                                and l.locked_at is not null and ${stood('l', moment)}) then 'locked'
                when not exists (select from credentials_history d where d.clinic_id = h.clinic_id and d.user_id = h.user_id
                                    and ${stood('d', moment)}) then 'no-credentials'
                when k.user_id is not null then 'blocked' else 'could' end as standing
      from holders h join active_user_history a on a.clinic_id = h.clinic_id and a.user_id = h.user_id and ${stood('a', moment)}
      left join kept k on k.user_id = h.user_id)`;

export async function countOpeners(tx: Tx, patientId: Id<'patient'>, moment: Moment) {
  const { rows } = await sql<{ could: number; keptOut: number }>`
    with ${openersAt(patientId, moment)}
    select count(*) filter (where standing = 'could')::int as could, count(*) filter (where standing <> 'could')::int as "keptOut"
      from opener`.execute(tx);
  return rows[0] ?? { could: 0, keptOut: 0 };
}

type WhichOpeners = Pick<Wanted, 'moment' | 'keyword'> & { readonly could?: boolean | undefined };

/** Which of the openers `o`, who are the users `u`. */
const openersWhere = ({ keyword, could }: WhichOpeners) => sql`
  ${named(sql`u.sort_name`, keyword)} and ${could === undefined ? sql`true` : sql`(o.standing = 'could') = ${could}`}`;

const openersFrom = (patientId: Id<'patient'>, which: WhichOpeners, more: RawBuilder<unknown>) => sql<
  Opener & { sortName: string }
>`
  with ${openersAt(patientId, which.moment)}
  select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, u.type, o.through, o.standing, o.blocks,
         not exists (select from active_user a where a.clinic_id = u.clinic_id and a.user_id = u.user_id) as deactivated,
         u.sort_name as "sortName"
    from opener o join clinic_user u using (clinic_id, user_id)
   where ${openersWhere(which)} ${more}`;

/** A page of them, by name. */
export async function pageOfOpeners(
  tx: Tx,
  patientId: Id<'patient'>,
  { size, after, ...which }: WhichOpeners & Pick<Wanted, 'size' | 'after'>,
) {
  const beyond = beyondOf(after);
  const further = beyond ? sql`and (u.sort_name, u.user_id) > (${beyond[0]}, ${beyond[1]}::uuid)` : sql``;
  const page = sql`${further} order by u.sort_name, u.user_id limit ${sql.lit(size + 1)}`;
  const { rows } = await openersFrom(patientId, which, page).execute(tx);
  const { rows: shown, next } = pageOf(rows, size, (row) => [row.sortName, row.userId]);
  return { openers: shown.map(({ sortName: _name, ...opener }): Opener => opener), next };
}

/** All of them, by name; for a cursor. */
export const allOpeners = (patientId: Id<'patient'>, which: WhichOpeners): RawBuilder<Opener> =>
  openersFrom(patientId, which, sql`order by u.sort_name, u.user_id`);

/** How many the filters find, in which clinic, and which day it is there. */
export async function countFound(tx: Tx, patientId: Id<'patient'>, which: WhichOpeners) {
  const { rows } = await sql<{ found: number; today: string; clinic: string }>`
    with ${openersAt(patientId, which.moment)}
    select (select count(*) from opener o join clinic_user u using (clinic_id, user_id) where ${openersWhere(which)})::int as found,
           (now() at time zone time_zone)::date as today, name as clinic from clinic`.execute(tx);
  return rows[0] ?? { found: 0, today: '', clinic: '' };
}

export const whose = ({ patientId, demographicNumber, lastName, firstName, dateOfBirth }: Whose): Whose => ({
  patientId,
  demographicNumber,
  lastName,
  firstName,
  dateOfBirth,
});
