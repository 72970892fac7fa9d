import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { type Account, accountFor } from './account.ts';
import { isAlive } from './postmaster.ts';
import type { Programs } from './programs.ts';
import { StartFailed } from './start-failed.ts';

export const SUPERUSER = 'custodian_admin';

/** A directory Custodian keeps a PostgreSQL in: `data` is PostgreSQL's, the secrets beside it are ours. */
export interface Folder {
  readonly root: string;
  readonly data: string;
  /** The superuser's password; whoever knows it was given the directory. */
  readonly secret: string;
  /** The password of the role `custodian_app`. */
  readonly appPassword: string;
}

/** @throws {StartFailed} when the data are there and the password to them is not. */
export function makeFolder(directory: string): Folder & { readonly account: Account } {
  const root = resolve(directory);
  const data = join(root, 'data');
  if (!existsSync(root)) {
    mkdirSync(root, { recursive: true });
    chmodSync(root, 0o700);
  }
  if (existsSync(join(data, 'PG_VERSION')) && !existsSync(join(root, 'secret'))) {
    throw new StartFailed(`${data} holds a database, but ${root}/secret, the password to it, is missing: put it back.`);
  }
  const account = accountFor(data);
  return { root, data, account, secret: secretIn(root, 'secret', account), appPassword: secretIn(root, 'app-secret') };
}

/** The same for one who only visits: undefined when nothing was ever started there. */
export function readFolder(directory: string): Folder | undefined {
  const root = resolve(directory);
  const read = (name: string) => readFileSync(join(root, name), 'utf8').trim();
  try {
    return { root, data: join(root, 'data'), secret: read('secret'), appPassword: read('app-secret') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Root need not open the way to the directory for PostgreSQL: it starts there before it
 * changes its user, and `/proc/self/cwd` leads back to where it is without a step from above.
 */
export function placeOf(data: string, account: Account) {
  return { ...account, cwd: data, env: ENVIRONMENT, argument: account ? '/proc/self/cwd' : data };
}
// PostgreSQL has no business with Custodian's own environment, and must speak English to us.
const ENVIRONMENT = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' };

/**
 * Fills `data` with an empty database unless there is one already.
 *
 * @throws {StartFailed} when it is there and was made by another version.
 */
export function initialise(folder: Folder, account: Account, programs: Programs): void {
  const version = join(folder.data, 'PG_VERSION');
  if (!existsSync(version)) return makeData(folder, account, programs.initdb);
  const made = readFileSync(version, 'utf8').trim();
  if (made !== programs.major) {
    throw new StartFailed(
      `${folder.data} was made by PostgreSQL ${made} and this Custodian brings PostgreSQL ${programs.major}: ` +
        'export the data with the version of Custodian that made it, or name a new directory.',
    );
  }
}

/** Made aside and moved into place whole: a first start that is cut off, or beaten to it, leaves nothing half done. */
function makeData({ root, data }: Folder, account: Account, initdb: string): void {
  for (const name of readdirSync(root)) {
    const maker = /^data\.(\d+)$/.exec(name)?.[1];
    if (maker && (Number(maker) === process.pid || !isAlive(Number(maker))))
      rmSync(join(root, name), { recursive: true });
  }
  const aside = `${data}.${process.pid}`;
  mkdirSync(aside, { mode: 0o700 });
  const secret = openSync(join(root, 'secret'), 'r'); // open, it needs no way from above either
  try {
    if (account) chownSync(aside, account.uid, account.gid);
    const { argument, ...place } = placeOf(aside, account);
    const settings = [
      '-U',
      SUPERUSER,
      '--auth=scram-sha-256',
      '--pwfile=/dev/stdin',
      '-E',
      'UTF8',
      '--no-instructions',
    ];
    // Upper and lower case of every language, and the same order on every machine.
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const { error, status, stderr } = spawnSync(initdb, ['-D', argument, ...settings, ...locale], {
      ...place,
      stdio: [secret, 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (error) throw error;
    if (status !== 0) throw new Error(stderr);
    renameSync(aside, data);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(join(data, 'PG_VERSION'))) throw error; // else another process was first
  } finally {
    closeSync(secret);
  }
}

function secretIn(root: string, name: string, account?: Account): string {
  const file = join(root, name);
  if (!existsSync(file)) {
    const aside = `${file}.${process.pid}`;
    try {
      writeFileSync(aside, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flush: true });
      if (account) chownSync(aside, account.uid, account.gid);
      linkSync(aside, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // else another process's counts
    } finally {
      rmSync(aside, { force: true });
    }
  }
  return readFileSync(file, 'utf8').trim();
}
