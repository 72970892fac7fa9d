import { command } from '#kernel/command.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { workFileWords as words } from '#web/words/work-files.ts';
import { numberedName } from '../work/rules.ts';
import { ExportRecurring } from './contract.ts';
import { allRecurring } from './recurring-store.ts';

/** What a list of recurring questionnaires shows, as a file. That it leaves is on record before its first line does. */
export const exportRecurring = command(ExportRecurring, async (tx, _actor, { folder = 'open', ...asked }) => ({
  ...(await tableOfPatients(tx, {
    fileName: words.recurringQuestionnaires.name,
    columns: words.recurringQuestionnaires.columns,
    rows: allRecurring({ folder, ...asked }),
    line: ({ name, patient, holder, alert, everyWeeks, nextOn, endsOn, ended, local }) => [
      name,
      ...numberedName(patient),
      holder.name,
      alert?.name ?? '',
      everyWeeks,
      ended ? '' : nextOn,
      endsOn ?? '',
      local,
    ],
  })),
  audit: { facts: { wanted: { folder, ...asked } } },
}));
