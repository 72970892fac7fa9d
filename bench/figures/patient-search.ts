import { searchPatients } from '#features/patients/search-patients.ts';
import { searchStatement } from '#features/patients/search-store.ts';
import { waysOf } from '#features/patients/ways.ts';
import { bind, type Tx } from '#kernel/db.ts';
import { answer } from '#kernel/query.ts';
import { type ClosedClinic, withoutPolicies } from '../closed.ts';
import { type Bench, type Figure, median, once, timed } from '../figure.ts';

const ROUNDS = 6;
const EACH = 200;

/**
 * A page of 50 patients, and the search by name prefix, for somebody with 15,000 closed patients, against the same
 * with the policies dropped: the whole request, and the statement alone.
 */
export async function patientSearch(bench: Bench): Promise<Figure[]> {
  const clinic = await bench.closed();
  const { db, caller } = clinic;
  const { rows: names } = await db.bare.query<{ prefix: string }>(
    'select distinct left(sort_name, 3) as prefix from patient limit 300',
  );
  const prefix = (n: number) => names[n % names.length]?.prefix ?? 'a';
  const whole = (query: (n: number) => string) => (n: number) =>
    answer(db.pool, caller, searchPatients, { query: query(n) });
  const alone = (query: (n: number) => string) => (n: number, tx: Tx) => searchStatement(waysOf(query(n))).execute(tx);
  const figures = [
    timed(
      'patient-page',
      1.2,
      ROUNDS * EACH,
      await compared(
        clinic,
        whole(() => ''),
      ),
    ),
    timed('patient-search', 1.2, ROUNDS * EACH, await compared(clinic, whole(prefix))),
    timed(
      'patient-page (statement alone)',
      1.6,
      ROUNDS * EACH,
      await compared(
        clinic,
        alone(() => ''),
      ),
    ),
    timed('patient-search (statement alone)', 1.6, ROUNDS * EACH, await compared(clinic, alone(prefix))),
  ];
  return figures;
}

/** Rounds with the policies and without, in turn; each has a transaction for statements that go alone. */
async function compared({ db, caller }: ClosedClinic, ask: (n: number, tx: Tx) => Promise<unknown>) {
  const round = async () => {
    const client = await db.pool.connect();
    await client.query('begin read only');
    await client.query('select enter($1, $2, $3, $4, null)', [caller.clinicId, caller.id, caller.tokenHash, 'read']);
    const tx = bind(client, async () => undefined);
    const taken: number[] = [];
    for (let n = -50; n < EACH; n += 1) {
      const time = await once(() => ask(Math.abs(n), tx));
      if (n >= 0) taken.push(time);
    }
    await client.query('commit');
    client.release();
    return median(taken);
  };
  const taken: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let n = 0; n < ROUNDS; n += 1) {
    taken.ours.push(await round());
    taken.bare.push(await withoutPolicies(db.bare, caller.clinicId, round));
  }
  return { ours: median(taken.ours), bare: median(taken.bare) };
}
