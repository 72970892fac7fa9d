import type { Client } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { kinds } from '#features/handover/kinds.ts';
import type { PlanRule } from '#features/handover/contract.ts';
import { arrange, type Clinic } from './staff.ts';

/** What a clinic has one of, and what hangs on sets and reviews, is made where it is tested; of every other kind `openWork` makes some. */
const elsewhere = ['kept-set', 'block-review', 'review-line', 'account-owner', 'privacy-officer'];
export const worked = kinds.map(({ kind }) => kind).filter((kind) => !elsewhere.includes(kind));

/** The kinds of open work that concern no patient, and where they stand. */
export const aboutNobody = [
  { kind: 'lab-integration', table: 'lab_integration' },
  { kind: 'task-type', table: 'task_type' },
  { kind: 'rule-to', table: 'standing_rule' },
  { kind: 'rule-from', table: 'standing_rule_from' },
  { kind: 'group-membership', table: 'group_membership' },
  { kind: 'sole-membership', table: 'group_membership' },
] as const;

/** Gives a user one piece of open work of every kind for each of these patients. */
export const openWork = (
  owner: Client,
  { id, siteId, ada, dee }: Clinic,
  holderId: Id<'user'>,
  patientIds: readonly string[],
): Promise<void> =>
  arrange(owner, id, async () => {
    const run = (sql: string, ...more: unknown[]) => owner.query(sql, [id, holderId, patientIds, ...more]);
    const each = 'from unnest($3::uuid[]) with ordinality as p(id, n)';
    const slots = (from: string) =>
      run(
        `insert into appointment (clinic_id, holder_id, patient_id, site_id, starts_at, ends_at)
         select $1, $2, p.id, $4, ${from} + n * interval '1 hour', ${from} + n * interval '1 hour' + interval '20 minutes' ${each}`,
        siteId,
      );
    await slots(`now() + interval '1 day'`);
    await slots(`now() - interval '30 days'`);
    await run(
      `insert into task (clinic_id, holder_id, patient_id, author_id, title, urgent) select $1, $2, p.id, $4, 'Call back ' || n, n = 1 ${each}`,
      ada.id,
    );
    const other = holderId === dee.id ? ada.id : dee.id;
    for (const [from, to] of [
      [holderId, other],
      [other, holderId],
    ])
      await run(
        `insert into standing_rule (clinic_id, author_id, from_id, holder_id, what, starts_on)
         select $1, $2, $4, $5, 'supervision', current_date ${each}`,
        from,
        to,
      );
    // Alone in one group, and with somebody else in another.
    for (const others of ['{}', `{${other}}`])
      await run(
        `with made as (insert into message_group (clinic_id, name) select $1, 'Group ' || gen_random_uuid() ${each} returning group_id)
         insert into group_membership (clinic_id, group_id, holder_id) select $1, group_id, one from made, unnest($4::uuid[] || $2::uuid) one`,
        others,
      );
    await run(
      `insert into recurring_task (clinic_id, holder_id, patient_id, author_id, title, every, unit, first_on, next_on)
       select $1, $2, p.id, $4, 'Every week ' || n, 1, 'week', current_date + 7, current_date + 7 ${each}`,
      ada.id,
    );
    await run(
      `insert into task_type (clinic_id, holder_id, author_id, name) select $1, $2, $4, 'Type ' || gen_random_uuid() ${each}`,
      ada.id,
    );
    await run(
      `with sent as (insert into message (clinic_id, author_id, patient_id, subject, body) select $1, $4, p.id, 'About ' || n, 'words' ${each}
                     returning message_id, patient_id)
       insert into inbox_item (clinic_id, message_id, patient_id, addressee_id, holder_id, snoozed_until)
       select $1, message_id, patient_id, $2, $2, case when patient_id = ($3::uuid[])[1] then now() + interval '3 days' end from sent`,
      ada.id,
    );
    await run(
      `insert into result (clinic_id, holder_id, orderer_id, patient_id, title, issued_at, abnormal) select $1, $2, $2, p.id, 'Lipid panel', now(), n = 1 ${each}`,
    );
    await run(
      `insert into chart_note (clinic_id, holder_id, author_id, patient_id, title) select $1, $2, $2, p.id, 'Visit' ${each}`,
    );
    await run(
      `insert into letter (clinic_id, holder_id, author_id, patient_id, site_id, recipient, subject, body, status)
       select $1, $2, $4, p.id, $5, 'Dr Ferris', 'Referral ' || n, 'words', 'to-create' ${each}`,
      ada.id,
      siteId,
    );
    await run(
      `with written as (insert into prescription (clinic_id, holder_id, author_id, patient_id, site_id, note)
                        select $1, $2, $4, p.id, $5, 'words' ${each} returning clinic_id, prescription_id, patient_id)
       insert into prescription_line (clinic_id, prescription_id, line, patient_id, medication, dose, directions, quantity)
       select clinic_id, prescription_id, 1, patient_id, 'Metformin', '500 mg', 'One twice a day', '60 tablets' from written`,
      ada.id,
      siteId,
    );
    await run(
      `with opened as (insert into secure_conversation (clinic_id, holder_id, author_id, patient_id, party, address, subject, status)
                       select $1, $2, $4, p.id, 'Harbour Cardiology', 'desk@harbour.example', 'Question ' || n, 'to-answer' ${each}
                       returning clinic_id, conversation_id, patient_id)
       insert into secure_message (clinic_id, conversation_id, line, patient_id, body) select clinic_id, conversation_id, 1, patient_id, 'words' from opened`,
      ada.id,
    );
    await run(
      `insert into lab_integration (clinic_id, holder_id, author_id, name, laboratory)
       select $1, $2, $4, 'Connection ' || gen_random_uuid(), 'Northmere Labs' ${each}`,
      ada.id,
    );
    const [templateId] = (
      await run(
        `insert into questionnaire_template (clinic_id, name, questions) select $1, 'Sleep ' || gen_random_uuid(), '{How?}' where $2::uuid is not null
           and $3::uuid[] is not null returning template_id`,
      )
    ).rows.map((row: { template_id: string }) => row.template_id);
    await run(
      `insert into recurring_questionnaire (clinic_id, holder_id, alert_id, author_id, template_id, patient_id, every_weeks, answer_days, next_on)
       select $1, $2, $2, $4, $5, p.id, 4, 7, current_date + 7 ${each}`,
      ada.id,
      templateId,
    );
    await run(
      `insert into sent_questionnaire (clinic_id, holder_id, author_id, template_id, patient_id, due_on)
       select $1, $2, $4, $5, p.id, current_date + 7 ${each}`,
      ada.id,
      templateId,
    );
    // Somebody is MRP already: one patient has one.
    await run(
      'update patient set mrp_id = $2 where clinic_id = $1 and patient_id = any($3::uuid[]) and mrp_id is null',
    );
    await run(
      `insert into claim (clinic_id, holder_id, biller_id, patient_id, service_on, amount_cents, currency) select $1, $2, $2, p.id, current_date, 25500, 'CAD' ${each}`,
    );
  });

