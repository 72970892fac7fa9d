import { searchPatients } from '#features/patients/search-patients.ts';
import { answer } from '#kernel/query.ts';
import { type Bench, type Figure, median, once, timed } from '../figure.ts';
import { arranged, signedIn } from '../staff.ts';

const PATIENTS = Number(process.env['BENCH_PATIENTS'] ?? 1_000_000);
const BLOCKED = 15_000;
const ROUNDS = 6;
const EACH = 200;

/** The whole search by name prefix, for somebody with 15,000 closed patients, against the same with the policies dropped. */
export async function patientSearch(bench: Bench): Promise<Figure[]> {
  const db = await bench.database('bench_search', PATIENTS);
  const { caller } = await signedIn(db.bare, 'Bo');
  const { clinicId, id } = caller;
  await arranged(db.bare, clinicId, id, async () => {
    const { rows } = await db.bare.query(
      `insert into patient_set (clinic_id, name) values ($1, 'closed') returning set_id as set`,
      [clinicId],
    );
    await db.bare.query(
      `insert into patient_set_member select $1, $2, patient_id from patient order by md5(patient_id::text) limit $3`,
      [clinicId, rows[0].set, Math.min(BLOCKED, PATIENTS / 10)],
    );
    await db.bare.query('insert into chart_block (clinic_id, set_id, user_id) values ($1, $2, $3)', [
      clinicId,
      rows[0].set,
      id,
    ]);
  });
  await db.bare.query('vacuum analyze');
  const { rows: names } = await db.bare.query<{ prefix: string }>(
    'select distinct left(sort_name, 3) as prefix from patient limit 300',
  );
  const search = (n: number) =>
    answer(db.pool, caller, searchPatients, { query: names[n % names.length]?.prefix ?? 'a' });
  const round = async () => {
    const taken: number[] = [];
    for (let n = -50; n < EACH; n += 1) {
      const time = await once(() => search(Math.abs(n)));
      if (n >= 0) taken.push(time);
    }
    return median(taken);
  };
  const policies = ['chart_not_blocked', 'tenant'];
  const { rows: kept } = await db.bare.query<{ name: string; sql: string }>(
    `select polname as name, format('create policy %I on patient as restrictive to custodian_app using (%s)', polname, pg_get_expr(polqual, polrelid)) as sql
       from pg_policy where polrelid = 'patient'::regclass and polname = any($1)`,
    [policies],
  );
  const taken: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let n = 0; n < ROUNDS; n += 1) {
    taken.ours.push(await round());
    for (const { name } of kept) await db.bare.query(`drop policy ${name} on patient`);
    // Without any condition on the clinic the same request would lose its index and look slow: it gets a plain one.
    await db.bare.query(
      `create policy plain on patient as restrictive to custodian_app using (clinic_id = '${clinicId}')`,
    );
    taken.bare.push(await round());
    await db.bare.query('drop policy plain on patient');
    for (const { sql } of kept) await db.bare.query(sql);
  }
  await db.close();
  return [timed('patient-search', 1.2, ROUNDS * EACH, { ours: median(taken.ours), bare: median(taken.bare) })];
}
