import type { Pool } from 'pg';
import type { MessagesRead } from '#features/labs/contract.ts';
import { broken } from '#features/labs/hl7/broken.ts';
import { listIntegrations } from '#features/labs/list-integrations.ts';
import { readMessages } from '#features/labs/read-messages.ts';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Caller } from '#kernel/db.ts';
import { answer } from '#kernel/query.ts';
import { importFiles } from './import-files.ts';
import { readBytes } from './read-bytes.ts';
import type { Verb } from './verb.ts';

const MOST_MEGABYTES = 10;

/** Each file is read or refused as a whole; a broken one keeps no other from being read. */
export const importLab: Verb = {
  name: 'import-lab',
  usage: 'import-lab FILE... [--integration NAME] [--as USER] [--clinic NAME]',
  says: 'read results of a laboratory (HL7 v2), in the name of an administrator',
  run: (words, ending) =>
    importFiles(words, ending, {
      usage: importLab.usage,
      options: ['integration'],
      begin: async (pool, operator, { integration }) => {
        const integrationId = await integrationOf(pool, operator, integration);
        return async (path, file) => {
          const bytes = await readBytes(path, MOST_MEGABYTES, (problem) => broken({ file }, problem));
          const content = bytes.toString('base64');
          return toldOf(await perform(pool, operator, readMessages, { integrationId, file, content }));
        };
      },
    }),
};

/** The connection of that name, or the only one that is running. @throws {Error} in a sentence, where none or several are meant. */
async function integrationOf(pool: Pool, operator: Caller, named: string | undefined): Promise<Id<'integration'>> {
  const { integrations } = await answer(pool, operator, listIntegrations, {});
  const meant = named
    ? integrations.filter(({ name }) => name.toLowerCase() === named.trim().toLowerCase())
    : integrations.filter(({ running }) => running);
  const [only, another] = meant;
  if (another) {
    const names = meant.map(({ name }) => `"${name}"`).join(', ');
    throw new Error(`There are several lab integrations. Say which: --integration NAME, one of ${names}.`);
  }
  if (only) return only.integrationId;
  throw new Error(named ? `There is no lab integration ${named}.` : 'No lab integration is running. Add one first.');
}

/** Of patients no more is said than in which messages they stand. */
function toldOf({ file, counts, closed, told, pooled, arrivals }: MessagesRead): string {
  const inMessages = (fate: 'nobody' | 'doubt'): string =>
    [...new Set(told.flatMap((one) => (one.fate === fate ? [one.message] : [])))].join(', ');
  return [
    `${file}: ${counts.new} new, ${counts.corrected} sent anew, ${counts.known} known already`,
    ...(closed > 0 ? [`${closed} about closed records`] : []),
    ...(pooled > 0 ? [`${pooled} wait in the unassigned pool`] : []),
    ...(arrivals > 0 ? [`${arrivals} came for somebody who has left`] : []),
    ...(counts.nobody > 0
      ? [
          `${counts.nobody} for nobody here (message ${inMessages('nobody')}): register the patient and read the file again`,
        ]
      : []),
    ...(counts.doubt > 0
      ? [
          `${counts.doubt} in doubt (message ${inMessages('doubt')}): number, name and date of birth are not one patient's`,
        ]
      : []),
  ].join('; ');
}
