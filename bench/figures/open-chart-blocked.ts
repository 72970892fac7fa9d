import { openChart } from '#features/charts/open-chart.ts';
import { perform } from '#kernel/command.ts';
import { alternate, type Bench, type Figure, timed } from '../figure.ts';

const TIMES = 2_000;

/**
 * Opening a chart that is closed (session, permission, decision, refusal, the entry of it) against looking whether
 * the patient is among the blocked and inserting one line, in a transaction.
 */
export async function openChartBlocked(bench: Bench): Promise<Figure[]> {
  const { db, caller, closed } = await bench.closed();
  const at = (n: number) => closed[n % closed.length] ?? closed[0];
  const ours = async (n: number) => {
    const patientId = at(n);
    const said = patientId && (await perform(db.pool, caller, openChart, { patientId }).catch((error: Error) => error));
    if (!(said instanceof Error)) throw new Error('a closed chart was opened');
  };
  const client = await db.connect();
  await client.query(
    'create table bench_log (at timestamptz default now(), who uuid, what text, subject uuid, facts jsonb, id bigint generated always as identity primary key)',
  );
  const bare = async (n: number) => {
    await client.query('begin');
    await client.query({
      name: 'chart',
      text: `select p.*, exists (select from blocked_patient b where b.clinic_id = p.clinic_id and b.patient_id = p.patient_id and b.user_id = $3
               and b.until > now()) as blocked from patient p where p.clinic_id = $1 and p.patient_id = $2`,
      values: [caller.clinicId, at(n), caller.id],
    });
    await client.query({
      name: 'log',
      text: `insert into bench_log (who, what, subject, facts) values ($1, 'refused', $2, '{}')`,
      values: [caller.id, at(n)],
    });
    await client.query('commit');
  };
  const figures = [timed('open-chart-blocked', 1.5, TIMES, await alternate(TIMES, ours, bare))];
  await client.end();
  return figures;
}
