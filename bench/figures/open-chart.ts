import { openChart as command } from '#features/charts/open-chart.ts';
import { perform } from '#kernel/command.ts';
import { alternate, type Bench, type Figure, timed } from '../figure.ts';
import { signedIn } from '../staff.ts';

const PATIENTS = Number(process.env['BENCH_PATIENTS'] ?? 1_000_000);
const TIMES = 2_000;

/**
 * Opening a chart (session, permission, block, the chart, the entry) against selecting the same
 * patient and notes and inserting one line, in a transaction: as a program would, and all in one flight.
 */
export async function openChart(bench: Bench): Promise<Figure[]> {
  const db = await bench.database('bench_chart', Math.min(PATIENTS, 50_000));
  const { caller } = await signedIn(db.bare, 'Bo');
  const { rows } = await db.bare.query<{ id: string }>(
    'select patient_id as id from patient order by md5(patient_id::text) limit 2000',
  );
  const at = (n: number) => rows[n % rows.length]?.id ?? '';
  const ours = (n: number) => perform(db.pool, caller, command, { patientId: at(n) as never });
  const client = await db.connect();
  await client.query(
    'create table bench_log (at timestamptz default now(), who uuid, what text, subject uuid, facts jsonb, id bigint generated always as identity primary key)',
  );
  const select = (n: number) =>
    client.query({
      name: 'chart',
      text: `select p.*, (select jsonb_agg(n order by n.written_at desc) from (select * from chart_note n where n.clinic_id = p.clinic_id and n.patient_id = p.patient_id
               order by n.written_at desc limit 50) n) as notes from patient p where p.clinic_id = $1 and p.patient_id = $2`,
      values: [caller.clinicId, at(n)],
    });
  const insert = (n: number) =>
    client.query({
      name: 'log',
      text: `insert into bench_log (who, what, subject, facts) values ($1, 'read', $2, '{}')`,
      values: [caller.id, at(n)],
    });
  const oneByOne = async (n: number) => {
    await client.query('begin');
    await select(n);
    await insert(n);
    await client.query('commit');
  };
  const oneFlight = (n: number) => Promise.all([client.query('begin'), select(n), insert(n), client.query('commit')]);
  const figures = [
    timed('open-chart', 1.5, TIMES, await alternate(TIMES, ours, oneByOne)),
    timed('open-chart (bare in one flight)', 1.5, TIMES, await alternate(TIMES, ours, oneFlight)),
  ];
  await client.end();
  await db.close();
  return figures;
}
