import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { BundleImported } from '#features/fhir/contract.ts';
import { importBundle } from '#features/fhir/import-bundle.ts';
import { importOrder } from '#features/fhir/import-order.ts';
import { perform } from '#kernel/command.ts';
import { databaseAway } from '#kernel/database-away.ts';
import { sayRefusal } from '#kernel/refusal-sentences.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Progress, shownOn } from '../progress.ts';
import { findOperator, openOperators } from './operator.ts';
import { readBundleFile } from './read-bundle-file.ts';
import type { Verb } from './verb.ts';

/** Each file is taken or refused as a whole; a broken one keeps no other from being imported. */
export const importFhir: Verb = {
  name: 'import-fhir',
  usage: 'import-fhir FILE... [--as USER] [--clinic NAME]',
  says: 'import FHIR R4 transaction bundles, in the name of an administrator',
  run: async (words, ending) => {
    const { files, as, clinic } = readWords(words);
    const progress = shownOn(process.stderr);
    const { pool, close } = await openOperators(progress, ending);
    const refused: string[] = [];
    try {
      const operator = await findOperator(pool, { clinic, username: as });
      progress.say(
        `Importing ${files.length === 1 ? '1 file' : `${files.length} files`} in the name of ${operator.name}`,
      );
      for (const [at, path] of (await inOrder(files, progress)).entries()) {
        progress.step('imported', at, files.length);
        const said = await importOne(path, files.length - at - 1, async (file) =>
          perform(pool, operator, importBundle, { file, bundle: await readBundleFile(path, file) }),
        );
        progress.say(said.sentence);
        if (said.refused) refused.push(path);
      }
      progress.step('imported', files.length, files.length);
    } finally {
      await close();
    }
    if (refused.length > 0)
      throw new Error(`${refused.length} of ${files.length} files were refused; nothing of them was kept.`);
  },
};

const usage = `npm run custodian -- ${importFhir.usage}`;

/** @throws {Error} in a sentence, for what cannot be meant. */
function readWords(words: readonly string[]) {
  const options = { as: { type: 'string' }, clinic: { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    if (positionals.length > 0) return { files: positionals, as: values.as, clinic: values.clinic };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error });
  }
  throw new Error(`Name the files: ${usage}`);
}

/** Practitioners and sites before the patients who speak of them, else as named. */
async function inOrder(files: readonly string[], progress: Progress): Promise<readonly string[]> {
  if (files.length === 1) return files;
  const placed: { path: string; place: number }[] = [];
  for (const path of files) {
    progress.step('looked through', placed.length, files.length);
    // What cannot be read is refused when its turn comes.
    const bundle = await readBundleFile(path, basename(path)).catch(() => undefined);
    placed.push({ path, place: importOrder(bundle) });
  }
  progress.step('looked through', files.length, files.length);
  return placed.toSorted((one, other) => one.place - other.place).map(({ path }) => path);
}

const stoppedAt = (file: string, left: number): string =>
  [
    `The database went away while ${file} was imported: nothing of that file was kept`,
    ...(left > 0 ? [left === 1 ? '1 more file was not tried' : `${left} more files were not tried`] : []),
    'start it and import the same files again; what has come already stays as it is.',
  ].join('; ');

const told = (counts: object): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${String(count)} ${kind}`)
    .join(', ') || 'nothing';

function toldOf({
  file,
  added,
  known,
  linkedPatients,
  unclaimed,
  unresolved,
  hasNextPage,
  nowNamed,
  ignored,
}: BundleImported): string {
  const leftOut = ignored.map(({ resourceType, entries }) => `${entries} ${resourceType}`).join(', ');
  return [
    `${file}: added ${told(added)}`,
    `known already ${told(known)}`,
    ...(linkedPatients > 0 ? [`${linkedPatients} patients found by their health number`] : []),
    ...(nowNamed > 0 ? [`${nowNamed} items that came earlier say now for whom they came`] : []),
    ...(unclaimed > 0 ? [`${unclaimed} items wait in the unassigned pool`] : []),
    ...(unresolved > 0 ? [`${unresolved} practitioners or sites it speaks of are not known here`] : []),
    ...(hasNextPage ? ['it is one page of a search and incomplete; import the pages after it too'] : []),
    ...(leftOut ? [`left out ${leftOut}`] : []),
  ].join('; ');
}

/** @throws {Error} in a sentence, when the database is gone: no further file is worth a try. */
async function importOne(
  path: string,
  left: number,
  run: (file: string) => Promise<BundleImported>,
): Promise<{ readonly sentence: string; readonly refused: boolean }> {
  const file = basename(path);
  try {
    return { sentence: toldOf(await run(file)), refused: false };
  } catch (error) {
    if (databaseAway(error)) throw new Error(stoppedAt(file, left), { cause: error });
    const sentence =
      error instanceof Refusal ? sayRefusal(error.code, error.facts) : `${file}: ${(error as Error).message}`;
    return { sentence, refused: true };
  }
}
