import { sql } from 'kysely';
import type { Tx } from '#kernel/db.ts';
import { pageOf } from '#kernel/page.ts';
import type { ExportedUser } from './import-contract.ts';
import { foundByName, type Wanted } from './list-users-store.ts';

/** So many leave with one request. */
const PAGE = 500;

type Leaving = ExportedUser & { userId: string; sortName: string };

/** A page of whole records, by name: found as the list finds them, what is exported is gathered for the page only. */
export async function pageForExport(tx: Tx, wanted: Wanted) {
  const { rows } = await sql<Leaving>`
    select u.last_name as "lastName", u.first_name as "firstName", u.type, u.speciality, u.team, u.sex, u.date_of_birth as "dateOfBirth",
           u.confidentiality_signed_on as "confidentialitySignedOn", u.address, u.work_phone as "workPhone", u.fax,
           u.home_phone as "homePhone", u.cell_phone as "cellPhone", u.other_phone as "otherPhone", u.pager,
           u.contact_email as "contactEmail", u.booking_phones as "bookingPhones",
           array(select s.name from site_assignment sa join site s using (clinic_id, site_id)
                  where sa.clinic_id = u.clinic_id and sa.user_id = u.user_id order by s.name) as sites,
           array(select s.name from site_assignment sa join site s using (clinic_id, site_id)
                  where sa.clinic_id = u.clinic_id and sa.user_id = u.user_id and sa.bcp order by s.name) as "bcpSites",
           array(select r.name from user_role ur join role r using (clinic_id, role_id)
                  where ur.clinic_id = u.clinic_id and ur.user_id = u.user_id order by r.name) as roles,
           coalesce(k.username, '') as username, coalesce(k.email, '') as email,
           coalesce(to_char(k.expires_at at time zone c.time_zone, 'YYYY-MM-DD HH24:MI'), '') as "loginExpires",
           coalesce((select jsonb_agg(jsonb_build_object('field', f.field, 'values', f.values) order by f.field)
                       from (select field, jsonb_agg(value order by position) as values from provider_field p
                              where p.clinic_id = u.clinic_id and p.user_id = u.user_id group by field) f), '[]') as "providerFields",
           u.user_id as "userId", u.sort_name as "sortName"
      from (${foundByName(wanted, PAGE + 1)}) one
      join clinic_user u using (clinic_id, user_id) join clinic c using (clinic_id) left join credentials k using (clinic_id, user_id)
     order by u.sort_name, u.user_id`.execute(tx);
  const { rows: page, next } = pageOf(rows, PAGE, (row) => ['', row.sortName, row.userId]);
  return { users: page.map(({ userId: _id, sortName: _name, ...user }) => user), next };
}
