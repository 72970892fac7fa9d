import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach } from 'vitest';
import { isAlive } from './embedded-postgres/postmaster.ts';

export interface Said {
  readonly pid?: number;
  readonly adopted?: boolean;
  readonly url?: string;
  readonly error?: string;
}

export const isRoot = process.getuid?.() === 0;
export const NOBODY = { uid: 65_534, gid: 65_534 };

/** Another user can be lent the clone only where every folder above it lets others pass. */
export const canLend =
  isRoot &&
  foldersAbove(process.execPath)
    .concat(foldersAbove(process.cwd()))
    .every((one) => (statSync(one).mode & 0o1) !== 0);

function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...foldersAbove(above)];
}

export let directory: string;
export let started: ChildProcess[] = [];

export const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once('exit', done));

interface How {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd?: string;
  readonly at?: string;
  readonly address?: string;
  readonly detached?: boolean;
}

export function start({ at = join(directory, 'pg'), address = '', ...how }: How = {}): Promise<[ChildProcess, Said]> {
  const child = spawn(process.execPath, ['test/own-postgres.ts', at, address], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...how,
  });
  started.push(child);
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  return new Promise((done, fail) => {
    child.stdout?.once('data', (chunk: Buffer) => done([child, JSON.parse(chunk.toString()) as Said]));
    child.once('close', () => fail(new Error(complaint))); // and not 'exit', after which words may still come
  });
}

export async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await ended(child);
}

// A process that has ended stays visible until its parent has been told, so looking for it in /proc is not enough.
export const runs = (pid: number | undefined) => pid !== undefined && isAlive(pid);

export async function gone(pid: number | undefined): Promise<void> {
  while (runs(pid)) await sleep(50);
}

export async function ask(url: string | undefined, sql: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  client.on('error', () => undefined);
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

export const canMount = isRoot && spawnSync('sh', ['-c', 'unshare -m mount -t tmpfs none /mnt']).status === 0;

/** For each test file of these. */
export function setUp(): void {
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'own-postgres-'));
    chmodSync(directory, 0o755);
  });
  afterEach(async () => {
    for (const child of started) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await ended(child);
      }
    }
    started = [];
    rmSync(directory, { recursive: true, force: true });
  });
}