interface Terms {
  readonly layer?: string;
  readonly emergency?: boolean;
  readonly masterFileOpen?: boolean;
}

/** Keeps a user out of these patients, by a set made for it. */
export const block = (
  owner: Client,
  { id }: Clinic,
  userId: string,
  patientIds: readonly string[],
  { layer, emergency = false, masterFileOpen = false }: Terms = {},
): Promise<void> =>
  arrange(owner, id, async () => {
    const { rows } = await owner.query<{ set_id: string }>(
      `insert into patient_set (clinic_id, name) values ($1, gen_random_uuid()) returning set_id`,
      [id],
    );
    const setId = rows[0]?.set_id;
    await owner.query('insert into patient_set_member select $1, $2, unnest($3::uuid[])', [id, setId, patientIds]);
    await owner.query(
      `insert into chart_block (clinic_id, set_id, user_id, laid_by_id, emergency_allowed, master_file_open)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, setId, userId, layer ?? null, emergency, masterFileOpen],
    );
  });

/** All work of a kind to one user, or to several in turn. */
export const toUser = (kind: string, ...successorIds: string[]): PlanRule => ({
  kind,
  how: 'transfer',
  successorIds: successorIds as Id<'user'>[],
});

/** All work of a kind to nobody: cancelled, or into the unassigned pool. */
export const without = (kind: string, how: 'cancel' | 'return'): PlanRule => ({ kind, how });
