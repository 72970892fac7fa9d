import { command } from '#kernel/command.ts';
import { mayActAt, readStanding } from '#features/sites/public.ts';
import { giveTo } from '../work/public.ts';
import { mayTake } from '../work/rules.ts';
import { TakeLetter } from './contract.ts';
import * as store from './store.ts';

/** A letter of a site of one's own that waited for nobody waits for the actor from now on. */
export const takeLetter = command(TakeLetter, async (tx, actor, { letterId }) => {
  const { patientId, siteId } = mayTake(await store.holdLetter(tx, letterId));
  mayActAt(await readStanding(tx, actor.id, siteId));
  await giveTo(tx, 'letter', { id: letterId, fromId: null, toId: actor.id });
  const facts = { letterId, before: { holderId: null }, after: { holderId: actor.id } };
  return { output: { letterId }, audit: { patientId, facts } };
});
