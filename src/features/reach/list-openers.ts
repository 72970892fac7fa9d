import { readMoment } from '#features/roles/public.ts';
import { hasBeen } from '#features/roles/rules.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListOpeners, PAGE } from './contract.ts';
import { factsOf } from './rules.ts';
import * as store from './store.ts';

/** Who could open a chart. Whoever is kept from it learns nothing about who is not. */
export const listOpeners = command(ListOpeners, async (tx, _actor, { patientId, keyword, could, after, ...asOf }) => {
  const [asked, patient] = await Promise.all([readMoment(tx, asOf), store.findPatient(tx, patientId)]);
  if (!patient) throw new Refusal('patient/not-found');
  const { moment, recordedSince } = hasBeen(asked);
  const [counts, page] = await Promise.all([
    store.countOpeners(tx, patientId, moment),
    store.pageOfOpeners(tx, patientId, { moment, keyword, could, size: PAGE, after }),
  ]);
  const filters = { ...asOf, could, keyword };
  const facts = factsOf({ filters, shown: page.openers.length, further: after !== undefined });
  return {
    output: { patient: store.whose(patient), ...counts, ...page, recordedSince },
    audit: { patientId, facts },
  };
});
