// What Custodian costs, as ratios against the bare thing on the same database in the same run.
//   npm run bench [-- --json] [-- --only open-chart,hand-over]
// BENCH_ADMIN_URL uses a PostgreSQL of one's own (a superuser's address), BENCH_PATIENTS fewer patients.
import { parseArgs } from 'node:util';
import { makeDemo } from '../src/demo/make-demo.ts';
import { Client } from 'pg';
import { openPool } from '#kernel/db.ts';
import { startEmbeddedPostgres } from '#kernel/embedded-postgres.ts';
import { operationsOf } from '#kernel/http.ts';
import { migrate } from '#kernel/migrate.ts';
import { features } from '#server/features.ts';
import { silent } from '#server/progress.ts';
import { type ClosedClinic, closedClinic } from './closed.ts';
import type { Bench, BenchDatabase, Figure } from './figure.ts';
import { addUser, addUserFull } from './figures/add-user.ts';
import { effectiveAccess } from './figures/effective-access.ts';
import { handOver } from './figures/hand-over.ts';
import { handOverSlope } from './figures/hand-over-slope.ts';
import { importUsers } from './figures/import-users.ts';
import { meanwhile } from './figures/meanwhile.ts';
import { openChart } from './figures/open-chart.ts';
import { openChartBlocked } from './figures/open-chart-blocked.ts';
import { layBlockOnMany } from './figures/lay-block.ts';
import { pageWeight } from './figures/page-weight.ts';
import { patientSearch } from './figures/patient-search.ts';
import { report } from './figures/report.ts';
import { reportExport } from './figures/report-export.ts';
import { revocation } from './figures/revocation.ts';
import { sessionCheck } from './figures/session-check.ts';
import { saveSet } from './figures/save-set.ts';
import { usersList } from './figures/users-list.ts';

const figures = {
  'page-weight': pageWeight,
  'session-check': sessionCheck,
  'add-user': addUser,
  'effective-access': effectiveAccess,
  'add-user-full': addUserFull,
  'import-users': importUsers,
  'users-list': usersList,
  'hand-over': handOver,
  'hand-over-slope': handOverSlope,
  'others-meanwhile': meanwhile,
  revocation,
  'open-chart': openChart,
  'open-chart-blocked': openChartBlocked,
  'patient-search': patientSearch,
  report,
  'report-export': reportExport,
  'save-set': saveSet,
  'lay-block': layBlockOnMany,
};
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? Object.keys(figures);

const APP_PASSWORD = 'only-in-the-bench';
const own = process.env['BENCH_ADMIN_URL']
  ? undefined
  : await startEmbeddedPostgres({ directory: 'var/bench', settings: { shared_buffers: '1GB', max_wal_size: '4GB' } });
const addressOf = (database: string): string => {
  if (own) return own.adminUrl(database);
  const url = new URL(process.env['BENCH_ADMIN_URL'] ?? '');
  url.pathname = `/${database}`;
  return url.href;
};
const say = (what: string) => console.error(what);
const operations = operationsOf(features);

async function made(name: string, patients: number): Promise<BenchDatabase> {
  const admin = new Client({ connectionString: addressOf('postgres') });
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name}`);
  await migrate(addressOf(name), { appPassword: APP_PASSWORD, operations });
  say(`making ${patients} patients in ${name}`);
  await makeDemo({ adminUrl: addressOf(name), province: 'BC', patients, operations, progress: silent });
  const app = new URL(addressOf(name));
  app.username = 'custodian_app';
  app.password = APP_PASSWORD;
  const connect = async () => {
    const client = new Client({
      connectionString: addressOf(name),
      options: '-c search_path=custodian',
      pipeline: true,
    });
    await client.connect();
    return client;
  };
  const bare = await connect();
  await bare.query('vacuum analyze');
  const pool = openPool(app.href, 10);
  const barePool = openPool(addressOf(name), 10);
  const close = async () => {
    await Promise.all([pool.end(), barePool.end()]);
    await bare.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { pool, address: app.href, bare, barePool, connect, close };
}

let closed: Promise<ClosedClinic> | undefined;
const bench: Bench = {
  database: made,
  closed: () => (closed ??= closedClinic({ database: made }, 'bench_closed')),
  say,
};
const measured: Figure[] = [];
try {
  for (const [name, measure] of Object.entries(figures)) {
    if (!wanted.includes(name)) continue;
    say(`measuring ${name}`);
    measured.push(...(await measure(bench)));
  }
  if (closed) await (await closed).db.close();
} catch (error) {
  // Said before the server stops: what is still connected ends the process with its own complaint.
  console.error(error);
  process.exitCode = 1;
}
if (process.exitCode) process.exit();
await own?.stop();
const met = ({ ratio, goal, sense }: Figure) => (sense === 'at most' ? ratio <= goal : ratio >= goal);
if (values.json) {
  for (const { name, ratio, goal, unit, n } of measured)
    console.log(JSON.stringify({ name, ratio: Number(ratio.toFixed(3)), goal, unit, n }));
} else {
  console.log('\n| figure | ours | bare | ratio | goal | met | n |\n|---|---|---|---|---|---|---|');
  for (const one of measured) {
    const { name, ours, bare, ratio, goal, sense, n } = one;
    console.log(
      `| ${name} | ${ours} | ${bare} | ${ratio.toFixed(2)} | ${sense} ${goal} | ${met(one) ? 'yes' : 'NO'} | ${n} |`,
    );
  }
}
