import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { pageOf } from '#kernel/page.ts';
import type { OrderAsked } from '../work/contract.ts';
import { coversFor, inOrder, listed, localTime, patientOf, personOf, stepsOf, type WorkList } from '../work/public.ts';
import type { Folder, Recurring } from './contract.ts';

const PAGE = 25;

const isDue = sql<boolean>`w.ended_at is null and w.next_on <= (select (now() at time zone time_zone)::date from clinic)
  and (w.ends_on is null or w.next_on <= w.ends_on)`;

const summary = sql`
  w.recurring_id as "recurringId", q.name, ${patientOf} as patient, ${personOf('author_id')} as author,
  ${personOf('holder_id')} as holder, ${personOf('came_from_id')} as "cameFrom", ${personOf('alert_id')} as alert,
  w.every_weeks as "everyWeeks", w.answer_days as "answerDays", w.next_on as "nextOn", w.ends_on as "endsOn",
  w.ended_at is not null as ended`;

interface Wanted extends OrderAsked {
  readonly folder: Folder;
}

const listOf = (wanted: Wanted): WorkList => ({
  table: 'recurring_questionnaire',
  kind: 'recurring-questionnaire',
  at: 'made_at',
  ...wanted,
});

/** A page: one's own that go on, the oldest first; or all, the latest first. */
export async function pageOfRecurring(tx: Tx, { after, ...wanted }: Wanted & { readonly after?: string | undefined }) {
  const list = listOf(wanted);
  const { rows } = await sql<Recurring & { at: string }>`
    select ${summary}, ${stepsOf('recurring_questionnaire', 'recurring_id')} as holders, w.made_at::text as at
      from (${listed(list, after, PAGE + 1)}) w join questionnaire_template q using (clinic_id, template_id)
     order by ${inOrder(list)}`.execute(tx);
  const { rows: shown, next } = pageOf(rows, PAGE, ({ at, recurringId }) => [at, recurringId]);
  return { recurring: shown.map(({ at: _at, ...one }) => one), next };
}

/** All that the filters find, for a file. */
export const allRecurring = (wanted: Wanted): RawBuilder<Recurring & { local: string }> => sql`
  select ${summary}, ${localTime('made_at')} as local
    from (${listed(listOf(wanted), undefined, null)}) w join questionnaire_template q using (clinic_id, template_id)
   order by ${inOrder(listOf(wanted))}`;

export async function countDue(tx: Tx): Promise<number> {
  const { rows } = await sql<{ due: number }>`
    select count(*)::int as due from recurring_questionnaire w where ${isDue}`.execute(tx);
  return rows[0]?.due ?? 0;
}

/** As the rules need it, held still until the transaction ends. */
export async function holdRecurring(tx: Tx, recurringId: Id<'recurring'>) {
  const { rows } = await sql<{
    patientId: Id<'patient'>;
    holderId: Id<'user'>;
    alertId: Id<'user'>;
    isOpen: boolean;
    covers: boolean;
  }>`
    select patient_id as "patientId", holder_id as "holderId", alert_id as "alertId", ended_at is null as "isOpen",
           ${coversFor(sql`holder_id`, 'recurring-questionnaire')} as covers
      from recurring_questionnaire where recurring_id = ${recurringId} for no key update`.execute(tx);
  return rows[0];
}

/** Somebody else is alerted from now on. */
export const giveAlert = (tx: Tx, recurringId: Id<'recurring'>, fromId: Id<'user'>, alertId: Id<'user'>) =>
  tx
    .updateTable('recurring_questionnaire')
    .set({ alert_id: alertId, alert_from_id: fromId })
    .where('recurring_id', '=', recurringId)
    .execute();

interface Scheduling {
  readonly templateId: Id<'template'>;
  readonly patientIds: readonly Id<'patient'>[];
  readonly holderId: Id<'user'>;
  readonly alertId: Id<'user'>;
  readonly everyWeeks: number;
  readonly answerDays: number;
  readonly nextOn: string;
  readonly endsOn: string | null;
}

/** One for each of these patients; answers for how many of them, which is not all when one is closed to the actor or not there. */
export async function schedule(tx: Tx, { id, clinicId }: Actor, s: Scheduling): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into recurring_questionnaire (clinic_id, template_id, patient_id, author_id, holder_id, alert_id, every_weeks, answer_days, next_on, ends_on)
    select ${clinicId}, ${s.templateId}, p.patient_id, ${id}, ${s.holderId}, ${s.alertId}, ${s.everyWeeks}::int, ${s.answerDays}::int,
           ${s.nextOn}::date, ${s.endsOn}::date
      from patient p where p.patient_id = any(${s.patientIds}::uuid[])`.execute(tx);
  return Number(numAffectedRows);
}

export const end = (tx: Tx, recurringId: Id<'recurring'>) =>
  tx
    .updateTable('recurring_questionnaire')
    .set({ ended_at: sql`now()` })
    .where('recurring_id', '=', recurringId)
    .execute();

/** Sends what is due, once each however long it has been due, and says when it is due next; what is over then ends. */
export async function sendDue(tx: Tx, { id, clinicId }: Actor): Promise<number> {
  const { rows } = await sql<{ sent: number }>`
    with day as (select (now() at time zone time_zone)::date as today from clinic),
    due as (select w.* from recurring_questionnaire w where ${isDue} order by w.recurring_id for no key update),
    moved as (
      update recurring_questionnaire r
         set next_on = r.next_on + 7 * r.every_weeks * (1 + (day.today - r.next_on) / (7 * r.every_weeks)),
             ended_at = case when r.next_on + 7 * r.every_weeks * (1 + (day.today - r.next_on) / (7 * r.every_weeks)) > r.ends_on then now() end
        from due, day where r.recurring_id = due.recurring_id),
    sent as (
      insert into sent_questionnaire (clinic_id, template_id, recurring_id, patient_id, author_id, holder_id, due_on)
      select ${clinicId}, due.template_id, due.recurring_id, due.patient_id, ${id}, due.holder_id, day.today + due.answer_days
        from due, day returning 1)
    select count(*)::int as sent from sent`.execute(tx);
  return rows[0]?.sent ?? 0;
}
