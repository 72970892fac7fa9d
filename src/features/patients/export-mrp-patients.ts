import { command } from '#kernel/command.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { numberedName } from '../work/rules.ts';
import { ExportMrpPatients } from './contract.ts';
import { allMrpPatients, ownLine } from './mrp-store.ts';

const words = workFileWords.mrpPatients;

/** The patients whose MRP one is, or those without one, as a file. That it leaves is on record before its first line does. */
export const exportMrpPatients = command(ExportMrpPatients, async (tx, actor, { folder = 'open', name = '' }) => ({
  ...(await tableOfPatients(
    tx,
    {
      fileName: words.name,
      columns: words.columns,
      rows: allMrpPatients(actor.id, { folder, name: name.trim() }),
      line: ({ dateOfBirth, city, sinceThen, cameFrom, ...patient }) => [
        ...numberedName(patient),
        dateOfBirth ?? '',
        city,
        sinceThen ?? '',
        cameFrom?.name ?? '',
      ],
    },
    ownLine,
  )),
  audit: { facts: { wanted: { folder } } },
}));
