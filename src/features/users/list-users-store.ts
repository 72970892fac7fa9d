import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, isText, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { signIns, sortKeys, UserLine, UserStatus, UserType } from './contract.ts';
import { soughtAs } from './provinces/provider-fields.ts';
import { statusOf } from './store.ts';

const PAGE = 25;

/** Which users, in which order, from where on. */
export interface Wanted {
  readonly keyword?: string;
  readonly type?: UserType;
  readonly status?: UserStatus | 'all' | 'current' | 'away';
  readonly roleId?: Id<'role'>;
  readonly siteId?: Id<'site'>;
  readonly signIn?: (typeof signIns)[number];
  readonly hasCredentials?: boolean;
  readonly sort?: (typeof sortKeys)[number];
  readonly descending?: boolean;
  readonly after?: string;
}

// Ends after every text that begins with what it is put behind.
const LAST = '\u{10FFFF}';

/** As `plain_name` in db/0047 writes a name: small letters without accents, hyphens as spaces. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .replaceAll(/[-'’ ]+/g, ' ');

/**
 * `smith` begins any part of a name, `smith, jo` a last name and a first, `jo sm` a first and a last; any may begin a username or
 * an email; `1023` is a user number, and `j4471` a number by which an insurer or a college knows one person.
 */
function matches(keyword: string): RawBuilder<boolean> {
  const text = keyword.trim().toLowerCase().replaceAll(/\s+/g, ' ').replace(/ ?, ?/, ', ').trim();
  const byNumber = /^\d{1,15}$/.test(text) ? sql`or u.user_number = ${text}::bigint` : sql``;
  const [last = '', first] = text.split(/, ?/, 2);
  const identifier = soughtAs(text);
  // An array, so that the numbers are looked up once and not for every user.
  const byIdentifier = /\d/.test(identifier)
    ? sql`or u.user_id = any(array(select f.user_id from provider_field f where f.sought = ${identifier} and f.identifies))`
    : sql``;
  const byName =
    first === undefined
      ? sql`(u.sort_name >= ${text} and u.sort_name < ${text + LAST})
          or strpos(u.name_parts, ${` ${plain(text)}`}) > 0
          or starts_with(lower(u.first_name || ' ' || u.last_name), ${text})`
      : sql`(u.sort_name >= ${last} and u.sort_name < ${last + LAST} and starts_with(lower(u.first_name), ${first}))`;
  return sql<boolean>`(${byName} or starts_with(lower(k.username), ${text}) or starts_with(lower(k.email), ${text})
    ${byNumber} ${byIdentifier})`;
}

const signedIn: Readonly<Record<(typeof signIns)[number], RawBuilder<boolean>>> = {
  never: sql`coalesce(k.last_sign_in_at, u.last_sign_in_at) is null`,
  'not-lately': sql`coalesce(k.last_sign_in_at, k.set_at) < now() - interval '90 days'`,
  // Within the days in which its user is warned.
  'ends-soon': sql`(k.expires_at between now() and now() + interval '10 days'
    or u.user_id = any(array(select l.user_id from last_day l where l.ends_at between now() and now() + interval '10 days')))`,
};

/** Every filter but the status. */
function chosen({ keyword, type, roleId, siteId, signIn, hasCredentials }: Wanted): RawBuilder<boolean> {
  const conditions = [
    ...(keyword?.trim() ? [matches(keyword)] : []),
    ...(type ? [sql`u.type = ${type}`] : []),
    ...(roleId
      ? [
          sql`exists (select from user_role ur where ur.clinic_id = u.clinic_id and ur.user_id = u.user_id and ur.role_id = ${roleId})`,
        ]
      : []),
    ...(siteId
      ? [
          sql`exists (select from site_assignment sa where sa.clinic_id = u.clinic_id and sa.user_id = u.user_id and sa.site_id = ${siteId})`,
        ]
      : []),
    ...(signIn ? [signedIn[signIn]] : []),
    ...(hasCredentials === undefined ? [] : [sql`(k.user_id is not null) = ${hasCredentials}`]),
  ];
  return conditions.length > 0 ? sql<boolean>`${sql.join(conditions, sql` and `)}` : sql<boolean>`true`;
}

/**
 * The sort key, the name and the id that the page before ended with.
 *
 * @throws {Refusal} `request/cursor-unknown`.
 */
function beyondOf(after: string | undefined): string[] | undefined {
  const keys = fromCursor(after, 3);
  if (!keys) return undefined;
  const texts = keys.filter(isText);
  if (texts.length !== 3 || !isUuid(texts[2])) throw new Refusal('request/cursor-unknown');
  return texts;
}

/** What the rows are sorted by, as text that is never null, so that one comparison pages through every order. */
const keyOf: Readonly<Record<(typeof sortKeys)[number], RawBuilder<string>>> = {
  name: sql<string>`''`,
  number: sql<string>`lpad(u.user_number::text, 19, '0')`,
  type: sql<string>`u.type`,
  speciality: sql<string>`lower(u.speciality)`,
  team: sql<string>`lower(u.team)`,
  status: sql<string>`(${statusOf})`,
  'last-sign-in': sql<string>`coalesce(to_char(coalesce(k.last_sign_in_at, u.last_sign_in_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '')`,
};

