import { expect, test } from 'vitest';
import { StartFailed, startFailed } from './start-failed.ts';

test.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'is full'],
  ["ENOSPC: no space left on device, mkdir '/x'", 'is full'],
  ['FATAL:  could not write to file: Disk quota exceeded', 'quota'],
  ["EROFS: read-only file system, mkdir '/x'", 'can only be read'],
  ["ENOENT: no such file or directory, mkdir '/x'", 'can only be read'],
  ["EACCES: permission denied, mkdir '/x'", 'may not read and write /x'],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'not enough free memory'],
  ['initdb: could not look up effective user ID 4242: user does not exist', 'has no name on this machine'],
  ['spawn /x/bin/postgres ENOENT', 'install the npm packages again'],
])('%s', (words, sentence) => {
  expect(startFailed('/x', words).reason).toContain(sentence);
});

test('what nobody foresaw is told by its last fatal line, and the last lines follow', () => {
  const failed = startFailed('/x', 'LOG:  one\nFATAL:  two\nHINT:  three\n');
  expect(failed.reason).toBe('PostgreSQL cannot start in /x: FATAL:  two.');
  expect(failed.message.split('\n')).toEqual([failed.reason, '  LOG:  one', '  FATAL:  two', '  HINT:  three']);
  expect(startFailed('/x', '').reason).toContain('it ended without a word');
});

test('a reason that was found already stays', () => {
  const found = new StartFailed('because');
  expect(startFailed('/x', found)).toBe(found);
});
