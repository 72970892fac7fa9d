import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { DocumentFacts, DocumentLine } from './document-line.ts';
import { linesWithUsers, outcomeOf, stateOf } from './state-store.ts';

/** The head of a review’s document, its times by the clinic’s clock. */
export async function documentFacts(tx: Tx, reviewId: Id<'review'>): Promise<DocumentFacts | undefined> {
  const { rows } = await sql<DocumentFacts>`
    select r.name, r.clinic_name as "clinicName", r.time_zone as "timeZone", r.scope, r.scope_name as "scopeName",
           r.due_on as "dueOn", r.started_by_name as "startedBy", to_char(r.started_at at time zone r.time_zone, 'YYYY-MM-DD HH24:MI:SS') as "startedAt",
           r.closed_by_name as "closedBy", to_char(r.closed_at at time zone r.time_zone, 'YYYY-MM-DD HH24:MI:SS') as "closedAt",
           r.closed_reason as "closedReason", to_char(now() at time zone r.time_zone, 'YYYY-MM-DD HH24:MI:SS') as "madeAt",
           r.digest as "keptDigest"
      from access_review r where r.review_id = ${reviewId}`.execute(tx);
  return rows[0];
}

/** Every line, by user number: an order that no name changes. */
export async function documentLines(tx: Tx, reviewId: Id<'review'>): Promise<DocumentLine[]> {
  const { rows } = await sql<DocumentLine>`
    select l.user_number as "userNumber", l.name, l.type, l.status, l.permissions, l.blocks, l.reviewer_name as reviewer,
           array(select o ->> 'name' from jsonb_array_elements(l.roles) o) as roles,
           array(select o ->> 'name' from jsonb_array_elements(l.sites) o) as sites,
           to_char(l.last_sign_in_at at time zone r.time_zone, 'YYYY-MM-DD HH24:MI:SS') as "lastSignInAt",
           to_char(l.decided_at at time zone r.time_zone, 'YYYY-MM-DD HH24:MI:SS') as "decidedAt",
           ${stateOf} as state, l.reason, l.ended_roles as "endedRoles", l.ended_sites as "endedSites", ${outcomeOf} as outcome
      from ${linesWithUsers} where l.review_id = ${reviewId} order by l.user_number`.execute(tx);
  return rows;
}
