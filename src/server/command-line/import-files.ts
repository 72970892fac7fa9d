import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { databaseAway } from '#kernel/database-away.ts';
import type { Caller } from '#kernel/db.ts';
import { sayRefusal } from '#kernel/refusal-sentences.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Progress, shownOn } from '../progress.ts';
import type { Ending } from '../saying.ts';
import { findOperator, openOperators } from './operator.ts';

/** A file of that name at that path is imported, and a sentence says what came of it. */
export type ImportFile = (path: string, file: string) => Promise<string>;

interface Import {
  /** How the verb is called, for whoever calls it otherwise. */
  readonly usage: string;
  /** What else is named besides the files: `--as USER` and `--clinic NAME` always can be. */
  readonly options?: readonly string[];
  /** In which order the files are best imported; as named when left out. */
  readonly inOrder?: (files: readonly string[], progress: Progress) => Promise<readonly string[]>;
  /** Readies the import in somebody's name. */
  readonly begin: (pool: Pool, operator: Caller, named: Readonly<Record<string, string>>) => Promise<ImportFile>;
}

/**
 * Imports files one after the other, in the name of an administrator. Each is taken or refused as a whole; a broken one
 * keeps no other from being imported.
 *
 * @throws {Error} in a sentence, when words mean nothing, files were refused or the database has gone.
 */
export async function importFiles(
  words: readonly string[],
  ending: Ending,
  { usage, options = [], inOrder, begin }: Import,
): Promise<void> {
  const { files, named } = readWords(words, options, `npm run custodian -- ${usage}`);
  const progress = shownOn(process.stderr);
  const { pool, close } = await openOperators(progress, ending);
  let refused = 0;
  try {
    const operator = await findOperator(pool, { clinic: named['clinic'], username: named['as'] });
    const run = await begin(pool, operator, named);
    progress.say(
      `Importing ${files.length === 1 ? '1 file' : `${files.length} files`} in the name of ${operator.name}`,
    );
    for (const [at, path] of ((await inOrder?.(files, progress)) ?? files).entries()) {
      progress.step('imported', at, files.length);
      const said = await importOne(path, files.length - at - 1, run);
      progress.say(said.sentence);
      if (said.refused) refused += 1;
    }
    progress.step('imported', files.length, files.length);
  } finally {
    await close();
  }
  if (refused > 0) throw new Error(`${refused} of ${files.length} files were refused; nothing of them was kept.`);
}

/** @throws {Error} in a sentence, for what cannot be meant. */
function readWords(words: readonly string[], others: readonly string[], usage: string) {
  const options = Object.fromEntries(['as', 'clinic', ...others].map((name) => [name, { type: 'string' as const }]));
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    if (positionals.length > 0) return { files: positionals, named: values as Readonly<Record<string, string>> };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error });
  }
  throw new Error(`Name the files: ${usage}`);
}

const stoppedAt = (file: string, left: number): string =>
  [
    `The database went away while ${file} was imported: nothing of that file was kept`,
    ...(left > 0 ? [left === 1 ? '1 more file was not tried' : `${left} more files were not tried`] : []),
    'start it and import the same files again; what has come already stays as it is.',
  ].join('; ');

/** @throws {Error} in a sentence, when the database is gone: no further file is worth a try. */
async function importOne(
  path: string,
  left: number,
  run: ImportFile,
): Promise<{ readonly sentence: string; readonly refused: boolean }> {
  const file = basename(path);
  try {
    return { sentence: await run(path, file), refused: false };
  } catch (error) {
    if (databaseAway(error)) throw new Error(stoppedAt(file, left), { cause: error });
    const sentence =
      error instanceof Refusal ? sayRefusal(error.code, error.facts) : `${file}: ${(error as Error).message}`;
    return { sentence, refused: true };
  }
}
