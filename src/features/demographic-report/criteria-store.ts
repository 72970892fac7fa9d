import { type RawBuilder, sql } from 'kysely';
import type { Criteria } from './contract.ts';
import { ageSpanOf, pastedIds, postalPrefix } from './rules.ts';

type Condition = RawBuilder<unknown>;

/** Which day it is in the clinic. */
const today = sql`(now() at time zone (select time_zone from clinic))::date`;

/** That the patient has died, whichever way it is known. */
const died = sql`(p.deceased or p.deceased_on is not null)`;
export const reportedStatus = sql<string>`case when ${died} then 'deceased' else p.patient_status end`;

/** Asked column by column: of an expression PostgreSQL does not know how many it finds, and takes an index through most of the table. */
function byStatus(statuses: NonNullable<Criteria['patientStatuses']>): Condition {
  const living = statuses.filter((status) => status !== 'deceased');
  const named = sql`p.patient_status = any(${living}::text[])`;
  return living.length < statuses.length ? sql`(${died} or ${named})` : sql`${named} and not ${died}`;
}

/**
 * Whoever is born on 29 February grows a year older on 1 March of a common year: taking months off a
 * day ends on the last day there is. Of a birth date known by its month or year the whole span must fit.
 */
function byAge(age: NonNullable<Criteria['age']>): Condition {
  const { least, below } = ageSpanOf(age);
  const day = age.asOf ? sql`${age.asOf}::date` : today;
  const asOf =
    age.style === 'year' ? sql`(date_trunc('year', ${day}::timestamp) + interval '1 year - 1 day')::date` : day;
  const born = (months: number) => {
    const latest = sql`(${asOf} - make_interval(months => ${months}::int))::date`;
    // Of a day that is given PostgreSQL knows before it looks how many are born until then; one that it must look up, it asks for once.
    return age.asOf ? latest : sql`(select ${latest})`;
  };
  const lastDay = sql`(p.date_of_birth + case p.birth_precision when 'month' then interval '1 month - 1 day' else interval '1 year - 1 day' end)::date`;
  const latest = born(least);
  const old = sql`p.date_of_birth <= ${latest} and (p.birth_precision = 'day' or ${lastDay} <= ${latest})`;
  return below === null ? old : sql`${old} and p.date_of_birth > ${born(below)}`;
}

/** Of several, one is enough; null stands for none. */
function oneOf(column: Condition, ids: readonly (string | null)[]): Condition {
  const named = ids.filter((id) => id !== null);
  const held = sql`${column} = any(${named}::uuid[])`;
  return named.length < ids.length ? sql`(${held} or ${column} is null)` : held;
}

function byLastVisit({ before, after }: NonNullable<Criteria['lastVisit']>): Condition | undefined {
  if (!before && !after) return undefined;
  const midnight = (day: Condition) => sql`(select ${day}::timestamp at time zone time_zone from clinic)`;
  const last = [
    ...(before ? [sql`max(v.at) < ${midnight(sql`${before}::date`)}`] : []),
    ...(after ? [sql`max(v.at) >= ${midnight(sql`(${after}::date + 1)`)}`] : []),
  ];
  return sql`p.patient_id in (select v.patient_id from scanned_visit v group by v.patient_id having ${sql.join(last, sql` and `)})`;
}

/** A condition for each criterion that asks for something. */
function conditionsOf(criteria: Criteria): Condition[] {
  const { age, rosterStatuses, patientStatuses, sexes, providerIds, siteIds, lastVisit, demographicIds } = criteria;
  const lastName = criteria.lastName?.trim();
  const firstName = criteria.firstName?.trim();
  const postalCode = postalPrefix(criteria.postalCode ?? '');
  const conditions = [
    demographicIds?.trim() && sql`p.demographic_number = any(${[...pastedIds(demographicIds).numbers]}::bigint[])`,
    age && byAge(age),
    lastName && sql`starts_with(p.sort_name, lower(${lastName}))`,
    firstName && sql`starts_with(lower(p.first_name), lower(${firstName}))`,
    rosterStatuses && sql`p.roster_status = any(${[...rosterStatuses]}::text[])`,
    patientStatuses && byStatus(patientStatuses),
    sexes && sql`p.sex = any(${[...sexes]}::text[])`,
    providerIds && oneOf(sql`p.mrp_id`, providerIds),
    siteIds && oneOf(sql`p.site_id`, siteIds),
    lastVisit && byLastVisit(lastVisit),
    postalCode && sql`starts_with(upper(replace(p.postal_code, ' ', '')), ${postalCode})`,
  ];
  return conditions.filter((one): one is Condition => Boolean(one));
}

/** What a report finds, for `scanned_patient p`: `where` and each condition, `more` among them. */
export function whereMatching(criteria: Criteria, ...more: readonly Condition[]): Condition {
  const conditions = [...conditionsOf(criteria), ...more];
  return conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
}

/**
 * The ids of all patients whom the actor may know of and who meet the criteria, as a subquery.
 *
 * @throws {Refusal} as `ageSpanOf`.
 */
export const matching = (criteria: Criteria): RawBuilder<{ patient_id: string }> =>
  sql`select p.patient_id from scanned_patient p ${whereMatching(criteria)}`;
