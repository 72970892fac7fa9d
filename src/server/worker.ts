import { setTimeout } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Job } from '#kernel/job.ts';

export interface Worker {
  /** Lets what is being done end. */
  readonly stop: () => Promise<void>;
}

/** Runs each job at once and then every so often, until it is stopped. What fails is tried again the next time. */
export function startWorker(pool: Pool, jobs: readonly Job[]): Worker {
  const stopping = new AbortController();
  const { signal } = stopping;
  const repeat = async (job: Job) => {
    const { name, everyMs } = job;
    while (!signal.aborted) {
      await job
        .run(pool, signal)
        .catch((error: unknown) => console.error(`${name} rests: ${(error as Error).message}`));
      await setTimeout(everyMs, undefined, { signal }).catch(() => undefined); // woken to stop
    }
  };
  const running = Promise.all(jobs.map(repeat));
  const stop = async () => {
    stopping.abort();
    await running;
  };
  return { stop };
}
