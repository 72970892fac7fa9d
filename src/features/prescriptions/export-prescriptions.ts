import { command } from '#kernel/command.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { prescriptionWords } from '#web/words/prescriptions.ts';
import { workFileWords as words } from '#web/words/work-files.ts';
import { numberedName } from '../work/rules.ts';
import { ExportPrescriptions } from './contract.ts';
import { allPrescriptions } from './read-store.ts';

/** What a list of prescriptions shows, as a file. That it leaves is on record before its first line does. */
export const exportPrescriptions = command(ExportPrescriptions, async (tx, _actor, { folder = 'open', ...asked }) => ({
  ...(await tableOfPatients(tx, {
    fileName: words.prescriptions.name,
    columns: words.prescriptions.columns,
    rows: allPrescriptions({ folder, ...asked }),
    line: ({ medications, patient, author, holder, status, local }) => [
      medications.join('; '),
      ...numberedName(patient),
      author?.name ?? '',
      holder?.name ?? '',
      prescriptionWords.statuses[status],
      local,
    ],
  })),
  audit: { facts: { wanted: { folder, ...asked } } },
}));
