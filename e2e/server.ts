import { rmSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { buildPages } from '#server/build-pages.ts';
import { silent } from '#server/progress.ts';
import { root, start, stop } from './program.ts';

export interface DemoServer {
  readonly address: string;
  readonly logins: readonly {
    readonly role: string;
    readonly username: string;
    readonly password: string;
    readonly passcode: string;
  }[];
  /** Where its data lie, for the command line. */
  readonly data: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** One for each worker. */
    readonly demos: readonly DemoServer[];
  }
}

/** The demo as anybody starts it, on data of its own and a free port. */
async function startDemo(worker: number): Promise<{ readonly child: ChildProcess; readonly demo: DemoServer }> {
  const data = `${root}var/e2e-${worker}`;
  rmSync(data, { recursive: true, force: true });
  const environment = { CUSTODIAN_DATA: data, PORT: '0', HOST: '127.0.0.1' };
  const { child, said } = await start(['src/server/demo.ts', '--json'], environment, /^\{.*\}$/m);
  return { child, demo: { ...(JSON.parse(said[0]) as Omit<DemoServer, 'data'>), data } };
}

/** A demo for each worker, so that two journeys that walk at the same time never meet. */
export default async function setup(project: TestProject) {
  await buildPages(silent);
  const workers = Array.from({ length: project.vitest.config.maxWorkers }, (_, at) => at + 1);
  const started = await Promise.all(workers.map(startDemo));
  project.provide(
    'demos',
    started.map(({ demo }) => demo),
  );
  return () => Promise.all(started.map(({ child }) => stop(child)));
}
