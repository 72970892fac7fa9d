import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { Site, SiteFields } from './contract.ts';
import type { Standing } from './rules.ts';

const listed = (which: RawBuilder<unknown>) => sql<Site>`
  select s.site_id as "siteId", s.name, s.short_name as "shortName", s.colour, s.address, s.city, s.province,
         s.postal_code as "postalCode", s.phone, s.fax, s.facility_number as "facilityNumber",
         s.service_location_code as "serviceLocationCode", s.closed_at as "closedAt", s.version,
         (select count(*)::int from site_assignment a where a.clinic_id = s.clinic_id and a.site_id = s.site_id) as users
    from site s where ${which} order by s.closed_at nulls first, lower(s.name)`;

/** Every site, open ones first. */
export const listSites = async (tx: Tx): Promise<Site[]> => (await listed(sql`true`).execute(tx)).rows;

export const readSite = async (tx: Tx, siteId: Id<'site'>): Promise<Site | undefined> =>
  (await listed(sql`s.site_id = ${siteId}`).execute(tx)).rows[0];

const columnsOf = (fields: SiteFields) => ({
  name: fields.name.trim(),
  short_name: fields.shortName.trim(),
  colour: fields.colour,
  address: fields.address.trim(),
  city: fields.city.trim(),
  province: fields.province.trim(),
  postal_code: fields.postalCode.trim(),
  phone: fields.phone.trim(),
  fax: fields.fax.trim(),
  facility_number: fields.facilityNumber.trim(),
  service_location_code: fields.serviceLocationCode,
});

export const insertSite = (tx: Tx, { clinicId }: Actor, fields: SiteFields) =>
  tx
    .insertInto('site')
    .values({ clinic_id: clinicId, ...columnsOf(fields) })
    .returning('site_id as siteId')
    .executeTakeFirstOrThrow();

/** Answers the new version, or nothing when `version` is not the current one. */
export const updateSite = (tx: Tx, siteId: Id<'site'>, version: number, fields: SiteFields) =>
  tx
    .updateTable('site')
    .set(columnsOf(fields))
    .where('site_id', '=', siteId)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();

/** Closes a site, which ends the assignments to it; the database refuses while somebody is booked there. */
export const closeSite = (tx: Tx, siteId: Id<'site'>) =>
  tx
    .updateTable('site')
    .set({ closed_at: sql`now()` })
    .where('site_id', '=', siteId)
    .execute();

export const openSite = (tx: Tx, siteId: Id<'site'>) =>
  tx.updateTable('site').set({ closed_at: null }).where('site_id', '=', siteId).execute();

/** How a user stands to a site; see `mayActAt`. */
export async function readStanding(tx: Tx, userId: Id<'user'>, siteId: Id<'site'>): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select exists (select from open_site where site_id = ${siteId}) as open,
           exists (select from site_assignment where user_id = ${userId} and site_id = ${siteId}) as assigned`.execute(
    tx,
  );
  return rows[0] ?? { open: false, assigned: false };
}

/** The open sites of a user, by name. */
export async function ownSites(tx: Tx, userId: Id<'user'>) {
  const { rows } = await sql<{ siteId: Id<'site'>; name: string }>`
    select s.site_id as "siteId", s.name from site_assignment a join site s using (clinic_id, site_id)
     where a.user_id = ${userId} order by lower(s.name)`.execute(tx);
  return rows;
}

/** Where the clinic has one open site, assigns it to these users. */
export const shareOnlySite = (tx: Tx, userIds: readonly Id<'user'>[]) =>
  sql`select share_only_site(${userIds}::uuid[])`.execute(tx);
