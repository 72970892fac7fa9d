import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { Closing, ToCome } from './contract.ts';

/** The open sites besides this one. */
export async function openBesides(tx: Tx, siteId: Id<'site'>): Promise<Closing['others']> {
  const { rows } = await sql<Closing['others'][number]>`
    select s.site_id as "siteId", s.name from open_site o join site s using (clinic_id, site_id)
     where o.site_id <> ${siteId} order by lower(s.name)`.execute(tx);
  return rows;
}

/** Who is assigned to a site, and whether to another one too. */
export async function assignedTo(tx: Tx, siteId: Id<'site'>): Promise<Closing['users']> {
  const { rows } = await sql<Closing['users'][number]>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, false as deactivated,
           exists (select from site_assignment other where other.clinic_id = a.clinic_id and other.user_id = a.user_id
                      and other.site_id <> a.site_id) as elsewhere
      from site_assignment a join clinic_user u using (clinic_id, user_id)
     where a.site_id = ${siteId} order by u.sort_name`.execute(tx);
  return rows;
}

const withProviders = (found: RawBuilder<unknown>, besides: Id<'site'>) => sql<ToCome>`
  select case when u.user_id is not null then
           jsonb_build_object('userId', u.user_id, 'name', u.first_name || ' ' || u.last_name, 'deactivated', false) end as provider,
         t.items as appointments, t.first, t.last,
         array(select s.site_id from site_assignment s where s.user_id = u.user_id and s.site_id <> ${besides}) as "siteIds"
    from ${found} t left join clinic_user u on u.user_id = t.holder_id order by u.sort_name nulls last`;

/** The appointments to come at a site, by provider; those of patients closed to the actor are counted too. */
export async function appointmentsToCome(tx: Tx, siteId: Id<'site'>): Promise<ToCome[]> {
  const { rows } = await withProviders(sql`appointments_to_come(${siteId})`, siteId).execute(tx);
  return rows;
}

/** Moves the appointments to come of those who are assigned to the other site; answers what moved, by provider. */
export async function moveToSite(tx: Tx, siteId: Id<'site'>, toSiteId: Id<'site'>): Promise<ToCome[]> {
  const { rows } = await withProviders(sql`move_to_site(${siteId}, ${toSiteId})`, siteId).execute(tx);
  return rows;
}
