import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailed } from './start-failed.ts';

/** The user that runs PostgreSQL when this process is root; undefined: this process's own user. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root: root lends it the user who owns the data already, else
 * the system user `postgres`, made if need be.
 *
 * @throws {StartFailed} when there is no such user and none can be made.
 */
export function accountFor(data: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  if (!existsSync('/proc/self/cwd')) {
    throw new StartFailed('As root, PostgreSQL needs /proc: mount it, or start Custodian as an ordinary user.');
  }
  const owner = existsSync(data) ? statSync(data) : undefined;
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = systemUser() ?? madeSystemUser();
  // Data that root copied, from a backup say, would be refused for its owner.
  if (owner) giveTo(account, data);
  return account;
}

function giveTo({ uid, gid }: NonNullable<Account>, directory: string): void {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    lchownSync(join(entry.parentPath, entry.name), uid, gid);
  }
  chownSync(directory, uid, gid);
}

function systemUser(): Account {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

const WAYS = [
  [['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false']],
  [
    ['addgroup', '-S'],
    ['adduser', '-S', '-D', '-H', '-h', '/nonexistent', '-s', '/bin/false', '-G', 'postgres'], // busybox
  ],
];

function madeSystemUser(): NonNullable<Account> {
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin` };
  const words: string[] = [];
  for (const steps of WAYS) {
    for (const [program = '', ...args] of steps) {
      const { error, stderr } = spawnSync(program, [...args, 'postgres'], { env, encoding: 'utf8' });
      words.push(error ? error.message : stderr.trim());
    }
    const made = systemUser(); // by us, or by another process in the same moment
    if (made) return made;
  }
  throw new StartFailed(
    'PostgreSQL does not run as root, and the system user "postgres" is missing and could not be made: ' +
      'make it, or start Custodian as an ordinary user.',
    words.filter(Boolean).join('\n'),
  );
}
