import { setTimeout } from 'node:timers/promises';
import type { Pool } from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Job } from '#kernel/job.ts';
import { startWorker } from './worker.ts';

const none = undefined as unknown as Pool; // no job here asks it

test('each job runs at once and again; one that fails is said, tried again, and holds no other up', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(() => said.mockRestore());
  const runs = { good: 0, bad: 0 };
  const jobs: Job[] = [
    { name: 'x.good', everyMs: 5, run: async () => void (runs.good += 1) },
    {
      name: 'x.bad',
      everyMs: 5,
      run: async () => Promise.reject(new Error(`the database is away ${(runs.bad += 1)}`)),
    },
  ];
  const worker = startWorker(none, jobs);
  await expect.poll(() => [runs.good > 2, runs.bad > 2]).toEqual([true, true]);
  await worker.stop();
  expect(said).toHaveBeenCalledWith('x.bad rests: the database is away 1');
  const after = { ...runs };
  await setTimeout(20);
  expect(runs).toEqual(after);
});

test('stopping waits for what is being done, and for no pause', async () => {
  let ended = false;
  const slow: Job = {
    name: 'x.slow',
    everyMs: 3_600_000,
    run: async (_, stopping) => {
      while (!stopping.aborted) await setTimeout(2);
      await setTimeout(20);
      ended = true;
    },
  };
  const worker = startWorker(none, [slow, { name: 'x.quick', everyMs: 3_600_000, run: async () => undefined }]);
  await worker.stop();
  expect(ended).toBe(true);
});