const from = sql`clinic_user u left join active_user a using (clinic_id, user_id) left join credentials k using (clinic_id, user_id)`;

// An array, so that the few who are away are looked up once and not for every user.
const away = sql<boolean>`u.user_id = any(array(select w.user_id from away_user w where w.now))`;

// Written out, not compared with the word that `statusOf` makes: of plain columns the planner knows how many rows there are.
const ofStatus: Readonly<Record<NonNullable<Wanted['status']>, RawBuilder<boolean>>> = {
  all: sql`true`,
  current: sql`a.user_id is not null`,
  active: sql`a.user_id is not null and u.locked_at is null`,
  locked: sql`a.user_id is not null and u.locked_at is not null`,
  inactive: sql`a.user_id is null`,
  away: sql`a.user_id is not null and ${away}`,
};

/** Who is found, by name: keys of clinic and user, as many as `limit`, after the cursor. */
export function foundByName({ after, status = 'current', ...wanted }: Wanted, limit: number): RawBuilder<unknown> {
  const keys = beyondOf(after);
  const beginning = keys ? sql`(u.sort_name, u.user_id) > (${keys[1]}, ${keys[2]}::uuid)` : sql`true`;
  return sql`select u.clinic_id, u.user_id from ${from} where ${chosen(wanted)} and ${ofStatus[status]} and ${beginning}
              order by u.sort_name, u.user_id limit ${sql.lit(limit)}`;
}

/** One page of users: the filters and the order are applied first, what is shown is gathered for the page only. */
export async function pageOfUsers(tx: Tx, wanted: Wanted) {
  const { rows } = await pageStatement(wanted).execute(tx);
  return pageOf(rows, PAGE, (row) => [row.sortKey, row.sortName, row.userId]);
}

/** The statement behind a page of users. */
export function pageStatement(wanted: Wanted): RawBuilder<UserLine & { sortKey: string; sortName: string }> {
  const { status = 'current', sort = 'name', descending = false, after } = wanted;
  const keys = beyondOf(after);
  const key = keyOf[sort];
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`<` : sql`>`;
  // By name alone the comparison is a range of the index, and the last page costs what the first does.
  const byName = sort === 'name';
  const beginning = !keys
    ? sql`true`
    : byName
      ? sql`(u.sort_name, u.user_id) ${beyond} (${keys[1]}, ${keys[2]}::uuid)`
      : sql`(${key} collate "C", u.sort_name, u.user_id) ${beyond} (${keys[0]}, ${keys[1]}, ${keys[2]}::uuid)`;
  const order = (keyed: RawBuilder<string>) =>
    sql`${byName ? sql`` : sql`${keyed} collate "C" ${direction},`} u.sort_name ${direction}, u.user_id ${direction}`;
  return sql`
    select u.user_id as "userId", u.user_number as "userNumber", u.last_name as "lastName", u.first_name as "firstName",
           u.type, u.speciality, u.team, ${statusOf} as status, k.username, k.user_id is not null as "hasCredentials",
           coalesce(k.last_sign_in_at, u.last_sign_in_at) as "lastSignInAt", case when k.held_until > now() then k.held_until end as "heldUntil",
           (select l.ends_at from last_day l where l.clinic_id = one.clinic_id and l.user_id = one.user_id) as "lastDayAt",
           (select w.until_day from away_user w where w.clinic_id = one.clinic_id and w.user_id = one.user_id and w.now) as "awayUntil",
           array(select r.name from user_role ur join role r using (clinic_id, role_id)
                  where ur.clinic_id = one.clinic_id and ur.user_id = one.user_id order by r.name) as roles,
           array(select s.short_name from site_assignment sa join site s using (clinic_id, site_id)
                  where sa.clinic_id = one.clinic_id and sa.user_id = one.user_id order by s.name) as sites,
           one.key as "sortKey", u.sort_name as "sortName"
      from (select u.clinic_id, u.user_id, ${key} as key from ${from}
             where ${chosen(wanted)} and ${ofStatus[status]} and ${beginning}
             order by ${order(key)} limit ${sql.lit(PAGE + 1)}) one
      join clinic_user u using (clinic_id, user_id) left join active_user a using (clinic_id, user_id)
      left join credentials k using (clinic_id, user_id)
     order by ${order(sql<string>`one.key`)}`;
}

export async function countUsers(tx: Tx, wanted: Wanted) {
  const { rows } = await sql<{ active: number; locked: number; inactive: number; away: number }>`
    select count(*) filter (where a.user_id is not null and u.locked_at is null)::int as active,
           count(*) filter (where a.user_id is not null and u.locked_at is not null)::int as locked,
           count(*) filter (where a.user_id is null)::int as inactive,
           count(*) filter (where ${ofStatus.away})::int as away
      from ${from}
     where ${chosen(wanted)}`.execute(tx);
  return rows[0] ?? { active: 0, locked: 0, inactive: 0, away: 0 };
}
