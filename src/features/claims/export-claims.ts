import { command } from '#kernel/command.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { claimWords } from '#web/words/claims.ts';
import { workFileWords as words } from '#web/words/work-files.ts';
import { numberedName } from '../work/rules.ts';
import { ExportClaims } from './contract.ts';
import { allClaims } from './store.ts';

/** What a list of claims shows, as a file. That it leaves is on record before its first line does. */
export const exportClaims = command(ExportClaims, async (tx, _actor, { folder = 'open', ...asked }) => ({
  ...(await tableOfPatients(tx, {
    fileName: words.claims.name,
    columns: words.claims.columns,
    rows: allClaims({ folder, ...asked }),
    line: ({ serviceOn, patient, service, amountCents, currency, status, biller, holder }) => [
      serviceOn,
      ...numberedName(patient),
      service,
      (amountCents / 100).toFixed(2),
      currency,
      claimWords.statuses[status],
      biller?.name ?? '',
      holder?.name ?? '',
    ],
  })),
  audit: { facts: { wanted: { folder, ...asked } } },
}));
