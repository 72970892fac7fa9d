import { command } from '#kernel/command.ts';
import { ExportSets } from './contract.ts';
import { pageOfSets } from './store.ts';

const PAGE = 500;

/** A page of the list as it leaves the clinic; by which filters, and how many, is an entry. */
export const exportSets = command(ExportSets, async (tx, _actor, { after, ...filters }) => {
  const output = await pageOfSets(tx, { ...filters, ...(after ? { after } : {}) }, PAGE);
  return { output, audit: { facts: { filters, exported: output.sets.length, further: after !== undefined } } };
});
