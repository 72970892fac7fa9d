import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, isDay, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CoveredKind } from '../work/contract.ts';
import { personOf } from '../work/public.ts';
import type { Absence, AbsenceReason, AbsenceState, Show } from './contract.ts';

const PAGE = 50;
/** More than this no file holds. */
const MOST_IN_FILE = 50_000;
const MOST_OWN = 100;

export interface Wanted {
  readonly show?: Show | undefined;
  readonly userId?: Id<'user'> | undefined;
  readonly covererId?: Id<'user'> | undefined;
  readonly reason?: AbsenceReason | undefined;
}

const zone = sql`(select time_zone from clinic)`;
const today = sql`(now() at time zone ${zone})::date`;
const state = sql<AbsenceState>`case when w.ended_at is not null or w.until_day < ${today} then 'over'
                                     when w.from_day <= ${today} then 'now' else 'to-come' end`;
const shown: Readonly<Record<Show, RawBuilder<boolean>>> = {
  current: sql`w.ended_at is null and w.until_day >= ${today}`,
  now: sql`w.ended_at is null and ${today} between w.from_day and w.until_day`,
  'to-come': sql`w.ended_at is null and w.from_day > ${today}`,
  over: sql`(w.ended_at is not null or w.until_day < ${today})`,
  all: sql`true`,
};

const filtered = ({ show = 'current', userId, covererId, reason }: Wanted): RawBuilder<boolean> => sql`
  ${shown[show]} and ${userId ? sql`w.user_id = ${userId}` : sql`true`} and ${reason ? sql`w.reason = ${reason}` : sql`true`}
  and ${covererId ? sql`exists (select from cover c where c.clinic_id = w.clinic_id and c.absence_id = w.absence_id and c.coverer_id = ${covererId})` : sql`true`}`;

/** Absences, the latest beginning first. What should be looked at is asked of those that are not over. */
const absences = (where: RawBuilder<unknown>, most: number) => sql<Absence>`
  select w.absence_id as "absenceId", ${personOf('user_id')} as user, w.reason, w.from_day as "from", w.until_day as until, w.note,
         ${state} as state, (w.ended_at at time zone ${zone})::date as "endedOn", w.version,
         (select coalesce(jsonb_agg(jsonb_build_object('kind', w.kind, 'coverer', ${personOf('coverer_id')}) order by w.kind, u.sort_name), '[]')
            from (select c.* from cover c where c.clinic_id = w.clinic_id and c.absence_id = w.absence_id) w
            join clinic_user u on u.clinic_id = w.clinic_id and u.user_id = w.coverer_id) as covers,
         (select coalesce(jsonb_agg(jsonb_build_object('doubt', d.doubt, 'coverer', ${personOf('coverer_id')}) order by u.sort_name, d.doubt), '[]')
            from (select distinct c.clinic_id, c.coverer_id from cover c where c.clinic_id = w.clinic_id and c.absence_id = w.absence_id
                     and ${shown.current}) w
            join clinic_user u on u.clinic_id = w.clinic_id and u.user_id = w.coverer_id
            cross join lateral (
              select 'coverer-locked' as doubt where u.locked_at is not null
              union all
              select 'coverer-away' where exists (select from away_user o where o.clinic_id = u.clinic_id and o.user_id = u.user_id
                                                     and o.from_day <= w_until.day and o.until_day >= w_from.day)) d) as troubles
    from (select w.* from absence w where ${where} order by w.from_day desc, w.absence_id desc limit ${sql.lit(most)}) w
    cross join lateral (select w.from_day as day) w_from cross join lateral (select w.until_day as day) w_until
   order by w.from_day desc, w.absence_id desc`;

/** @throws {Refusal} `request/cursor-unknown`. */
function beyond(after: string | undefined): RawBuilder<boolean> {
  const keys = fromCursor(after, 2);
  if (!keys) return sql`true`;
  const [day, id] = keys;
  if (!isDay(day) || !isUuid(id)) throw new Refusal('request/cursor-unknown');
  return sql`(w.from_day, w.absence_id) < (${day}::date, ${id}::uuid)`;
}

/** A page of absences, the latest beginning first. */
export async function pageOfAbsences(tx: Tx, { after, ...wanted }: Wanted & { readonly after?: string | undefined }) {
  const { rows } = await absences(sql`${filtered(wanted)} and ${beyond(after)}`, PAGE + 1).execute(tx);
  const page = pageOf(rows, PAGE, ({ from, absenceId }) => [from, absenceId]);
  return { absences: page.rows, next: page.next };
}

/** Every absence that the filters find, for a file. */
export async function allAbsences(tx: Tx, wanted: Wanted): Promise<Absence[]> {
  const { rows } = await absences(filtered(wanted), MOST_IN_FILE).execute(tx);
  return rows;
}

export async function readAbsence(tx: Tx, absenceId: Id<'absence'>): Promise<Absence | undefined> {
  const { rows } = await absences(sql`w.absence_id = ${absenceId}`, 1).execute(tx);
  return rows[0];
}

/** A user's own, the latest first. */
export async function absencesOf(tx: Tx, userId: Id<'user'>): Promise<Absence[]> {
  const { rows } = await absences(sql`w.user_id = ${userId}`, MOST_OWN).execute(tx);
  return rows;
}

interface CoveringRow {
  readonly user: Absence['user'];
  readonly from: string;
  readonly until: string;
  readonly kinds: CoveredKind[];
  readonly now: boolean;
}

/** For whom a user covers now or will, the first to begin first. */
export async function coveringOf(tx: Tx, userId: Id<'user'>): Promise<CoveringRow[]> {
  const { rows } = await sql<CoveringRow>`
    select ${personOf('user_id')} as user, w.from_day as "from", w.until_day as until, w.now, array_agg(c.kind order by c.kind) as kinds
      from cover c join away_user w using (clinic_id, absence_id)
     where c.coverer_id = ${userId}
     group by w.clinic_id, w.user_id, w.absence_id, w.from_day, w.until_day, w.now
     order by w.from_day, w.absence_id`.execute(tx);
  return rows;
}

/** The last day on which a user is away, when they are away now. */
export async function awayUntil(tx: Tx, userId: Id<'user'>): Promise<string | null> {
  const { rows } = await sql<{ until: string }>`
    select until_day as until from away_user where user_id = ${userId} and now`.execute(tx);
  return rows[0]?.until ?? null;
}
