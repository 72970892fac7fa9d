import { command } from '#kernel/command.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { workFileWords as words } from '#web/words/work-files.ts';
import { numberedName } from '../work/rules.ts';
import { ExportResults } from './contract.ts';
import { allResults } from './store.ts';

/** What a list of results shows, as a file; none of their values. That it leaves is on record before its first line does. */
export const exportResults = command(ExportResults, async (tx, actor, { folder = 'open', ...asked }) => ({
  ...(await tableOfPatients(tx, {
    fileName: words.results.name,
    columns: words.results.columns,
    rows: allResults(actor.id, { folder, ...asked }),
    line: ({ title, category, patient, urgent, abnormal, orderer, holder, issued, acknowledged }) => [
      title,
      category,
      ...numberedName(patient),
      urgent ? words.results.urgencies.urgent : abnormal ? words.results.urgencies.abnormal : '',
      orderer?.name ?? '',
      holder?.name ?? '',
      issued,
      acknowledged ?? '',
    ],
  })),
  audit: { facts: { wanted: { folder, ...asked } } },
}));
