import { command } from '#kernel/command.ts';
import { ExportUsers } from './import-contract.ts';
import { pageForExport } from './export-store.ts';

/** A page of whole records as they leave the clinic; by which filters, and how many, is an entry of its own. */
export const exportUsers = command(ExportUsers, async (tx, _actor, { after, ...filters }) => {
  const { users, next } = await pageForExport(tx, { ...filters, ...(after ? { after } : {}) });
  return {
    output: { users, next },
    audit: { facts: { filters, exported: users.length, further: after !== undefined } },
  };
});
