import { command } from '#kernel/command.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { numberedName } from '../work/rules.ts';
import { ExportDraftNotes } from './contract.ts';
import { allDrafts } from './store.ts';

const words = workFileWords.draftNotes;

/** The drafts that wait for a signature, as a file; none of their text. That it leaves is on record before its first line does. */
export const exportDraftNotes = command(ExportDraftNotes, async (tx, _actor, asked) => ({
  ...(await tableOfPatients(tx, {
    fileName: words.name,
    columns: words.columns,
    rows: allDrafts(asked),
    line: ({ title, patient, author, holder, cameFrom, written }) => [
      title,
      ...numberedName(patient),
      author?.name ?? '',
      holder?.name ?? '',
      cameFrom?.name ?? '',
      written,
    ],
  })),
  audit: { facts: { wanted: asked } },
}));
