import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findUser } from '#features/users/public.ts';
import { canHold } from '../work/rules.ts';
import { isOpenPatient } from '../work/public.ts';
import { AddLetter } from './contract.ts';
import { nextStep } from './rules.ts';
import * as store from './store.ts';

/** Writes a letter, or asks somebody for one, or lays it in the pool. */
export const addLetter = command(AddLetter, async (tx, actor, { patientId, holderId, ready, ...fields }) => {
  const [known, siteOpen, holder] = await Promise.all([
    isOpenPatient(tx, patientId),
    store.isOpenSite(tx, fields.siteId),
    holderId === null ? null : findUser(tx, holderId),
  ]);
  if (!known) throw new Refusal('patient/not-found');
  if (!siteOpen) throw new Refusal('site/not-found');
  if (holder !== null) canHold(holder);
  const status = nextStep({ ready, body: fields.body });
  const added = await store.insertLetter(tx, actor, { patientId, holderId }, { ...fields, status });
  const facts = { letterId: added.letterId, after: { status, holderId } };
  return { output: added, audit: { patientId, subjectUserId: holderId ?? undefined, facts } };
});
