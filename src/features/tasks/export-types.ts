import { command } from '#kernel/command.ts';
import { tableFile } from '#kernel/table-file.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { ExportTypes } from './type-contract.ts';
import { allTypes } from './type-store.ts';

const words = workFileWords.taskTypes;

/** The types of task and whose each is by default, as a file. That it leaves is on record before its first line does. */
export const exportTypes = command(ExportTypes, async () => ({
  ...tableFile({
    fileName: words.name,
    columns: words.columns,
    rows: allTypes,
    line: ({ name, urgent, dueDays, holder, cameFrom }) => [
      name,
      urgent ? words.urgent : '',
      dueDays ?? '',
      holder?.name ?? '',
      cameFrom?.name ?? '',
    ],
  }),
  audit: { facts: {} },
}));
