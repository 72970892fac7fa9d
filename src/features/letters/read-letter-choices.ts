import { query } from '#kernel/query.ts';
import { ownSites } from '#features/sites/public.ts';
import { numbersFor } from '#features/users/public.ts';
import { ReadLetterChoices } from './contract.ts';

export const readLetterChoices = query(ReadLetterChoices, async (tx, actor) => {
  const [sites, { lacks }] = await Promise.all([ownSites(tx, actor.id), numbersFor(tx, actor.id, 'refer')]);
  return { sites, lacks: [...lacks] };
});
