import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { PasswordPolicy } from './contract.ts';

export interface FrontDoor {
  readonly clinicId: Id<'clinic'>;
  readonly name: string;
  readonly phone: string;
  /** The host name that tells it from the others on this server; a clinic alone may have none. */
  readonly host: string | null;
}

/** The clinic of that host name, or the only one there is. */
export async function clinicAt(pool: Pool, host: string): Promise<FrontDoor | undefined> {
  const { rows } = await pool.query<FrontDoor>('select clinic_id as "clinicId", name, phone, host from clinic_at($1)', [
    host,
  ]);
  return rows[0];
}

/** Whether a visitor from that address is asked for the passcode. */
export async function asksPasscode(pool: Pool, clinicId: Id<'clinic'>, origin: string): Promise<boolean> {
  const { rows } = await pool.query<{ asked: boolean }>('select passcode_asked($1, $2) as asked', [clinicId, origin]);
  return rows[0]?.asked ?? true;
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
      'undo_hours as undoHours',
      'refuse_booking_away as refuseBookingAway',
      'late_arrival_days as lateArrivalDays',
      'pool_alarm_days as poolAlarmDays',
      'password_policy as passwordPolicy',
      'passcode_asked as passcodeAsked',
      sql<string[]>`trusted_networks::text[]`.as('trustedNetworks'),
      'closed_records as closedRecords',
      'closed_slots as closedSlots',
      'closed_mrp_named as closedMrpNamed',
      'emergency_access_hours as emergencyAccessHours',
      'privacy_officer_id as privacyOfficerId',
      'service_location_code as serviceLocationCode',
      'version',
    ])
    .$castTo<Settings & { province: string; version: number; trustedNetworks: string[]; serviceLocationCode: string }>()
    .executeTakeFirst();

export interface Settings {
  readonly name: string;
  readonly timeZone: string;
  readonly phone: string;
  readonly idleLimitMinutes: number;
  readonly absoluteLimitMinutes: number;
  readonly undoHours: number;
  readonly refuseBookingAway: boolean;
  readonly lateArrivalDays: number;
  readonly poolAlarmDays: number;
  readonly passwordPolicy: PasswordPolicy;
  readonly passcodeAsked: 'always' | 'outside';
  readonly trustedNetworks: readonly string[];
  readonly closedRecords: 'named' | 'hidden';
  readonly closedSlots: 'named' | 'unnamed';
  readonly closedMrpNamed: boolean;
  readonly emergencyAccessHours: number;
  readonly privacyOfficerId: Id<'user'> | null;
  /** Left out, it stays. */
  readonly serviceLocationCode?: string | undefined;
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
      undo_hours: settings.undoHours,
      refuse_booking_away: settings.refuseBookingAway,
      late_arrival_days: settings.lateArrivalDays,
      pool_alarm_days: settings.poolAlarmDays,
      password_policy: settings.passwordPolicy,
      passcode_asked: settings.passcodeAsked,
      trusted_networks: sql`${settings.trustedNetworks}::cidr[]`,
      closed_records: settings.closedRecords,
      closed_slots: settings.closedSlots,
      closed_mrp_named: settings.closedMrpNamed,
      emergency_access_hours: settings.emergencyAccessHours,
      privacy_officer_id: settings.privacyOfficerId,
      ...(settings.serviceLocationCode === undefined ? {} : { service_location_code: settings.serviceLocationCode }),
    })
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();

/** Who can be privacy officer: the users with sign-in who may judge emergency access, by name. */
export async function possibleOfficers(tx: Tx) {
  const { rows } = await sql<{ userId: Id<'user'>; name: string; deactivated: boolean }>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, false as deactivated
      from active_user a join clinic_user u using (clinic_id, user_id)
     where u.locked_at is null and exists (select from held_permission h where h.clinic_id = a.clinic_id and h.user_id = a.user_id
                                              and h.permission = 'emergency-access.judge-access')
     order by u.sort_name`.execute(tx);
  return rows;
}

/** Whether each of these is a network in CIDR notation. */
export async function areNetworks(tx: Tx, texts: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ are: boolean }>`select are_networks(${texts}) as are`.execute(tx);
  return rows[0]?.are ?? false;
}

/** Whether PostgreSQL knows a time zone of that name. */
export async function knowsTimeZone(tx: Tx, timeZone: string): Promise<boolean> {
  const { rows } = await sql`select from pg_timezone_names where name = ${timeZone}`.execute(tx);
  return rows.length > 0;
}
