import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { fromCursor, isText, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import { live } from './parts-store.ts';
import { MOST_RELATIVES, type Suggestion } from './suggestion-contract.ts';

const PAGE = 25;

/** Digits alone, without the 1 that North America may dial first: as patients' numbers are indexed. */
const digits = (number: string) =>
  sql`regexp_replace(regexp_replace(${sql.ref(number)}, '[^0-9]', '', 'g'), '^1(?=[0-9]{10}$)', '')`;

/** A shorter one is a number of a flat or a house, and no home. */
const LEAST_HOME = 6;

/** What a user's address is compared by: all of it, and what stands before the town. */
const homesOfUser = sql`array(select k from unnest(array[home_key_of(u.address), home_key_of(split_part(u.address, ',', 1)),
  home_key_of(split_part(u.address, chr(10), 1))]) k where length(k) >= ${sql.lit(LEAST_HOME)})`;
/** Two who have postal codes have the same. */
const sameTown = sql`(h.town = '' or p.postal_code = '' or h.town = replace(upper(p.postal_code), ' ', ''))`;

/**
 * The patients whom each active user seems to be or to live with, one step of an index after the other: nothing is
 * asked of each patient. The actor's own family is for somebody else to see to.
 */
const found = (only: RawBuilder<unknown>) => sql`
  person as materialized (
    select u.clinic_id, u.user_id, u.sort_name, lower(btrim(u.last_name)) as family, u.date_of_birth, ${homesOfUser} as homes,
           array_remove(array[${digits('u.home_phone')}, ${digits('u.cell_phone')}], '') as phones,
           array_remove(array[lower(btrim(u.contact_email)), lower(k.email)], '') as emails
      from clinic_user u join active_user a using (clinic_id, user_id) left join credentials k using (clinic_id, user_id)
     where u.user_id <> (select current_actor()) ${only}),
  own as materialized (
    select w.clinic_id, w.user_id, w.family, p.patient_id, p.home_key, p.postal_code, p.phone_digits, p.cell_digits
      from person w join patient p on p.clinic_id = w.clinic_id and p.sort_name = w.sort_name
     where p.date_of_birth = w.date_of_birth or p.phone_digits = any(w.phones) or p.cell_digits = any(w.phones)
        or lower(p.email) = any(w.emails) or p.home_key = any(w.homes)),
  home as materialized (
    select clinic_id, user_id, family, homes, '' as town, phones from person
    union all
    select clinic_id, user_id, family, array[home_key], replace(upper(postal_code), ' ', ''), array_remove(array[phone_digits, cell_digits], '') from own),
  housemate as (
    select m.*, count(*) over (partition by m.user_id, m.home_key) as housemates
      from (select distinct h.user_id, p.home_key, p.patient_id, lower(btrim(p.last_name)) = h.family as family
              from home h cross join lateral unnest(h.homes) k(home)
              join patient p on p.clinic_id = h.clinic_id and p.home_key = k.home and p.home_key <> ''
             where ${sameTown}) m),
  seen as (
    select user_id, patient_id, 'user' as because, 1 as rank from own
    union all
    -- Of a house where many live, only the name says who is family.
    select user_id, patient_id, 'address', 2 from housemate where family or housemates <= ${sql.lit(MOST_RELATIVES)}
    union all
    select h.user_id, p.patient_id, 'phone', 3 from home h cross join lateral unnest(h.phones) n(digits)
      join patient p on p.clinic_id = h.clinic_id and p.phone_digits = n.digits and p.phone_digits <> '' where lower(btrim(p.last_name)) = h.family
    union all
    select h.user_id, p.patient_id, 'phone', 3 from home h cross join lateral unnest(h.phones) n(digits)
      join patient p on p.clinic_id = h.clinic_id and p.cell_digits = n.digits and p.cell_digits <> '' where lower(btrim(p.last_name)) = h.family),
  likely as (select distinct on (user_id, patient_id) user_id, patient_id, because, rank from seen order by user_id, patient_id, rank),
  -- Whoever is closed to the user already needs no proposal.
  still as materialized (
    select l.*, row_number() over (partition by l.user_id order by l.rank, l.patient_id) as place from likely l
     where not exists (select from patient_set_member m join chart_block b using (clinic_id, set_id)
                        where m.patient_id = l.patient_id and b.user_id = l.user_id and ${live}))`;

/** @throws {Refusal} `request/cursor-unknown`. */
function beyondOf(after: string | undefined): string[] | undefined {
  const keys = fromCursor(after, 2);
  if (!keys) return undefined;
  const texts = keys.filter(isText);
  if (texts.length !== 2 || !isUuid(texts[1])) throw new Refusal('request/cursor-unknown');
  return texts;
}

const person = (alias: string) => sql`json_build_object('userId', ${sql.ref(`${alias}.user_id`)},
  'name', ${sql.ref(`${alias}.first_name`)} || ' ' || ${sql.ref(`${alias}.last_name`)}, 'deactivated', false)`;

/** The statement of a page: from each user by an index to the patients, whatever their number. */
export function suggestionsStatement(dismissed: boolean, after?: string) {
  const keys = beyondOf(after);
  // Whoever stood on an earlier page is not looked for again.
  const beginning = keys ? sql`and (u.sort_name, u.user_id) > (${keys[0]}, ${keys[1]}::uuid)` : sql``;
  return sql<Suggestion & { sortName: string; userId: string }>`
    with ${found(beginning)}
    select ${person('u')} as user, u.sort_name as "sortName", u.user_id as "userId",
           json_agg(json_build_object('patientId', p.patient_id, 'name', btrim(p.first_name || ' ' || p.last_name),
             'demographicNumber', p.demographic_number, 'because', s.because) order by s.rank, p.sort_name) as patients,
           (select json_build_object('reason', d.reason, 'by', ${person('du')}, 'at', d.dismissed_at)
              from dismissed_suggestion d join clinic_user du on du.clinic_id = d.clinic_id and du.user_id = d.dismissed_by_id
             where d.user_id = u.user_id and d.patient_id = any(array_agg(s.patient_id)) order by d.dismissed_at desc limit 1) as dismissed
      from still s join clinic_user u using (user_id) join patient p using (clinic_id, patient_id)
      left join dismissed_suggestion x on x.clinic_id = u.clinic_id and x.user_id = s.user_id and x.patient_id = s.patient_id
     where s.place <= ${sql.lit(MOST_RELATIVES)} and (x.patient_id is not null) = ${dismissed}
     group by u.clinic_id, u.user_id order by u.sort_name, u.user_id limit ${sql.lit(PAGE + 1)}`;
}

/** A page of the families that are proposed, or were dismissed, by the user's name. */
export async function pageOfSuggestions(tx: Tx, dismissed: boolean, after: string | undefined) {
  const { rows } = await suggestionsStatement(dismissed, after).execute(tx);
  const { rows: shown, next } = pageOf(rows, PAGE, ({ sortName, userId }) => [sortName, userId]);
  return { suggestions: shown.map(({ sortName: _name, userId: _id, ...one }): Suggestion => one), next };
}

/** Puts these away for this user; answers how many were not yet. */
export async function dismiss(
  tx: Tx,
  { id, clinicId }: Actor,
  userId: Id<'user'>,
  { patientIds, reason }: { patientIds: readonly Id<'patient'>[]; reason: string },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into dismissed_suggestion (clinic_id, user_id, patient_id, reason, dismissed_by_id)
    select ${clinicId}, ${userId}, patient_id, btrim(${reason}), ${id} from unnest(${patientIds}::uuid[]) t(patient_id) on conflict do nothing`.execute(
    tx,
  );
  return Number(numAffectedRows);
}
