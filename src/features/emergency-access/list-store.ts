import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, isInstant, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Show, Use } from './contract.ts';

const PAGE = 50;
/** More than this no file holds; a clinic of any size has far fewer in a lifetime. */
const MOST_IN_FILE = 50_000;

export interface Wanted {
  readonly show?: Show | undefined;
  readonly userId?: Id<'user'> | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const running = sql<boolean>`(e.ended_at is null and e.ends_at > now())`;
const shown: Readonly<Record<Show, RawBuilder<boolean>>> = {
  'to-judge': sql`e.judged_at is null`,
  running,
  justified: sql`e.justified`,
  'not-justified': sql`not e.justified`,
  all: sql`true`,
};

const person = (user: string, active: string): RawBuilder<Use['user']> => sql`
  jsonb_build_object('userId', ${sql.ref(`${user}.user_id`)}, 'deactivated', ${sql.ref(`${active}.user_id`)} is null,
    'name', ${sql.ref(`${user}.first_name`)} || ' ' || ${sql.ref(`${user}.last_name`)})`;

function filtered({ show = 'all', userId, from, to }: Wanted): RawBuilder<boolean> {
  const zone = sql`(select time_zone from clinic)`;
  return sql`${shown[show]}
    and ${userId ? sql`e.user_id = ${userId}` : sql`true`}
    and ${from ? sql`e.began_at >= ${from}::date::timestamp at time zone ${zone}` : sql`true`}
    and ${to ? sql`e.began_at < (${to}::date + 1)::timestamp at time zone ${zone}` : sql`true`}`;
}

interface Row extends Use {
  readonly at: string;
}

const uses = (actorId: Id<'user'>, where: RawBuilder<unknown>, most: number) => sql<Row>`
  select e.access_id as "accessId", ${person('u', 'a')} as user,
         jsonb_build_object('patientId', p.patient_id, 'name', btrim(p.first_name || ' ' || p.last_name),
                            'demographicNumber', p.demographic_number) as patient,
         e.reason_kind as kind, e.reason, e.began_at as "beganAt", e.ends_at as "endsAt", e.ended_at as "endedAt", ${running} as running,
         (select count(*)::int from audit_entry x where x.patient_id = e.patient_id and x.actor_id = e.user_id
             and not starts_with(x.action, 'emergency-access.') and x.at >= e.began_at and x.at <= coalesce(e.ended_at, e.ends_at)) as acts,
         case when e.judged_at is not null then jsonb_build_object('justified', e.justified, 'note', e.judgement,
              'by', ${person('j', 'ja')}, 'at', to_jsonb(e.judged_at)) end as judgement,
         e.judged_at is null and e.user_id <> ${actorId} and holds('emergency-access.judge-access') as "mayJudge",
         to_char(e.began_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00' as at
    from emergency_access e
    join patient p using (clinic_id, patient_id)
    join clinic_user u on u.clinic_id = e.clinic_id and u.user_id = e.user_id
    left join active_user a on a.clinic_id = u.clinic_id and a.user_id = u.user_id
    left join clinic_user j on j.clinic_id = e.clinic_id and j.user_id = e.judged_by_id
    left join active_user ja on ja.clinic_id = j.clinic_id and ja.user_id = j.user_id
   where ${where} order by e.began_at desc, e.access_id desc limit ${sql.lit(most)}`;

const plain = ({ at: _at, ...use }: Row): Use => use;

/** A page of uses, the latest first. */
export async function pageOfUses(
  tx: Tx,
  actorId: Id<'user'>,
  { after, ...wanted }: Wanted & { after?: string | undefined },
) {
  const keys = fromCursor(after, 2);
  if (keys && !(isInstant(keys[0]) && isUuid(keys[1]))) throw new Refusal('request/cursor-unknown');
  const beyond = keys ? sql`(e.began_at, e.access_id) < (${keys[0]}::timestamptz, ${keys[1]}::uuid)` : sql`true`;
  const { rows } = await uses(actorId, sql`${filtered(wanted)} and ${beyond}`, PAGE + 1).execute(tx);
  const page = pageOf(rows, PAGE, ({ at, accessId }) => [at, accessId]);
  return { uses: page.rows.map(plain), next: page.next };
}

/** Every use that the filters find, for a file. */
export async function allUses(tx: Tx, actorId: Id<'user'>, wanted: Wanted): Promise<Use[]> {
  const { rows } = await uses(actorId, filtered(wanted), MOST_IN_FILE).execute(tx);
  return rows.map(plain);
}

/** How many uses wait for a judgement, and who has ever used it. */
export async function queue(tx: Tx) {
  const { rows } = await sql<{ waiting: number; users: Use['user'][] }>`
    select (select count(*)::int from emergency_access where judged_at is null) as waiting,
           coalesce((select jsonb_agg(${person('u', 'a')} order by u.sort_name) from clinic_user u
                       left join active_user a on a.clinic_id = u.clinic_id and a.user_id = u.user_id
                      where exists (select from emergency_access e where e.clinic_id = u.clinic_id and e.user_id = u.user_id)), '[]') as users`.execute(
    tx,
  );
  return rows[0] ?? { waiting: 0, users: [] };
}

/** The clinic's time zone, for what leaves as a file. */
export async function timeZone(tx: Tx): Promise<string> {
  const { rows } = await sql<{ zone: string }>`select time_zone as zone from clinic`.execute(tx);
  return rows[0]?.zone ?? 'UTC';
}
