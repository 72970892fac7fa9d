import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, isText, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { sortKeys, UserLine, UserStatus, UserType } from './contract.ts';
import { statusOf } from './store.ts';

const PAGE = 25;

interface Wanted {
  readonly keyword?: string;
  readonly type?: UserType;
  readonly expiresSoon?: boolean;
  readonly status?: UserStatus | 'current';
  readonly sort?: (typeof sortKeys)[number];
  readonly descending?: boolean;
  readonly after?: string;
}

// Ends after every text that begins with what it is put behind.
const LAST = '\u{10FFFF}';

/** `smith` and `smith, jo` begin a last name, `jo` and `jo sm` a first; `1023` is a user number, any may begin a username. */
function matches(keyword: string): RawBuilder<boolean> {
  const text = keyword.trim().toLowerCase().replaceAll(/\s+/g, ' ').replace(/ ?, ?/, ', ').trim();
  const byNumber = /^\d{1,15}$/.test(text) ? sql`or u.user_number = ${text}::bigint` : sql``;
  return sql<boolean>`((u.sort_name >= ${text} and u.sort_name < ${text + LAST})
    or starts_with(lower(u.first_name || ' ' || u.last_name), ${text})
    or starts_with(lower(k.username), ${text}) ${byNumber})`;
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
  type: sql<string>`u.type`,
  status: sql<string>`(${statusOf})`,
  'last-sign-in': sql<string>`coalesce(to_char(k.last_sign_in_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '')`,
};

/** Sign-in ends within the days in which its user is warned. */
const endsSoon = sql<boolean>`k.expires_at between now() and now() + interval '10 days'`;

const from = sql`clinic_user u left join active_user a using (clinic_id, user_id) left join credentials k using (clinic_id, user_id)`;

/** One page of users: the filters and the order are applied first, roles and sites are gathered for the page only. */
export async function pageOfUsers(
  tx: Tx,
  { keyword, type, expiresSoon, status = 'current', sort = 'name', descending = false, after }: Wanted,
) {
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
  const { rows } = await sql<UserLine & { sortKey: string; sortName: string }>`
    select one.*, array(select r.name from user_role ur join role r using (clinic_id, role_id)
                         where ur.clinic_id = one.clinic_id and ur.user_id = one."userId" order by r.name) as roles,
           array(select s.short_name from site_assignment sa join site s using (clinic_id, site_id)
                  where sa.clinic_id = one.clinic_id and sa.user_id = one."userId" order by s.name) as sites
      from (select u.clinic_id, u.user_id as "userId", u.user_number as "userNumber", u.last_name as "lastName",
                   u.first_name as "firstName", u.type, ${statusOf} as status, k.user_id is not null as "hasCredentials",
                   k.last_sign_in_at as "lastSignInAt", case when k.held_until > now() then k.held_until end as "heldUntil",
                   ${key} as "sortKey", u.sort_name as "sortName"
              from ${from}
             where ${keyword?.trim() ? matches(keyword) : sql`true`}
               and ${type ? sql`u.type = ${type}` : sql`true`} and ${expiresSoon ? endsSoon : sql`true`}
               and ${status === 'current' ? sql`a.user_id is not null` : sql`${statusOf} = ${status}`}
               and ${beginning}
             order by ${byName ? sql`` : sql`${key} collate "C" ${direction},`} u.sort_name ${direction}, u.user_id ${direction}
             limit ${sql.lit(PAGE + 1)}) one`.execute(tx);
  return pageOf(rows, PAGE, (row) => [row.sortKey, row.sortName, row.userId]);
}

export async function countUsers(tx: Tx, { keyword, type, expiresSoon }: Wanted) {
  const { rows } = await sql<{ active: number; locked: number; inactive: number }>`
    select count(*) filter (where a.user_id is not null and u.locked_at is null)::int as active,
           count(*) filter (where a.user_id is not null and u.locked_at is not null)::int as locked,
           count(*) filter (where a.user_id is null)::int as inactive
      from ${from}
     where ${keyword?.trim() ? matches(keyword) : sql`true`} and ${type ? sql`u.type = ${type}` : sql`true`} and ${expiresSoon ? endsSoon : sql`true`}`.execute(
    tx,
  );
  return rows[0] ?? { active: 0, locked: 0, inactive: 0 };
}
