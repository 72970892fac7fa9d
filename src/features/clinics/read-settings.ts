import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadSettings } from './contract.ts';
import * as store from './store.ts';

export const readSettings = query(ReadSettings, async (tx) => {
  const [settings, officers] = await Promise.all([store.readSettings(tx), store.possibleOfficers(tx)]);
  if (!settings) throw new Refusal('clinic/not-found');
  return { ...settings, officers };
});
