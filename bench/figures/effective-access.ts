import { accessStatement } from '#features/roles/access-store.ts';
import { bind } from '#kernel/db.ts';
import { sql } from 'kysely';
import { type Bench, type BenchDatabase, type Figure, median, ms } from '../figure.ts';
import { arranged, type Signed, signedIn } from '../staff.ts';

const ROLES = 40;
const GOAL_MS = 5;
const USERS = 10_000;
const TIMES = 200;

/** All that a user with 40 roles can do: the database's own time, and that it does not grow with the number of users. */
export async function effectiveAccess(bench: Bench): Promise<Figure[]> {
  const db = await bench.database('bench_access', 1_000);
  const ada = await signedIn(db.bare, 'Ada');
  await fortyRoles(db, ada);
  await db.bare.query('vacuum analyze');
  const few = await measured(db, ada);
  await manyUsers(db, ada);
  await db.bare.query('vacuum analyze');
  const many = await measured(db, ada);
  await db.close();
  const shared = { goal: 1, sense: 'at most' as const, n: TIMES };
  return [
    {
      ...shared,
      name: 'effective-access',
      ratio: many / GOAL_MS,
      unit: `of ${GOAL_MS} ms of database time`,
      ours: ms(many),
      bare: ms(GOAL_MS),
    },
    {
      ...shared,
      name: 'effective-access (flat)',
      ratio: many / few,
      goal: 1.3,
      unit: `times as long with ${USERS} more users`,
      ours: ms(many),
      bare: ms(few),
    },
  ];
}

const fortyRoles = (db: BenchDatabase, { caller: { clinicId, id } }: Signed) =>
  arranged(db.bare, clinicId, id, async () => {
    await db.bare.query(
      `with made as (insert into role (clinic_id, name) select $1, 'bench ' || n from generate_series(1, $2::int) n returning role_id)
       insert into role_permission select $1, role_id, permission from made, permission`,
      [clinicId, ROLES - 2],
    );
    // Beside the two roles she has; others of the demo ask for a second factor that she does not have.
    await db.bare.query(
      `insert into user_role select $1, $2, role_id from role where clinic_id = $1 and name like 'bench %'`,
      [clinicId, id],
    );
  });

const manyUsers = (db: BenchDatabase, { caller: { clinicId, id } }: Signed) =>
  arranged(db.bare, clinicId, id, async () => {
    await db.bare.query(
      `with made as (insert into clinic_user (clinic_id, user_number, last_name, first_name, type)
         select $1, 100000 + n, 'Bench', 'N' || n, 'nurse' from generate_series(1, $2::int) n returning user_id),
       active as (insert into active_user (clinic_id, user_id) select $1, user_id from made returning user_id)
       insert into user_role select $1, user_id, role_id from active,
         (select role_id from role where clinic_id = $1 order by name limit 4) r`,
      [clinicId, USERS],
    );
  });

/** Planning and execution as PostgreSQL itself counts them, under the policies, prepared as the server prepares it. */
async function measured(db: BenchDatabase, { caller: { clinicId, id, tokenHash } }: Signed): Promise<number> {
  const client = await db.pool.connect();
  const tx = bind(client, async () => undefined);
  const times: number[] = [];
  await client.query('begin read only');
  await client.query('select enter($1, $2, $3, $4, null)', [clinicId, id, tokenHash, 'read']);
  for (let n = 0; n < TIMES; n += 1) {
    const { rows } = await sql<{ 'QUERY PLAN': { 'Planning Time': number; 'Execution Time': number }[] }>`
      explain (analyze, timing off, format json) ${accessStatement(id, null)}`.execute(tx);
    const [said] = rows[0]?.['QUERY PLAN'] ?? [];
    times.push((said?.['Planning Time'] ?? Number.NaN) + (said?.['Execution Time'] ?? Number.NaN));
  }
  await client.query('commit');
  client.release();
  return median(times);
}
