import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { importBundle } from '#features/fhir/import-bundle.ts';
import { parseBundle } from '#features/fhir/parse-bundle.ts';
import { perform } from '#kernel/command.ts';
import { sayRefusal } from '#kernel/refusal-sentences.ts';
import { Refusal } from '#kernel/refusal.ts';
import { shownOn } from '../progress.ts';
import { findOperator, openOperators } from './operator.ts';
import type { Verb } from './verb.ts';

/** Each file is taken or refused as a whole; a broken one keeps no other from being imported. */
export const importFhir: Verb = {
  name: 'import-fhir',
  usage: 'import-fhir FILE... [--as USER] [--clinic NAME]',
  says: 'import FHIR R4 transaction bundles, in the name of an administrator',
  run: async (words) => {
    const { values, positionals: files } = parseArgs({
      args: [...words],
      options: { as: { type: 'string' }, clinic: { type: 'string' } },
      allowPositionals: true,
    });
    if (files.length === 0) throw new Error('Name the files: npm run custodian -- import-fhir FILE...');
    const progress = shownOn(process.stderr);
    const { pool, close } = await openOperators();
    const refused: string[] = [];
    try {
      const operator = await findOperator(pool, { clinic: values.clinic, username: values.as });
      progress.say(`Importing ${files.length} files in the name of ${operator.name}`);
      for (const [at, path] of files.entries()) {
        const said = await importOne(path, (file, text) =>
          perform(pool, operator, importBundle, { file, bundle: parseBundle(text, file) }),
        );
        progress.say(said.sentence);
        if (said.refused) refused.push(path);
        progress.step(basename(path), at + 1, files.length);
      }
    } finally {
      await close();
    }
    if (refused.length > 0)
      throw new Error(`${refused.length} of ${files.length} files were refused; nothing of them was kept.`);
  },
};

type Run = (
  file: string,
  text: string,
) => Promise<{
  readonly added: object;
  readonly known: object;
  readonly linkedPatients: number;
  readonly unclaimed: number;
}>;

const told = (counts: object): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${String(count)} ${kind}`)
    .join(', ') || 'nothing';

async function importOne(path: string, run: Run): Promise<{ readonly sentence: string; readonly refused: boolean }> {
  const file = basename(path);
  try {
    const { added, known, linkedPatients, unclaimed } = await run(file, await readFile(path, 'utf8'));
    const more = [
      ...(linkedPatients > 0 ? [`${linkedPatients} patients found by their health number`] : []),
      ...(unclaimed > 0 ? [`${unclaimed} items wait in the unassigned pool`] : []),
    ];
    return {
      sentence: [`${file}: added ${told(added)}`, `known already ${told(known)}`, ...more].join('; '),
      refused: false,
    };
  } catch (error) {
    const sentence =
      error instanceof Refusal ? sayRefusal(error.code, error.facts) : `${file}: ${(error as Error).message}`;
    return { sentence, refused: true };
  }
}
