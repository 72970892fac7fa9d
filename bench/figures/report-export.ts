import { carryOut } from '#kernel/command.ts';
import { exportReport } from '#features/demographic-report/export-report.ts';
import { PATIENTS } from '../closed.ts';
import type { Bench, Figure } from '../figure.ts';

const MEGABYTE = 1024 * 1024;
/** What the first rows take; what a whole clinic's take must be no more. */
const FEW = 20_000;

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
  const seen = { lines: 0, few: 0, many: 0 };
  for await (const piece of output.content) {
    seen.lines += String(piece).split('\n').length - 1;
    const which = seen.lines <= FEW ? 'few' : 'many';
    seen[which] = Math.max(seen[which], inUse());
  }
  const megabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(0)} MB`;
  bench.say(`${seen.lines} lines of ${PATIENTS} patients have left`);
  return [
    {
      name: 'report-export (memory)',
      ratio: seen.many / seen.few,
      goal: 1.5,
      sense: 'at most',
      unit: 'times the memory of the first 20,000 rows',
      n: seen.lines,
      ours: megabytes(seen.many),
      bare: megabytes(seen.few),
    },
  ];
}
