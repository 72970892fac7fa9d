import { concerns } from '#kernel/audit-entry.ts';
import { command } from '#kernel/command.ts';
import { ReadMessages } from './contract.ts';
import { counted, factsOf, onlyPatient, readGiven, toldOf } from './messages-told.ts';
import * as store from './store.ts';

/** Brings the results of a file into the charts they are about, whole or not at all; the same file again changes nothing. */
export const readMessages = command(ReadMessages, async (tx, _actor, given) => {
  const { file, integrationId } = given;
  await store.findRunning(tx, integrationId);
  const { messages, reports } = readGiven(given);
  const fates = await store.fileReports(tx, integrationId, reports);
  await concerns(
    tx,
    fates.flatMap(({ patientId }) => patientId ?? []),
  );
  const pooled = fates.filter((one) => one.pooled).length;
  const arrivals = fates.filter((one) => one.arrived).length;
  return {
    output: { file, messages, ...counted(fates), pooled, arrivals, told: toldOf(fates, reports) },
    audit: { patientId: onlyPatient(fates), facts: { ...factsOf(fates, given, messages), pooled, arrivals } },
  };
});
