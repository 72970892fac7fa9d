import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { mayActAt, readStanding } from '#features/sites/public.ts';
import { behalfOf, mayWorkOn } from '../work/rules.ts';
import { UpdateLetter } from './contract.ts';
import { nextStep, notSigned } from './rules.ts';
import * as store from './store.ts';

/** Goes on with a letter until it is signed. Out of the pool it becomes the actor's. */
export const updateLetter = command(UpdateLetter, async (tx, actor, { letterId, version, ready, ...fields }) => {
  const [held, standing] = await Promise.all([
    store.holdLetter(tx, letterId),
    readStanding(tx, actor.id, fields.siteId),
  ]);
  const letter = mayWorkOn(held, actor.id);
  notSigned(letter);
  if (letter.version !== version) throw new Refusal('request/version-stale');
  mayActAt(standing);
  const status = nextStep({ ready, body: fields.body });
  const updated = await store.updateLetter(tx, actor, letterId, { ...fields, status });
  const facts = { letterId, before: { status: letter.status }, after: { status } };
  return { output: updated, audit: { patientId: letter.patientId, onBehalfOfId: behalfOf(letter), facts } };
});
