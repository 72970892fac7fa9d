import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListUses, PAGE } from './contract.ts';
import { factsOf } from './rules.ts';
import { findPatient } from './store.ts';
import { pageOfUses, peopleOf } from './use-store.ts';

/** Who did what with a patient's record; that somebody asked is a use of it as well. */
export const listUses = command(ListUses, async (tx, _actor, { after, ...filters }) => {
  const { patientId, ...narrower } = filters;
  const [patient, people, page] = await Promise.all([
    findPatient(tx, patientId),
    peopleOf(tx, patientId),
    pageOfUses(tx, filters, PAGE, after),
  ]);
  if (!patient) throw new Refusal('patient/not-found');
  const facts = factsOf({ filters: narrower, shown: page.uses.length, further: after !== undefined });
  return { output: { patient, people, ...page }, audit: { patientId, facts } };
});
