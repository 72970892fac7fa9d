import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { mayActAt, mayHoldAt, readStanding } from '#features/sites/public.ts';
import { findUser } from '#features/users/public.ts';
import { canHold } from '../work/rules.ts';
import { isOpenPatient } from '../work/public.ts';
import { AddLetter } from './contract.ts';
import { nextStep } from './rules.ts';
import * as store from './store.ts';

/** Writes a letter at a site of one's own, or asks somebody there for one, or lays it in the pool. */
export const addLetter = command(AddLetter, async (tx, actor, { patientId, holderId, ready, ...fields }) => {
  const { siteId, body } = fields;
  const [known, own, holder, holders] = await Promise.all([
    isOpenPatient(tx, patientId),
    readStanding(tx, actor.id, siteId),
    holderId === null ? null : findUser(tx, holderId),
    holderId === null ? null : readStanding(tx, holderId, siteId),
  ]);
  if (!known) throw new Refusal('patient/not-found');
  mayActAt(own);
  if (holder !== null) canHold(holder);
  if (holders) mayHoldAt(holders);
  const status = nextStep({ ready, body });
  const added = await store.insertLetter(tx, actor, { patientId, holderId }, { ...fields, status });
  const facts = { letterId: added.letterId, after: { status, holderId } };
  return { output: added, audit: { patientId, subjectUserId: holderId ?? undefined, facts } };
});
