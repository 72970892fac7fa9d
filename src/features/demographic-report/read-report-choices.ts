import { query } from '#kernel/query.ts';
import { ReadReportChoices } from './contract.ts';
import * as store from './store.ts';

/** What the drop-downs of a report offer. */
export const readReportChoices = query(ReadReportChoices, async (tx) => {
  const [providers, sites] = await Promise.all([store.providers(tx), store.sites(tx)]);
  return { providers, sites };
});
