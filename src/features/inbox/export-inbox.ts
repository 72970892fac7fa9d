import { command } from '#kernel/command.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { numberedName } from '../work/rules.ts';
import { ExportInbox } from './contract.ts';
import { allItems } from './list-store.ts';

const words = workFileWords.inbox;

/** What a folder shows, as a file; none of what the messages say. That it leaves is on record before its first line does. */
export const exportInbox = command(ExportInbox, async (tx, actor, wanted) => ({
  ...(await tableOfPatients(tx, {
    fileName: words.name,
    columns: words.columns,
    rows: allItems(actor, wanted),
    line: ({ subject, author, patient, at, unread, snoozed, holder, cameFrom }) => [
      subject,
      author.name,
      ...numberedName(patient),
      at,
      unread ? words.unread : '',
      snoozed ?? '',
      holder?.name ?? '',
      cameFrom?.name ?? '',
    ],
  })),
  audit: { facts: { wanted } },
}));
