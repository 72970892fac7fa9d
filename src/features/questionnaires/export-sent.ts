import { command } from '#kernel/command.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { questionnaireWords } from '#web/words/questionnaires.ts';
import { workFileWords as words } from '#web/words/work-files.ts';
import { numberedName } from '../work/rules.ts';
import { ExportSent } from './contract.ts';
import { allSent } from './sent-store.ts';

/** What a list of sent questionnaires shows, as a file; no answers. That it leaves is on record before its first line does. */
export const exportSent = command(ExportSent, async (tx, _actor, { folder = 'open', ...asked }) => ({
  ...(await tableOfPatients(tx, {
    fileName: words.sent.name,
    columns: words.sent.columns,
    rows: allSent({ folder, ...asked }),
    line: ({ name, patient, holder, status, dueOn, local }) => [
      name,
      ...numberedName(patient),
      holder?.name ?? '',
      questionnaireWords.statuses[status],
      dueOn,
      local,
    ],
  })),
  audit: { facts: { wanted: { folder, ...asked } } },
}));
