import type { Id } from '#kernel/brand.ts';
import { command } from '#kernel/command.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { EXPORT_PAGE, PAGE, ReadLog } from './contract.ts';
import { type Filters, identifiersIn, recordOf } from './rules.ts';
import * as store from './store.ts';

/** Shows a page of the log; what was looked for, and how much was shown, is an entry of its own. */
export const readLog = command(ReadLog, async (tx, _actor, { after, exporting = false, ...filters }) => {
  const [{ entries, next }, about] = await Promise.all([
    store.pageOfEntries(tx, filters, exporting ? EXPORT_PAGE : PAGE, after),
    whomOf(tx, filters),
  ]);
  const names = await store.namesOf(tx, [...identifiersIn(entries.map(({ facts }) => facts))]);
  const reading = { filters, shown: entries.length, further: after !== undefined, exporting };
  return { output: { entries, next, names, about }, audit: recordOf(reading) };
});

/**
 * Whom the filters speak of. Nobody can be looked for whom the reader may not know.
 *
 * @throws {Refusal} `user/not-found`, `patient/not-found`.
 */
async function whomOf(tx: Tx, { actorId, onBehalfOfId, subjectUserId, patientId }: Filters) {
  const userIds = [actorId, onBehalfOfId, subjectUserId].filter((id) => id !== undefined);
  const [people, patient] = await Promise.all([
    userIds.length > 0 ? store.findPeople(tx, userIds) : [],
    patientId ? store.findPatient(tx, patientId) : undefined,
  ]);
  const personOf = (id: Id<'user'> | undefined) => people.find(({ userId }) => userId === id?.toLowerCase()) ?? null;
  if (userIds.some((id) => !personOf(id))) throw new Refusal('user/not-found');
  if (patientId && !patient) throw new Refusal('patient/not-found');
  return { actor: personOf(actorId), subjectUser: personOf(subjectUserId), patient: patient ?? null };
}
