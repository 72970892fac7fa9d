import { type RawBuilder, sql } from 'kysely';
import type { PoolClient } from 'pg';
import type { Id } from './brand.ts';
import { anew, type Caller, type Tx } from './db.ts';

/** What is recorded of an act, besides who, when, which, from where and how it ended. */
export interface AuditFacts {
  readonly subjectUserId?: Id<'user'> | undefined;
  /** Who is away, where the actor covers for them. */
  readonly onBehalfOfId?: Id<'user'> | undefined;
  readonly patientId?: Id<'patient'> | null | undefined;
  readonly reason?: string | undefined;
  /** `before` and `after` where something changed; never a secret, never a chart's words. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Whom it is about stands in what is asked, under the same names in every contract. */
export function onWhom(input: object): Pick<AuditFacts, 'subjectUserId' | 'patientId'> {
  const { userId: subjectUserId, patientId } = input as { userId?: Id<'user'>; patientId?: Id<'patient'> };
  return { subjectUserId, patientId };
}

const COLUMNS =
  'clinic_id, actor_id, action, outcome, subject_user_id, patient_id, reason, origin, facts, on_behalf_of_id';
const RECORD = `insert into audit_entry (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

/** Writes the transaction's one entry, in the actor's name. */
export const record = (
  client: PoolClient,
  { clinicId, id, origin }: Caller,
  action: string,
  outcome: 'done' | 'refused',
  { subjectUserId = null, patientId = null, reason = null, facts = {}, onBehalfOfId = null }: Nullable<AuditFacts>,
): Promise<unknown> => {
  const about = [subjectUserId, patientId, reason, origin, JSON.stringify(facts), onBehalfOfId];
  return client.query({ name: 'record', text: RECORD, values: [clinicId, id, action, outcome, ...about] });
};
type Nullable<T> = { readonly [K in keyof T]?: T[K] | null };

/** Says in the log that the act under way is about each of these patients. */
export const concerns = (tx: Tx, patientIds: readonly Id<'patient'>[]) =>
  concernsThose(tx, sql`select unnest(${patientIds}::uuid[])`);

/** The same of those whom one column of ids finds. */
export const concernsThose = (tx: Tx, patientIds: RawBuilder<unknown>) =>
  concernsNumbers(
    tx,
    sql`select range_agg(int8range(p.demographic_number, p.demographic_number + 1)) from patient p where p.patient_id in (${patientIds})`,
  );

/** The same of a multirange of demographic numbers, which goes through the whole clinic to find them. */
export const concernsNumbers = (tx: Tx, numbers: RawBuilder<unknown>) =>
  sql`${anew} select entry_concerns((${numbers}))`.execute(tx);

/**
 * The entry of a look, for the statement that looks: an `insert … select` from `verdict`, a relation of one row, whose
 * `refused` says by which code nothing is shown, and null where something is.
 */
export type EntryOfLook = (verdict: string) => RawBuilder<unknown>;

/** How the entry of a look at whom is asked for is written. */
export const entryOfLook = ({ clinicId, id, origin }: Caller, action: string, input: object): EntryOfLook => {
  const { subjectUserId = null, patientId = null } = onWhom(input);
  return (verdict) => sql`
    insert into audit_entry (${sql.raw(COLUMNS)})
    select ${clinicId}, ${id}, ${action}, case when refused is null then 'done' else 'refused' end,
           ${subjectUserId}, ${patientId}, refused, ${origin}, '{}', null from ${sql.table(verdict)}`;
};
