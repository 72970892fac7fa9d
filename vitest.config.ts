import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** What starts and ends programs or a PostgreSQL of its own: each in a fresh process, and none on the test database. */
const ownProcess = [
  'src/kernel/embedded-postgres*.test.ts',
  'src/kernel/embedded-postgres/programs.test.ts',
  'src/server/command-line/operator.test.ts',
  'test/crash.test.ts',
];

/** What is the same on every version of PostgreSQL: it is left out where a server is given (docs/tests.md). */
const sameOnEveryVersion = [
  'test/{anything,asvs,canary}.test.ts',
  'src/**/*rules.test.ts',
  'src/features/fhir/**/{bundle,decimals,decode-file,demographics,import-order,map-*,parse-bundle}.test.ts',
  'src/features/fhir/**/{plain-text,references,site-names,money,when}.test.ts',
  'src/features/patients/ways.test.ts',
  'src/features/users/provinces/*.test.ts',
  'src/kernel/embedded-postgres/start-failed.test.ts',
  'src/kernel/{csv,json,openapi,page,secrets}.test.ts',
  'src/server/{unreadable,worker}.test.ts',
];
const givenServer = process.env['CUSTODIAN_TEST_DATABASE_URL'] !== undefined;

/**
 * How long anything is waited for: a machine that is busy with something else must never decide, so a test has time for
 * several waits (`poll`; the pages' own is in src/web/test-setup.ts), and what hangs is ended all the same.
 */
const patience = { testTimeout: 240_000, hookTimeout: 240_000, expect: { poll: { timeout: 30_000 } } };

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'server',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [...ownProcess, ...(givenServer ? sameOnEveryVersion : [])],
          globalSetup: ['test/cluster.ts'],
          // Modules are loaded once a worker, and not once a file: ours keep no state but what their arguments hold.
          isolate: false,
          ...patience,
        },
      },
      {
        test: { name: 'own-process', include: ownProcess, ...patience },
      },
      {
        plugins: [react()],
        test: {
          name: 'web',
          include: ['src/**/web/**/*.test.tsx'],
          environment: 'jsdom',
          isolate: false,
          setupFiles: ['src/web/test-setup.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/server.ts'],
          ...patience,
          testTimeout: 600_000,
        },
      },
    ],
  },
});
