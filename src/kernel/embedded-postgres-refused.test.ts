import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { directory, type Said, NOBODY, canLend, start, stop, canMount, setUp } from './test-postgres.ts';

setUp();

const shell = (script: string) => execFileSync('sh', ['-c', script], { stdio: 'ignore' });

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
