import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** The living process that says in `data` that it serves it, unless it visibly does not. */
export function postmasterOf(data: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 && isAlive(pid) && mayServe(pid, data) ? { pid, port } : undefined;
}

/**
 * Takes a `postmaster.pid` away that a power cut left empty, or whose process id has gone to
 * another process since: PostgreSQL itself would refuse to start for ever.
 */
export function forgetStranger(data: string): void {
  const file = join(data, 'postmaster.pid');
  try {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    const beingWritten = Date.now() - statSync(file).mtimeMs < 5_000;
    if (pid === 0 ? !beingWritten : isAlive(pid) && !mayServe(pid, data)) rmSync(file);
  } catch {} // gone already
}

/** PostgreSQL works in its data directory; where that may not be looked at, its name must do. */
function mayServe(pid: number, data: string): boolean {
  if (process.platform !== 'linux') {
    return /postgres/.test(spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
  }
  try {
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false;
    const [there, here] = [statSync(`/proc/${pid}/cwd`), statSync(data)];
    return there.dev === here.dev && there.ino === here.ino;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}

/** A zombie has ended, whatever its process id still says. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}

/** Fast shutdown: sessions end, everything is flushed; resolves once the process is gone. */
export async function shutDown(pid: number, data: string): Promise<void> {
  if (!isAlive(pid) || !mayServe(pid, data)) return; // the id may be a stranger's by now
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await sleep(20);
}

export interface Launched {
  readonly exited: () => boolean;
  readonly lastWords: () => string;
  /** Takes the start back. */
  readonly end: () => Promise<void>;
}

export function launch(program: string, args: readonly string[], place: { readonly cwd: string }): Launched {
  // Detached: a Ctrl-C in the terminal reaches Node, and Node stops PostgreSQL in its own order.
  const child: ChildProcess = spawn(program, args, { ...place, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  let ended = false;
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4_000)));
  child.on('error', (error) => {
    words = error.message;
    ended = true;
  });
  child.on('close', () => (ended = true)); // and not 'exit', after which words may still come
  child.unref();
  (child.stderr as unknown as { unref(): void } | null)?.unref();
  const exited = () => ended;
  const end = async () => {
    child.kill('SIGINT');
    for (let waits = 0; !exited() && waits < 250; waits += 1) await sleep(20);
  };
  return { exited, lastWords: () => words, end };
}

export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
