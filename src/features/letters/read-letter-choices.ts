import { query } from '#kernel/query.ts';
import { ownSites } from '#features/sites/public.ts';
import { ReadLetterChoices } from './contract.ts';

export const readLetterChoices = query(ReadLetterChoices, async (tx, actor) => ({
  sites: await ownSites(tx, actor.id),
}));
