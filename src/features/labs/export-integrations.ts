import { command } from '#kernel/command.ts';
import { tableFile } from '#kernel/table-file.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { ExportIntegrations } from './contract.ts';
import { allIntegrations } from './store.ts';

const words = workFileWords.integrations;

/** The connections and in whose name each runs, as a file. That it leaves is on record before its first line does. */
export const exportIntegrations = command(ExportIntegrations, async () => ({
  ...tableFile({
    fileName: words.name,
    columns: words.columns,
    rows: allIntegrations,
    line: ({ name, laboratory, account, running, author, holder, cameFrom, setUp, received }) => [
      name,
      laboratory,
      account,
      running ? words.states.running : words.states.stopped,
      author,
      holder,
      cameFrom ?? '',
      setUp,
      received ?? '',
    ],
  }),
  audit: { facts: {} },
}));
