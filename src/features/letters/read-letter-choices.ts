import { query } from '#kernel/query.ts';
import { ReadLetterChoices } from './contract.ts';
import { sitesOf } from './store.ts';

export const readLetterChoices = query(ReadLetterChoices, async (tx, actor) => ({
  sites: await sitesOf(tx, actor.id),
}));
