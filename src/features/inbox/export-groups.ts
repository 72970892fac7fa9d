import { command } from '#kernel/command.ts';
import { tableFile } from '#kernel/table-file.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { ExportGroups } from './group-contract.ts';
import { allMemberships } from './group-store.ts';

const words = workFileWords.groups;

/** Each group with each of its members, as a file. That it leaves is on record before its first line does. */
export const exportGroups = command(ExportGroups, async () => ({
  ...tableFile({
    fileName: words.name,
    columns: words.columns,
    rows: allMemberships,
    line: ({ group, member, since, cameFrom }) => [group, member, since, cameFrom ?? ''],
  }),
  audit: { facts: {} },
}));
