import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { AbsenceReason, Preview } from './contract.ts';
import type { Cover, Coverer } from './rules.ts';

interface Days {
  readonly from: string;
  readonly until: string;
}

interface Fields extends Days {
  readonly reason: AbsenceReason;
  readonly note: string;
}

const today = sql<string>`(select (now() at time zone time_zone)::date from clinic)`;

export async function readToday(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`select ${today} as today`.execute(tx);
  return rows[0]?.today ?? '';
}

/** Those who are to cover, as they are, and as they will be in those days. */
export async function findCoverers(tx: Tx, userId: Id<'user'>, userIds: readonly Id<'user'>[], { from, until }: Days) {
  const within = sql`w.from_day <= ${until}::date and w.until_day >= ${from}::date`;
  const { rows } = await sql<Coverer>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, u.locked_at is not null as locked,
           exists (select from active_user a where a.user_id = u.user_id) as active,
           exists (select from away_user w where w.user_id = u.user_id and ${within}) as away,
           exists (select from away_user w join cover c using (clinic_id, absence_id)
                    where w.user_id = u.user_id and c.coverer_id = ${userId} and ${within}) as "coveredByAbsent"
      from clinic_user u where u.user_id = any(${userIds}::uuid[])`.execute(tx);
  return rows;
}

/** Absences of users that begin and end on days that others use too: one at a time changes them. */
export async function insertAbsence(
  tx: Tx,
  { id, clinicId }: Actor,
  userId: Id<'user'>,
  { reason, from, until, note }: Fields,
) {
  const { absence_id, version } = await tx
    .insertInto('absence')
    .values({
      clinic_id: clinicId,
      user_id: userId,
      reason,
      from_day: from,
      until_day: until,
      note: note.trim(),
      made_by_id: id,
    })
    .returning(['absence_id', 'version'])
    .executeTakeFirstOrThrow();
  return { absenceId: absence_id, version };
}

/** An absence as the rules need it, held still until the transaction ends. */
export async function holdAbsence(tx: Tx, absenceId: Id<'absence'>) {
  const { rows } = await sql<Fields & { userId: Id<'user'>; over: boolean; version: number; covers: Cover[] }>`
    select a.user_id as "userId", a.reason, a.from_day as "from", a.until_day as until, a.note, a.version,
           a.ended_at is not null or a.until_day < ${today} as over,
           (select coalesce(jsonb_agg(jsonb_build_object('kind', c.kind, 'covererId', c.coverer_id) order by c.kind, c.coverer_id), '[]')
              from cover c where c.absence_id = a.absence_id) as covers
      from absence a where a.absence_id = ${absenceId} for no key update`.execute(tx);
  return rows[0];
}

export async function updateAbsence(tx: Tx, absenceId: Id<'absence'>, { reason, from, until, note }: Fields) {
  const { version } = await tx
    .updateTable('absence')
    .set({ reason, from_day: from, until_day: until, note: note.trim() })
    .where('absence_id', '=', absenceId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return { absenceId, version };
}

export async function endAbsence(tx: Tx, absenceId: Id<'absence'>) {
  const { version } = await tx
    .updateTable('absence')
    .set({ ended_at: sql`now()` })
    .where('absence_id', '=', absenceId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return { absenceId, version };
}

/** From now on these cover, and nobody else. What stays is left alone. */
export async function setCovers(tx: Tx, absenceId: Id<'absence'>, covers: readonly Cover[]): Promise<void> {
  const wanted = sql`(select kind, "covererId" as coverer_id from jsonb_to_recordset(${JSON.stringify(covers)}::jsonb) t(kind text, "covererId" uuid))`;
  await sql`
    delete from cover where absence_id = ${absenceId} and (kind, coverer_id) not in ${wanted}`.execute(tx);
  await sql`
    insert into cover (clinic_id, absence_id, user_id, kind, coverer_id)
    select a.clinic_id, a.absence_id, a.user_id, w.kind, w.coverer_id from absence a, ${wanted} w
     where a.absence_id = ${absenceId} on conflict do nothing`.execute(tx);
}

interface WorkRow {
  readonly kind: Preview['work'][number]['kind'];
  readonly covererId: Id<'user'> | null;
  readonly items: number;
  readonly permitted: boolean;
}

/** What a user holds, and what of it is closed to those who are to cover. */
export async function readWork(tx: Tx, userId: Id<'user'>, { from, until }: Days, covererIds: readonly Id<'user'>[]) {
  const { rows } = await sql<WorkRow>`
    select kind, coverer_id as "covererId", items, permitted
      from absence_work(${userId}, ${from}::date, ${until}::date, ${covererIds}::uuid[])`.execute(tx);
  return rows;
}

/** For whom a user covers in those days. */
export async function coveredBy(tx: Tx, userId: Id<'user'>, { from, until }: Days) {
  const { rows } = await sql<{ userId: Id<'user'>; name: string }>`
    select distinct u.user_id as "userId", u.first_name || ' ' || u.last_name as name
      from cover c join away_user w using (clinic_id, absence_id) join clinic_user u on u.clinic_id = w.clinic_id and u.user_id = w.user_id
     where c.coverer_id = ${userId} and w.from_day <= ${until}::date and w.until_day >= ${from}::date
     order by name`.execute(tx);
  return rows;
}
