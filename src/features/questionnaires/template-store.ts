import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { Template } from './contract.ts';

/** What can be sent, by name. */
export async function listTemplates(tx: Tx): Promise<Template[]> {
  const { rows } = await sql<Template>`
    select template_id as "templateId", name, questions, alert_email as "alertEmail", alert_phone as "alertPhone"
      from questionnaire_template where retired_at is null order by lower(name)`.execute(tx);
  return rows;
}

export const insertTemplate = (
  tx: Tx,
  { clinicId }: Actor,
  { name, questions, ...alert }: Omit<Template, 'templateId'>,
) =>
  tx
    .insertInto('questionnaire_template')
    .values({
      clinic_id: clinicId,
      name: name.trim(),
      questions: questions.map((question) => question.trim()),
      alert_email: alert.alertEmail.trim(),
      alert_phone: alert.alertPhone.trim(),
    })
    .returning('template_id as templateId')
    .executeTakeFirstOrThrow();

/** A template that can be sent, which nobody retires until the transaction ends; whether it is sent again and again. */
export async function keepTemplate(tx: Tx, templateId: Id<'template'>) {
  const { rows } = await sql<{ name: string; recurs: boolean }>`
    select name, exists (select from recurring_questionnaire r where r.template_id = t.template_id and r.ended_at is null) as recurs
      from questionnaire_template t where template_id = ${templateId} and retired_at is null for no key update`.execute(
    tx,
  );
  return rows[0];
}

export const retire = (tx: Tx, templateId: Id<'template'>) =>
  tx
    .updateTable('questionnaire_template')
    .set({ retired_at: sql`now()` })
    .where('template_id', '=', templateId)
    .execute();

/** Which day it is in the clinic. */
export async function today(tx: Tx): Promise<string> {
  const { rows } = await sql<{
    today: string;
  }>`select (now() at time zone time_zone)::date as today from clinic`.execute(tx);
  return rows[0]?.today ?? '';
}
