import { command } from '#kernel/command.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { workFileWords as words } from '#web/words/work-files.ts';
import { numberedName } from '../work/rules.ts';
import { ExportRecurring } from './recurring-contract.ts';
import { allRecurring } from './recurring-store.ts';

/** What a list of recurring tasks shows, as a file. That it leaves is on record before its first line does. */
export const exportRecurring = command(ExportRecurring, async (tx, _actor, { folder = 'open', ...asked }) => ({
  ...(await tableOfPatients(tx, {
    fileName: words.recurringTasks.name,
    columns: words.recurringTasks.columns,
    rows: allRecurring({ folder, ...asked }),
    line: ({ title, type, patient, every, unit, nextOn, endsOn, ended, author, holder }) => [
      title,
      type ?? '',
      ...numberedName(patient),
      every,
      words.recurringTasks.units[unit],
      ended ? '' : nextOn,
      endsOn ?? '',
      author.name,
      holder?.name ?? '',
    ],
  })),
  audit: { facts: { wanted: { folder, ...asked } } },
}));
