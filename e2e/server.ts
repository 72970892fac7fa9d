import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
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
    readonly demo: DemoServer;
  }
}

/** The demo as anybody starts it, on data of its own and a free port, for all journeys of a run. */
export default async function setup(project: TestProject) {
  const data = `${root}var/e2e`;
  rmSync(data, { recursive: true, force: true });
  const environment = { CUSTODIAN_DATA: data, PORT: '0', HOST: '127.0.0.1' };
  const { child, said } = await start(['src/server/demo.ts', '--json'], environment, /^\{.*\}$/m);
  project.provide('demo', { ...(JSON.parse(said[0]) as Omit<DemoServer, 'data'>), data });
  return () => stop(child);
}
