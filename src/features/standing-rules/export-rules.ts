import { command } from '#kernel/command.ts';
import { tableFile } from '#kernel/table-file.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { ExportRules } from './contract.ts';
import { allRules } from './store.ts';

const words = workFileWords.standingRules;

/** The rules that a list shows, as a file. That it leaves is on record before its first line does. */
export const exportRules = command(ExportRules, async (_tx, _actor, { ended = false, userId = null }) => ({
  ...tableFile({
    fileName: words.name,
    columns: words.columns,
    rows: allRules({ ended, userId }),
    line: ({ what, from, holder, forwards, startsOn, endsOn, author, cameFrom, ended: endedAt }) => [
      words.whats[what],
      from.name,
      holder.name,
      forwards.map((kind) => words.forwards[kind]).join(', '),
      startsOn,
      endsOn ?? '',
      author.name,
      cameFrom?.name ?? '',
      endedAt ?? '',
    ],
  }),
  audit: { facts: { wanted: { ended, userId } } },
}));
