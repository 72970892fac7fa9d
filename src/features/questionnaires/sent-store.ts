import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { pageOf } from '#kernel/page.ts';
import type { OrderAsked } from '../work/contract.ts';
import { coversFor, inOrder, listed, localTime, patientOf, personOf, type WorkList } from '../work/public.ts';
import type { Folder, SentRead, SentStatus, SentSummary } from './contract.ts';

const PAGE = 25;

const summary = sql`
  w.sent_id as "sentId", q.name, ${patientOf} as patient, w.status, w.sent_at as "sentAt", w.due_on as "dueOn",
  w.status = 'awaiting-answer' and w.due_on < (select (now() at time zone time_zone)::date from clinic) as overdue,
  ${personOf('author_id')} as author, ${personOf('holder_id')} as holder, ${personOf('came_from_id')} as "cameFrom"`;

interface Wanted extends OrderAsked {
  readonly folder: Folder;
  readonly status?: SentStatus | undefined;
}

const listOf = ({ folder, status, ...asked }: Wanted): WorkList => ({
  table: 'sent_questionnaire',
  kind: 'sent-questionnaire',
  at: 'sent_at',
  folder,
  where: sql<boolean>`${status ? sql`w.status = ${status}` : sql`true`}`,
  ...asked,
});

/** A page: one's own that await an answer, the oldest first; or all, the latest first. */
export async function pageOfSent(tx: Tx, { after, ...wanted }: Wanted & { readonly after?: string | undefined }) {
  const list = listOf(wanted);
  const { rows } = await sql<SentSummary & { at: string }>`
    select ${summary}, w.sent_at::text as at
      from (${listed(list, after, PAGE + 1)}) w join questionnaire_template q using (clinic_id, template_id)
     order by ${inOrder(list)}`.execute(tx);
  const { rows: shown, next } = pageOf(rows, PAGE, ({ at, sentId }) => [at, sentId]);
  return { sent: shown.map(({ at: _at, ...one }) => one), next };
}

/** All that the filters find, for a file. */
export const allSent = (wanted: Wanted): RawBuilder<SentSummary & { local: string }> => sql`
  select ${summary}, ${localTime('sent_at')} as local
    from (${listed(listOf(wanted), undefined, null)}) w join questionnaire_template q using (clinic_id, template_id)
   order by ${inOrder(listOf(wanted))}`;

export async function readSent(tx: Tx, sentId: Id<'sent'>) {
  const { rows } = await sql<Omit<SentRead, 'holders'> & { covers: boolean }>`
    select ${summary}, ${coversFor(sql`w.open_holder_id`, 'sent-questionnaire')} as covers, q.questions, w.answers, w.answered_at as "answeredAt", q.alert_email as "alertEmail", q.alert_phone as "alertPhone"
      from sent_questionnaire w join questionnaire_template q using (clinic_id, template_id)
     where w.sent_id = ${sentId}`.execute(tx);
  return rows[0];
}

/** As the rules need it, held still until the transaction ends. */
export async function holdSent(tx: Tx, sentId: Id<'sent'>) {
  const { rows } = await sql<{
    patientId: Id<'patient'>;
    holderId: Id<'user'>;
    isOpen: boolean;
    covers: boolean;
    /** It ended when its holder left. */
    late: boolean;
    name: string;
    questions: number;
  }>`
    select w.patient_id as "patientId", w.holder_id as "holderId", w.status = 'awaiting-answer' as "isOpen",
           ${coversFor(sql`w.holder_id`, 'sent-questionnaire')} as covers,
           w.status = 'cancelled' and not exists (select from active_user a where a.user_id = w.holder_id) as late,
           (select q.name from questionnaire_template q where q.template_id = w.template_id) as name,
           (select cardinality(q.questions) from questionnaire_template q where q.template_id = w.template_id) as questions
      from sent_questionnaire w where w.sent_id = ${sentId} for no key update of w`.execute(tx);
  return rows[0];
}

interface Sending {
  readonly templateId: Id<'template'>;
  readonly patientId: Id<'patient'>;
  readonly holderId: Id<'user'>;
  readonly dueOn: string;
}

export const insertSent = (tx: Tx, { id, clinicId }: Actor, { templateId, patientId, holderId, dueOn }: Sending) =>
  tx
    .insertInto('sent_questionnaire')
    .values({
      clinic_id: clinicId,
      template_id: templateId,
      patient_id: patientId,
      author_id: id,
      holder_id: holderId,
      due_on: dueOn,
    })
    .returning('sent_id as sentId')
    .executeTakeFirstOrThrow();

export const answer = (tx: Tx, sentId: Id<'sent'>, answers: readonly string[]) =>
  tx
    .updateTable('sent_questionnaire')
    .set({ status: 'answered', answers: [...answers], answered_at: sql`now()` })
    .where('sent_id', '=', sentId)
    .execute();

export const cancel = (tx: Tx, sentId: Id<'sent'>) =>
  tx.updateTable('sent_questionnaire').set({ status: 'cancelled' }).where('sent_id', '=', sentId).execute();
