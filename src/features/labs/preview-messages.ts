import { command } from '#kernel/command.ts';
import { PreviewMessages } from './contract.ts';
import { counted, factsOf, readGiven, toldOf } from './messages-told.ts';
import * as store from './store.ts';

/** What a file would bring, and for whom. A look that tells who is a patient here, hence an entry. */
export const previewMessages = command(PreviewMessages, async (tx, _actor, given) => {
  const { file, integrationId } = given;
  await store.findRunning(tx, integrationId);
  const { messages, reports } = readGiven(given);
  const fates = await store.previewReports(tx, reports);
  return {
    output: { file, messages, ...counted(fates), told: toldOf(fates, reports) },
    audit: { facts: factsOf(fates, given, messages) },
  };
});
