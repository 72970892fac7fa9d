import type { Pool } from 'pg';

/** What falls due by time alone, done by every server now and then. */
export interface Job {
  /** `feature.verb-noun`: also the action in the audit log. */
  readonly name: string;
  readonly everyMs: number;
  /**
   * Does what is due now, in every clinic. Servers run it side by side: each thing is done once because the database
   * says so, not because one of them is alone. Between two things it looks whether the server is stopping.
   */
  run(pool: Pool, stopping: AbortSignal): Promise<void>;
}

const HOUR_MS = 3_600_000;

/** A job that looks every hour, and does one thing after the other until `next` says that there was none. */
export const hourly = (name: string, next: (pool: Pool) => Promise<boolean>): Job => ({
  name,
  everyMs: HOUR_MS,
  run: async (pool, stopping) => {
    while (!stopping.aborted && (await next(pool)));
  },
});
