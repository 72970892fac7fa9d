import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';

export interface FrontDoor {
  readonly clinicId: Id<'clinic'>;
  readonly name: string;
  readonly phone: string;
}

/** The clinic of that host name, or the only one there is. */
export async function clinicAt(pool: Pool, host: string): Promise<FrontDoor | undefined> {
  const { rows } = await pool.query<FrontDoor>('select clinic_id as "clinicId", name, phone from clinic_at($1)', [
    host,
  ]);
  return rows[0];
}

interface Founding {
  readonly clinic: object;
  readonly administrator: object;
  readonly origin: string;
}

export async function foundClinic(pool: Pool, { clinic, administrator, origin }: Founding): Promise<void> {
  await pool.query('select from found_clinic($1, $2, $3)', [
    JSON.stringify(clinic),
    JSON.stringify(administrator),
    origin,
  ]);
}

export const readSettings = (tx: Tx) =>
  tx
    .selectFrom('clinic')
    .select([
      'name',
      'province',
      'time_zone as timeZone',
      'phone',
      'idle_limit_minutes as idleLimitMinutes',
      'absolute_limit_minutes as absoluteLimitMinutes',
      'version',
    ])
    .executeTakeFirst();

export interface Settings {
  readonly name: string;
  readonly timeZone: string;
  readonly phone: string;
  readonly idleLimitMinutes: number;
  readonly absoluteLimitMinutes: number;
}

/** Answers the new version, or nothing when `version` is not the current one. */
export const updateSettings = (tx: Tx, version: number, settings: Settings) =>
  tx
    .updateTable('clinic')
    .set({
      name: settings.name,
      time_zone: settings.timeZone,
      phone: settings.phone,
      idle_limit_minutes: settings.idleLimitMinutes,
      absolute_limit_minutes: settings.absoluteLimitMinutes,
    })
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();

/** Whether PostgreSQL knows a time zone of that name. */
export async function knowsTimeZone(tx: Tx, timeZone: string): Promise<boolean> {
  const { rows } = await sql`select from pg_timezone_names where name = ${timeZone}`.execute(tx);
  return rows.length > 0;
}
