import { carryOut } from '#kernel/command.ts';
import { exportReport } from '#features/demographic-report/export-report.ts';
import { PATIENTS } from '../closed.ts';
import { type Bench, type Figure, once } from '../figure.ts';

const MEGABYTE = 1024 * 1024;
/** What the first rows take; what a whole clinic's take must be no more. */
const FEW = 20_000;
/** Between two looks at the memory: a collection takes as long as hundreds of rows. */
const ROWS_BETWEEN_LOOKS = 20_000;

/** Node's memory in use after a collection, where one can be asked for (`node --expose-gc`), and at its highest otherwise. */
function inUse(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Node's memory while every patient leaves as a file: at its highest behind the first rows, against before. */
export async function reportExport(bench: Bench): Promise<Figure[]> {
  const { db, caller } = await bench.closed();
  const { output } = await carryOut(db.pool, caller, exportReport, {
    columns: ['demographic-number', 'last-name', 'first-name', 'address', 'phone', 'email'],
    criteria: {},
    orderBy: 'last-name',
  });
  const seen = { lines: 0, few: 0, many: 0, looked: 0 };
  const began = performance.now();
  let lookingMs = 0;
  for await (const piece of output.content) {
    seen.lines += String(piece).split('\n').length - 1;
    if (seen.looked > 0 && seen.lines < seen.looked + ROWS_BETWEEN_LOOKS) continue;
    seen.looked = seen.lines;
    lookingMs += await once(async () => {
      const which = seen.lines <= FEW ? 'few' : 'many';
      seen[which] = Math.max(seen[which], inUse());
    });
  }
  const megabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(0)} MB`;
  const seconds = (performance.now() - began - lookingMs) / 1_000;
  const perSecond = Math.round(seen.lines / seconds).toLocaleString('en-CA');
  bench.say(`${seen.lines} lines of ${PATIENTS} patients have left in ${seconds.toFixed(1)} s, ${perSecond} a second`);
  return [
    {
      name: 'report-export (memory)',
      ratio: seen.many / seen.few,
      goal: 1.5,
      sense: 'at most',
      unit: 'times the memory of the first 20,000 rows',
      n: seen.lines,
      ours: `${megabytes(seen.many)}, ${perSecond} rows/s`,
      bare: megabytes(seen.few),
    },
  ];
}
