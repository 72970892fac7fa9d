import { spawn } from 'node:child_process';
import { chownSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { connectToRunning } from './embedded-postgres.ts';
import { ended, directory, NOBODY, canLend, start, stop, runs, gone, ask, setUp } from './test-postgres.ts';

setUp();

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
    await expect.poll(() => ask(url, 'select count(*)::int n from kept').catch(() => undefined)).toEqual([{ n: 0 }]);
    await expect.poll(() => connectToRunning(join(directory, 'pg'))).toBeDefined();
    const [, second] = await start();
    expect(second.error).toContain('at http://127.0.0.1:4000');
  });

  test('a crash of one session, which ends all of them, does not cost the ownership', async () => {
    const [first, { url }] = await start();
    const [row] = await ask(url, `select pid from pg_stat_activity where application_name like 'custodian%'`);
    process.kill((row as { pid: number }).pid, 'SIGKILL');
    await expect.poll(async () => (await connectToRunning(join(directory, 'pg')))?.owner.pid).toBe(first.pid);
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
