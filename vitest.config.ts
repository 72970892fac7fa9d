import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** What starts and ends programs or a PostgreSQL of its own: each in a fresh process, and none on the test database. */
const ownProcess = [
  'src/kernel/embedded-postgres.test.ts',
  'src/kernel/embedded-postgres/programs.test.ts',
  'src/server/command-line/operator.test.ts',
  'test/crash.test.ts',
];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'server',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ownProcess,
          globalSetup: ['test/cluster.ts'],
          // Modules are loaded once a worker, and not once a file: ours keep no state but what their arguments hold.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: { name: 'own-process', include: ownProcess, testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        plugins: [react()],
        test: {
          name: 'web',
          include: ['src/**/web/**/*.test.tsx'],
          environment: 'jsdom',
          isolate: false,
          setupFiles: ['src/web/test-setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/server.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
