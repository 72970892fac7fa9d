import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findPrograms, runnable } from './programs.ts';

const NOBODY = { uid: 65_534, gid: 65_534 };
let root: string;
let native: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'programs-')); // mode 0700: closed to all others
  native = join(root, 'native');
  const { postgres } = await findPrograms(undefined);
  execFileSync('cp', ['-a', join(postgres, '../..'), native]);
});
afterEach(() => rmSync(root, { recursive: true }));

test('links that npm left out are made', async () => {
  const link = join(native, 'lib/libicuuc.so.60');
  rmSync(link);
  expect(await runnable(native, [], undefined)).toBe(native);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
});

test('programs that do not run are refused with what they said', async () => {
  rmSync(join(native, 'lib/libcrypto.so.1.1'));
  await expect(runnable(native, [], undefined)).rejects.toThrow(/do not run here[^]*libcrypto/);
});

describe.runIf(process.getuid?.() === 0)('root copies what the other user cannot reach', () => {
  let open: string;
  let copy: string;
  beforeEach(() => {
    open = mkdtempSync(join(tmpdir(), 'programs-open-'));
    chmodSync(open, 0o755);
    copy = join(open, 'cache/copy');
  });
  afterEach(() => rmSync(open, { recursive: true }));

  test('once, whole, to the first place that serves', async () => {
    chmodSync(join(native, 'share'), 0o700); // as a careful umask leaves it
    const places = ['/proc/nowhere/copy', copy];
    expect(await runnable(native, places, NOBODY)).toBe(copy);
    const made = statSync(copy).ino;
    expect(statSync(join(copy, 'share')).mode & 0o777).toBe(0o755);
    expect(lstatSync(join(copy, 'lib/libicuuc.so.60')).isSymbolicLink()).toBe(true);
    expect(await runnable(native, places, NOBODY)).toBe(copy);
    expect(statSync(copy).ino).toBe(made);
  });

  test('again when something of it has been cleaned away', async () => {
    await runnable(native, [copy], NOBODY);
    rmSync(join(copy, 'share/postgresql/postgres.bki'));
    await runnable(native, [copy], NOBODY);
    expect(existsSync(join(copy, 'share/postgresql/postgres.bki'))).toBe(true);
  });

  test('and never runs what somebody else may have put there', async () => {
    mkdirSync(join(copy, 'bin'), { recursive: true });
    writeFileSync(join(copy, 'bin/postgres'), '#!/bin/sh\n', { mode: 0o755 });
    chmodSync(copy, 0o777);
    await expect(runnable(native, [copy], NOBODY)).rejects.toThrow(/is not root's alone/);
  });
});
