import type { Client, Pool } from 'pg';
import type { ClosedClinic } from './closed.ts';

/** One line of the bench: how much ours costs against the bare thing, in one run on one database. */
export interface Figure {
  readonly name: string;
  readonly ratio: number;
  readonly goal: number;
  /** `at most` for times, `at least` for throughput. */
  readonly sense: 'at most' | 'at least';
  readonly unit: string;
  readonly n: number;
  /** The two sides in plain numbers, for the table. */
  readonly ours: string;
  readonly bare: string;
}

/** What every figure measures on. */
export interface Bench {
  /** A migrated database of one's own with a demo clinic of that many patients. */
  readonly database: (name: string, patients: number) => Promise<BenchDatabase>;
  /** A clinic of 1,000,000 patients with closed ones among them; made once, for every figure that looks at it. */
  readonly closed: () => Promise<ClosedClinic>;
  readonly say: (what: string) => void;
}

export interface BenchDatabase {
  readonly pool: Pool;
  /** For servers in processes of their own: the address of the application's role. */
  readonly address: string;
  /** The owner: no policy holds here. */
  readonly bare: Client;
  /** Connections of the owner, as many as the application has. */
  readonly barePool: Pool;
  readonly connect: () => Promise<Client>;
  readonly close: () => Promise<void>;
}

export const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

export async function once(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

type Work = (n: number) => Promise<unknown>;

/** Alternates the two, so that what else the machine does falls on both; medians in ms. */
export async function alternate(
  times: number,
  ours: Work,
  bare: Work,
): Promise<{ readonly ours: number; readonly bare: number }> {
  const taken: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let n = -Math.min(times, 100); n < times; n += 1) {
    const mine = await once(() => ours(Math.abs(n)));
    const theirs = await once(() => bare(Math.abs(n)));
    if (n < 0) continue;
    taken.ours.push(mine);
    taken.bare.push(theirs);
  }
  return { ours: median(taken.ours), bare: median(taken.bare) };
}

export const ms = (value: number): string => `${value.toFixed(value < 20 ? 3 : 0)} ms`;

/** A figure of two times. */
export const timed = (
  name: string,
  goal: number,
  n: number,
  { ours, bare }: { ours: number; bare: number },
): Figure => ({
  name,
  ratio: ours / bare,
  goal,
  sense: 'at most',
  unit: 'times the bare time',
  n,
  ours: ms(ours),
  bare: ms(bare),
});
