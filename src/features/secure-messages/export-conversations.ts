import { command } from '#kernel/command.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { secureMessageWords } from '#web/words/secure-messages.ts';
import { workFileWords as words } from '#web/words/work-files.ts';
import { numberedName } from '../work/rules.ts';
import { ExportConversations } from './contract.ts';
import { allConversations } from './store.ts';

/** What a list of conversations shows, as a file; nothing of what was said. That it leaves is on record before its first line does. */
export const exportConversations = command(ExportConversations, async (tx, _actor, { folder = 'open', ...asked }) => ({
  ...(await tableOfPatients(tx, {
    fileName: words.conversations.name,
    columns: words.conversations.columns,
    rows: allConversations({ folder, ...asked }),
    line: ({ subject, party, organization, patient, author, holder, status, local }) => [
      subject,
      party,
      organization,
      ...numberedName(patient),
      author?.name ?? '',
      holder?.name ?? '',
      secureMessageWords.statuses[status],
      local,
    ],
  })),
  audit: { facts: { wanted: { folder, ...asked } } },
}));
