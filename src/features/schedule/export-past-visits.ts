import { command } from '#kernel/command.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { visitWords } from '#web/words/visits.ts';
import { ExportPastVisits } from './visit-contract.ts';
import { allVisits } from './visit-store.ts';

const words = visitWords.file;

/** What the filters of the page find, as a file. That it leaves is on record before its first line does. */
export const exportPastVisits = command(ExportPastVisits, async (tx, _actor, wanted) => ({
  ...(await tableOfPatients(tx, {
    fileName: words.name,
    columns: words.columns,
    rows: allVisits(wanted),
    line: ({ local, patient, provider, site, reason, status, cameFrom }) => [
      local,
      patient.demographicNumber,
      patient.lastName,
      patient.firstName,
      provider?.name ?? '',
      site.name,
      reason,
      visitWords.statuses[status],
      cameFrom?.name ?? '',
    ],
  })),
  audit: { facts: { wanted } },
}));
