import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { lineColumns } from './import-columns.ts';
import type { Newcomer, TakenUnique, Unique } from './import-rules.ts';

/** Where the clinic is, and what day and minute it is there. */
export async function placeAndMoment(tx: Tx) {
  const { rows } = await sql<{ province: string; today: string; now: string }>`
    select province, (now() at time zone time_zone)::date as today,
           to_char(now() at time zone time_zone, 'YYYY-MM-DD HH24:MI') as now from clinic`.execute(tx);
  return rows[0] ?? { province: '', today: '', now: '' };
}

/**
 * Which of these somebody has already, with who it is for those who may list users. Joins, and not `= any`: a plan that
 * is made once for all lists would go through a list of thousands for each user.
 */
export async function takenAmong(tx: Tx, uniques: readonly Unique[]): Promise<TakenUnique[]> {
  const [keys, values] = [uniques.map(({ key }) => key), uniques.map(({ value }) => value)];
  const given = sql`given as materialized (select * from unnest(${keys}::text[], ${values}::text[]) as g(key, value))`;
  const { rows } = await sql<TakenUnique>`
    with ${given}
    select t.key, t.value, case when holds('users.list-users') then u.first_name || ' ' || u.last_name end as name
      from (select g.key, g.value, k.user_id from given g join credentials k on lower(k.username) = g.value where g.key = 'username'
            union all
            select g.key, g.value, k.user_id from given g join credentials k on lower(k.email) = g.value where g.key = 'email'
            union all
            select g.key, g.value, c.user_id from given g join identifier_claim c on c.field = g.key and c.value = g.value) t
      join clinic_user u using (user_id)`.execute(tx);
  return rows;
}

/** Who is or was here by one of these names. */
export async function namesakesAmong(tx: Tx, sortNames: readonly string[]) {
  const { rows } = await sql<{ sortName: string; active: boolean }>`
    select u.sort_name as "sortName", a.user_id is not null as active
      from unnest(${sortNames}::text[]) as g(sort_name) join clinic_user u on u.sort_name = g.sort_name
      left join active_user a using (clinic_id, user_id)`.execute(tx);
  return rows;
}

/** Somebody who is about to be here. */
export interface Arrival extends Newcomer {
  readonly userId: Id<'user'>;
}

/** Their records, their activity, roles, numbers, and by what names they sign in: one statement a table. */
export async function addArrivals(tx: Tx, { clinicId }: Actor, arrivals: readonly Arrival[]): Promise<void> {
  const people = arrivals.map(({ bookingPhones, ...one }) => ({ ...one, phones: JSON.stringify(bookingPhones) }));
  const numbers = arrivals.flatMap(({ userId, numbers: own }) =>
    own.flatMap(({ field, values, identifies }) =>
      values.map((value, position) => ({ userId, field, position, value, identifies })),
    ),
  );
  const signingIn = arrivals.filter(({ username, email }) => username ?? email);
  const lines = lineColumns.map((key) => [key, 'text', people.map((one) => one.lines[key])] as const);
  await Promise.all([
    sql`
      with first as materialized (select next_numbers('user', ${people.length}) as number)
      insert into clinic_user (clinic_id, user_id, user_number, last_name, first_name, type, speciality, team, sex, date_of_birth,
                               confidentiality_signed_on, address, work_phone, fax, home_phone, cell_phone, other_phone, pager,
                               contact_email, booking_phones)
      select ${clinicId}, "userId", first.number + nth - 1, "lastName", "firstName", type, speciality, team, sex,
             "dateOfBirth", "confidentialitySignedOn", address, "workPhone", fax, "homePhone", "cellPhone", "otherPhone", pager,
             "contactEmail", array(select jsonb_array_elements_text(phones))
        from first, ${table([...columns(people, person), ...lines])}`.execute(tx),
    sql`insert into active_user (clinic_id, user_id)
        select ${clinicId}, unnest(${arrivals.map(({ userId }) => userId)}::uuid[])`.execute(tx),
    sql`insert into user_role (clinic_id, user_id, role_id)
        select ${clinicId}, * from ${pairs(arrivals.flatMap(({ userId, roleIds }) => roleIds.map((id): Pair => [userId, id])))}`.execute(
      tx,
    ),
    sql`insert into provider_field (clinic_id, user_id, field, position, value, identifies)
        select ${clinicId}, "userId", field, position, value, identifies from ${table(columns(numbers, number))}`.execute(
      tx,
    ),
    sql`insert into credentials (clinic_id, user_id, username, email, expires_at)
        select ${clinicId}, t."userId", t.username, t.email, t.expires at time zone c.time_zone
          from ${table(columns(signingIn, signIn))}, clinic c`.execute(tx),
  ]);
}

const person = {
  userId: 'uuid',
  type: 'text',
  sex: 'text',
  dateOfBirth: 'date',
  confidentialitySignedOn: 'date',
  phones: 'jsonb',
} as const;
const number = { userId: 'uuid', field: 'text', position: 'int', value: 'text', identifies: 'boolean' } as const;
const signIn = { userId: 'uuid', username: 'text', email: 'text', expires: 'timestamp' } as const;

type Column = readonly [name: string, type: string, values: readonly unknown[]];
const columns = <T extends object>(
  rows: readonly T[],
  types: Readonly<Partial<Record<keyof T & string, string>>>,
): Column[] =>
  (Object.entries(types) as [keyof T & string, string][]).map(([name, type]) => [
    name,
    type,
    rows.map((row) => row[name]),
  ]);

/** Columns of values as the table `t`, its rows numbered by `nth`: read in a third of the time that JSON takes. */
const table = (all: readonly Column[]): RawBuilder<unknown> => sql`
  unnest(${sql.join(all.map(([, type, values]) => sql`${values}::${sql.raw(type)}[]`))}) with ordinality
    as t(${sql.join([...all.map(([name]) => sql.id(name)), sql`nth`])})`;

/** Their sites; where the clinic has one open site, it is theirs by itself (`shareOnlySite`). */
export const assignSites = (tx: Tx, { clinicId }: Actor, arrivals: readonly Arrival[]) => {
  const assigned = arrivals.flatMap(({ userId, siteIds }) => siteIds.map((id): Pair => [userId, id]));
  return sql`insert into site_assignment (clinic_id, user_id, site_id)
             select ${clinicId}, * from ${pairs(assigned)} on conflict do nothing`.execute(tx);
};

/** Registers their sites for the Business Cost Premium. */
export const registerBcp = (tx: Tx, arrivals: readonly Arrival[]) => {
  const registered = arrivals.flatMap(({ userId, bcpSiteIds }) => bcpSiteIds.map((id): Pair => [userId, id]));
  return sql`update site_assignment s set bcp = true from ${pairs(registered)}
              where s.user_id = t.user_id and s.site_id = t.other_id`.execute(tx);
};

type Pair = readonly [user: Id<'user'>, other: string];
const pairs = (all: readonly Pair[]): RawBuilder<unknown> =>
  sql`unnest(${all.map(([user]) => user)}::uuid[], ${all.map(([, other]) => other)}::uuid[]) as t(user_id, other_id)`;
