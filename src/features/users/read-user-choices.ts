import { query } from '#kernel/query.ts';
import { roleChoices, siteChoices } from './choices-store.ts';
import { ReadUserChoices } from './contract.ts';

export const readUserChoices = query(ReadUserChoices, async (tx, actor) => {
  const [roles, sites] = await Promise.all([roleChoices(tx, actor.id), siteChoices(tx)]);
  return { roles, sites };
});
