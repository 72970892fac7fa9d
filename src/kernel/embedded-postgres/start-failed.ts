import { resolve } from 'node:path';

/** PostgreSQL cannot run: the message begins with one sentence that says why, what it said itself last follows. */
export class StartFailed extends Error {
  readonly reason: string;
  readonly lastWords: string;
  constructor(reason: string, lastWords = '', cause?: unknown) {
    const lines = lastWords.trim().split('\n').slice(-8);
    super([reason, ...lines.filter(Boolean)].join('\n  '), { cause });
    this.name = 'StartFailed';
    this.reason = reason;
    this.lastWords = lines.join('\n');
  }
}

const reasons: readonly (readonly [RegExp, (directory: string) => string])[] = [
  [
    /loading shared libraries|spawn(Sync)? .*ENOENT/,
    () => 'The programs of PostgreSQL are incomplete: install the npm packages again (npm ci).',
  ],
  [/ENOSPC|No space left on device/, (at) => `The disk that holds ${at} is full: make room, then start again.`],
  [/EDQUOT|Disk quota exceeded/, (at) => `The disk quota for ${at} is used up: make room, then start again.`],
  [
    // Node takes a folder that cannot be made on such a disk for one that is missing.
    /EROFS|Read-only file system|ENOENT.*mkdir/,
    (at) => `The disk that holds ${at} can only be read: name a directory that can be written.`,
  ],
  [
    /EACCES|EPERM|Permission denied|Operation not permitted/,
    (at) => `${user()} may not read and write ${at}: give that user the directory, or name another one.`,
  ],
  [/ENOTDIR|EEXIST/, (at) => `${at} is not a directory: name another one.`],
  [
    /Cannot allocate memory|could not map anonymous shared memory/,
    () => 'This machine has not enough free memory for PostgreSQL.',
  ],
  [
    /could not look up effective user ID/,
    () => `${user()} has no name on this machine (no line in /etc/passwd), without which PostgreSQL makes no database.`,
  ],
  [/wrong ownership/, (at) => `${at} belongs to another user than the one that must run PostgreSQL.`],
];
const user = () => (process.getuid ? `The user with the id ${process.getuid()}` : 'This user');

/** One sentence for what the system or PostgreSQL said when it could not work in `directory`. */
export function startFailed(directory: string, trouble: unknown): StartFailed {
  if (trouble instanceof StartFailed) return trouble;
  const words = trouble instanceof Error ? trouble.message : String(trouble);
  const known = reasons.find(([pattern]) => pattern.test(words));
  if (known) return new StartFailed(known[1](resolve(directory)), words, trouble);
  const last =
    words
      .trim()
      .split('\n')
      .findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? words.trim();
  const why = last || 'it ended without a word';
  return new StartFailed(`PostgreSQL cannot start in ${resolve(directory)}: ${why}.`, words, trouble);
}
