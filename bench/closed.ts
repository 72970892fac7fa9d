import type { Id } from '#kernel/brand.ts';
import type { Bench, BenchDatabase } from './figure.ts';
import { arranged, type Signed, signedIn } from './staff.ts';

export const PATIENTS = Number(process.env['BENCH_PATIENTS'] ?? 1_000_000);
const SETS = 200;
const BLOCKED = 15_000;

export interface ClosedClinic extends Signed {
  readonly db: BenchDatabase;
  /** Some of the patients who are closed to the caller. */
  readonly closed: readonly Id<'patient'>[];
}

/** A clinic with 200 patient sets, by which 15,000 patients are closed to whoever asks: a doctor who administers as well. */
export async function closedClinic(bench: Pick<Bench, 'database'>, name: string): Promise<ClosedClinic> {
  const db = await bench.database(name, PATIENTS);
  const signed = await signedIn(db.bare, 'Bo');
  const { clinicId, id } = signed.caller;
  const blocked = Math.min(BLOCKED, PATIENTS / 10);
  await arranged(db.bare, clinicId, id, async () => {
    await db.bare.query(
      `insert into user_role (clinic_id, user_id, role_id) select $1, $2, role_id from role where clinic_id = $1 and system = 'admin'`,
      [clinicId, id],
    );
    await db.bare.query(
      `insert into patient_set (clinic_id, name) select $1, 'closed ' || n from generate_series(1, $2::int) n`,
      [clinicId, SETS],
    );
    await db.bare.query(
      `with chosen as (select patient_id, row_number() over () as n from
         (select patient_id from patient where clinic_id = $1 order by md5(patient_id::text) limit $2) p),
       sets as (select set_id, row_number() over () as n from patient_set where clinic_id = $1 and name like 'closed %')
       insert into patient_set_member (clinic_id, set_id, patient_id)
       select $1, s.set_id, c.patient_id from chosen c join sets s on s.n = 1 + c.n % $3`,
      [clinicId, blocked, SETS],
    );
    await db.bare.query(
      'insert into chart_block (clinic_id, set_id, user_id) select clinic_id, set_id, $2 from patient_set where clinic_id = $1 and name like $3',
      [clinicId, id, 'closed %'],
    );
  });
  await db.bare.query('vacuum analyze');
  const { rows } = await db.bare.query<{ id: Id<'patient'> }>(
    'select patient_id as id from blocked_patient where user_id = $1 order by md5(patient_id::text) limit 2000',
    [id],
  );
  return { ...signed, db, closed: rows.map((row) => row.id) };
}

/** Does the work with the policies of `patient` dropped, and puts them back. */
export async function withoutPolicies<T>(
  bare: BenchDatabase['bare'],
  clinicId: string,
  work: () => Promise<T>,
): Promise<T> {
  const { rows: kept } = await bare.query<{ name: string; sql: string }>(
    `select polname as name, format('create policy %I on patient as restrictive to custodian_app using (%s)', polname, pg_get_expr(polqual, polrelid)) as sql
       from pg_policy where polrelid = 'patient'::regclass and polname in ('chart_not_blocked', 'tenant')`,
  );
  for (const { name } of kept) await bare.query(`drop policy ${name} on patient`);
  // Without any condition on the clinic the same request would lose its index and look slow: it gets a plain one.
  await bare.query(`create policy plain on patient as restrictive to custodian_app using (clinic_id = '${clinicId}')`);
  try {
    return await work();
  } finally {
    await bare.query('drop policy plain on patient');
    for (const { sql } of kept) await bare.query(sql);
  }
}
