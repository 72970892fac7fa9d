import { basename } from 'node:path';
import type { BundleImported } from '#features/fhir/contract.ts';
import { importBundle } from '#features/fhir/import-bundle.ts';
import { importOrder } from '#features/fhir/import-order.ts';
import { perform } from '#kernel/command.ts';
import type { Progress } from '../progress.ts';
import { importFiles } from './import-files.ts';
import { readBundleFile } from './read-bundle-file.ts';
import type { Verb } from './verb.ts';

/** Each file is taken or refused as a whole; a broken one keeps no other from being imported. */
export const importFhir: Verb = {
  name: 'import-fhir',
  usage: 'import-fhir FILE... [--as USER] [--clinic NAME]',
  says: 'import FHIR R4 transaction bundles, in the name of an administrator',
  run: (words, ending) =>
    importFiles(words, ending, {
      usage: importFhir.usage,
      inOrder,
      begin: async (pool, operator) => async (path, file) =>
        toldOf(await perform(pool, operator, importBundle, { file, bundle: await readBundleFile(path, file) })),
    }),
};

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
