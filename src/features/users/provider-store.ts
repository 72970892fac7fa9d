import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { UserType } from './contract.ts';
import { soughtAs } from './provinces/provider-fields.ts';

/** Which province the clinic is in, and which day it is there. */
export async function provinceAndToday(tx: Tx): Promise<{ readonly province: string; readonly today: string }> {
  const { rows } = await sql<{ province: string; today: string }>`
    select province, (now() at time zone time_zone)::date as today from clinic`.execute(tx);
  return rows[0] ?? { province: '', today: '' };
}

export interface Kept {
  readonly field: string;
  readonly values: readonly string[];
  readonly identifies: boolean;
}

interface Taken {
  readonly field: string;
  /** Who has it; null where the actor may not list users. */
  readonly name: string | null;
}

const whoHasIt = sql<Taken>`c.field, case when holds('users.list-users') then u.first_name || ' ' || u.last_name end as name`;

/**
 * Which of these identifiers another active user has. They are held until the transaction ends: whoever wants one of them
 * at the same moment waits, and is told of this user.
 */
export async function takenBySomebodyElse(
  tx: Tx,
  userId: Id<'user'> | null,
  fields: readonly Kept[],
): Promise<Taken | undefined> {
  const rows = fields
    .filter(({ identifies }) => identifies)
    .flatMap(flat)
    .map((one) => ({ ...one, value: soughtAs(one.value) }));
  if (rows.length === 0) return undefined;
  const held = sql`select hold_words(${rows.map(({ field, value }) => `${field} ${value}`)}::text[])`.execute(tx);
  const found = sql<Taken>`
    select ${whoHasIt}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(field text, value text)
      join identifier_claim c on c.field = g.field and c.value = g.value join clinic_user u using (clinic_id, user_id)
     where c.user_id is distinct from ${userId}::uuid limit 1`.execute(tx);
  const [, { rows: taken }] = await Promise.all([held, found]);
  return taken[0];
}

/** Which identifiers of somebody who is coming back another active user has by now; held like those of somebody new. */
export async function takenMeanwhile(tx: Tx, userId: Id<'user'>): Promise<Taken[]> {
  const held = sql`
    select hold_words(array_agg(f.field || ' ' || f.sought)) from provider_field f
     where f.user_id = ${userId} and f.identifies`.execute(tx);
  const found = sql<Taken>`
    select ${whoHasIt}
      from provider_field f join identifier_claim c on c.field = f.field and c.value = f.sought
      join clinic_user u on u.user_id = c.user_id
     where f.user_id = ${userId} and f.identifies and c.user_id <> f.user_id`.execute(tx);
  const [, { rows }] = await Promise.all([held, found]);
  return rows;
}

/** Gives up what another active user has by now; answers which fields these were. */
export async function giveUpTaken(tx: Tx, userId: Id<'user'>): Promise<string[]> {
  const { rows } = await sql<{ field: string }>`
    delete from provider_field f using identifier_claim c
     where f.user_id = ${userId} and f.identifies and c.field = f.field and c.value = f.sought and c.user_id <> f.user_id
     returning f.field`.execute(tx);
  return rows.map(({ field }) => field);
}

/** The connections of a user's provider record: which of these fields it has. */
export async function connected(tx: Tx, userId: Id<'user'>, fields: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ field: string }>`
    select distinct field from provider_field where user_id = ${userId} and field = any(${fields}::text[]) order by 1`.execute(
    tx,
  );
  return rows.map(({ field }) => field);
}

/** Ends these connections; answers which of them there were. */
export async function disconnect(tx: Tx, userId: Id<'user'>, fields: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ field: string }>`
    delete from provider_field where user_id = ${userId} and field = any(${fields}::text[]) returning field`.execute(
    tx,
  );
  return [...new Set(rows.map(({ field }) => field))].toSorted();
}

const flat = ({ field, values, identifies }: Kept) =>
  values.map((value, position) => ({ field, position, value, identifies }));

/** Gives exactly these values to these fields; every other field of the user, of whichever province, stays. */
export async function setProviderFields(
  tx: Tx,
  { clinicId }: Actor,
  userId: Id<'user'>,
  fields: readonly Kept[],
): Promise<void> {
  if (fields.length === 0) return;
  const json = JSON.stringify(fields.flatMap(flat));
  const given = sql`jsonb_to_recordset(${json}::jsonb) as g(field text, position int, value text, identifies boolean)`;
  await sql`delete from provider_field f
             where f.user_id = ${userId} and f.field = any(${fields.map(({ field }) => field)}::text[])
               and not exists (select from ${given} where g.field = f.field and g.position = f.position and g.value = f.value)`.execute(
    tx,
  );
  if (json === '[]') return;
  await sql`insert into provider_field (clinic_id, user_id, field, position, value, identifies)
            select ${clinicId}, ${userId}, g.* from ${given} on conflict (clinic_id, user_id, field, position) do nothing`.execute(
    tx,
  );
}

/** Registers exactly these of the user's sites for the Business Cost Premium. */
export const setBcpSites = (tx: Tx, userId: Id<'user'>, siteIds: readonly Id<'site'>[]) =>
  sql`update site_assignment set bcp = site_id = any(${siteIds}::uuid[])
       where user_id = ${userId} and bcp <> (site_id = any(${siteIds}::uuid[]))`.execute(tx);

/** What province and type a user is of, and every number on record. */
export async function numbersOf(tx: Tx, userId: Id<'user'>) {
  const { rows } = await sql<{
    type: UserType;
    province: string;
    numbers: readonly { field: string; value: string }[];
  }>`
    select u.type, c.province,
           coalesce((select jsonb_agg(jsonb_build_object('field', f.field, 'value', f.value) order by f.field, f.position)
                       from provider_field f where f.clinic_id = u.clinic_id and f.user_id = u.user_id), '[]') as numbers
      from clinic_user u join clinic c using (clinic_id) where u.user_id = ${userId}`.execute(tx);
  return rows[0];
}

/** What province these users work in, their type, and the fields of which they have a value. */
export async function equippedUsers(tx: Tx, userIds: readonly Id<'user'>[]) {
  const { rows } = await sql<{ userId: Id<'user'>; type: UserType; province: string; fields: readonly string[] }>`
    select u.user_id as "userId", u.type, c.province,
           array(select distinct f.field from provider_field f where f.clinic_id = u.clinic_id and f.user_id = u.user_id) as fields
      from clinic_user u join clinic c using (clinic_id) where u.user_id = any(${userIds}::uuid[])`.execute(tx);
  return rows;
}
