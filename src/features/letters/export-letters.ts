import { command } from '#kernel/command.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { letterWords as words } from '#web/words/letters.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { numberedName } from '../work/rules.ts';
import { ExportLetters } from './contract.ts';
import { allLetters } from './store.ts';

/** What a list of letters shows, as a file. That it leaves is on record before its first line does. */
export const exportLetters = command(ExportLetters, async (tx, _actor, { folder = 'open', ...asked }) => ({
  ...(await tableOfPatients(tx, {
    fileName: workFileWords.letters.name,
    columns: workFileWords.letters.columns,
    rows: allLetters({ folder, ...asked }),
    line: ({ subject, recipient, organization, patient, author, holder, status, local }) => [
      subject,
      recipient,
      organization,
      ...numberedName(patient),
      author?.name ?? '',
      holder?.name ?? '',
      words.statuses[status],
      local,
    ],
  })),
  audit: { facts: { wanted: { folder, ...asked } } },
}));
