import { ownSites } from '#features/sites/public.ts';
import { numbersFor } from '#features/users/public.ts';
import { query } from '#kernel/query.ts';
import { ReadPrescriptionChoices } from './contract.ts';

export const readPrescriptionChoices = query(ReadPrescriptionChoices, async (tx, actor) => {
  const [sites, { lacks }] = await Promise.all([ownSites(tx, actor.id), numbersFor(tx, actor.id, 'prescribe')]);
  return { sites, lacks: [...lacks] };
});
