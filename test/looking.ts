import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { readPatient } from '#features/patients/read-patient.ts';
import type { TestDatabase } from './database.ts';
import { arrange, type Clinic, type Member } from './staff.ts';
import { openWork } from './work.ts';

/** Every table that names a patient, but for the two that blocks themselves are made of. */
export async function tablesOf({ owner }: TestDatabase): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_id'
      where c.relnamespace = 'custodian'::regnamespace and c.relkind = 'r'
        and c.relname not in ('blocked_patient', 'patient_set_member', 'former_set_member') order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Something in every one of those tables about each of these patients, held by Bo, and kept for Cy. */
export async function fill({ owner, pool }: TestDatabase, c: Clinic, patientIds: readonly string[]): Promise<void> {
  await openWork(owner, c, c.bo.id, patientIds);
  await arrange(owner, c.id, async () => {
    await owner.query(
      `insert into result_line (clinic_id, result_id, line, patient_id, name) select clinic_id, result_id, 1, patient_id, 'LDL' from result
                        where clinic_id = $1`,
      [c.id],
    );
    await owner.query(
      `insert into result_version (clinic_id, result_id, nth, patient_id, title, status, issued_at, abnormal, urgent, conclusion, lines)
       select clinic_id, result_id, 1, patient_id, 'LDL', 'final', issued_at, false, false, '', '[]' from result where clinic_id = $1`,
      [c.id],
    );
    await owner.query(
      `insert into lab_report (clinic_id, report_key, patient_id, result_id, integration_id, sent_at, groups)
       select r.clinic_id, r.result_id, r.patient_id, r.result_id, i.integration_id, r.issued_at, '[]' from result r,
              (select integration_id from lab_integration where clinic_id = $1 limit 1) i where r.clinic_id = $1`,
      [c.id],
    );
    await owner.query(
      `insert into answered_request (clinic_id, user_id, key, action, asked, output, patient_id) select $1, $2, p, 'x.x', '', '{}', p from unnest($3::uuid[]) p`,
      [c.id, c.cy.id, patientIds],
    );
    await owner.query(
      `insert into emergency_access (clinic_id, user_id, patient_id, reason_kind, reason, ends_at)
       select $1, u, p, 'other', 'over at once', now() + interval '1 microsecond' from unnest($2::uuid[]) u, unnest($3::uuid[]) p`,
      [c.id, [c.bo.id, c.cy.id], patientIds],
    );
    await owner.query(
      `insert into dismissed_suggestion (clinic_id, user_id, patient_id, reason, dismissed_by_id) select $1, $2, p, 'not hers', $2 from unnest($3::uuid[]) p`,
      [c.id, c.cy.id, patientIds],
    );
  });
  for (const patientId of patientIds)
    await perform(pool, c.bo.caller, readPatient, { patientId: patientId as Id<'patient'> });
}

/** What somebody sees by bare SQL, as a query that forgot everything about blocks would. */
export async function looking<T>(
  { pool }: TestDatabase,
  { caller }: Member,
  sql: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select enter($1, $2, $3, $4, null)', [caller.clinicId, caller.id, caller.tokenHash, 'write']);
    return (await client.query(sql, [...values])).rows as T[];
  } finally {
    await client.query('rollback');
    client.release();
  }
}
/** The patients whom somebody finds in a table. */
export const seenIn = async (database: TestDatabase, who: Member, table: string): Promise<Set<string>> => {
  const rows = await looking<{ id: string }>(
    database,
    who,
    `select distinct patient_id as id from ${table} where patient_id is not null`,
  );
  return new Set(rows.map(({ id }) => id));
};
