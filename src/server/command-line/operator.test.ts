import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { silent } from '../progress.ts';
import { findOperator, openOperators } from './operator.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'custodian-operator-'));
  vi.stubEnv('CUSTODIAN_DATA', directory);
  vi.stubEnv('DATABASE_URL', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true, force: true });
});

/** No signal comes here. */
const unasked = () => undefined;

test('an empty directory says that there is no clinic yet, and whoever started the database waits for the others', async () => {
  const said: string[] = [];
  const first = await openOperators({ ...silent, say: (what) => said.push(what) }, unasked);
  const wanted = { clinic: undefined, username: undefined };
  await expect(findOperator(first.pool, wanted)).rejects.toThrow(/^There is no clinic yet/);

  const second = await openOperators(silent, unasked);
  let stopped = false;
  const closing = first.close().then(() => (stopped = true));
  await expect.poll(() => said.join()).toContain('Others still work');
  await expect(findOperator(second.pool, wanted)).rejects.toThrow(/^There is no clinic yet/);
  expect(stopped).toBe(false);
  await second.close();
  await closing;
});

test('two who come at the same moment work on the same database', async () => {
  const both = await Promise.all([openOperators(silent, unasked), openOperators(silent, unasked)]);
  for (const { pool } of both) await pool.query('select from clinic');
  await Promise.all(both.map(({ close }) => close()));
});
