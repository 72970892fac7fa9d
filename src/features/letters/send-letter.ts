import { command } from '#kernel/command.ts';
import { mayActAt, readStanding } from '#features/sites/public.ts';
import { behalfOf, mayWorkOn } from '../work/rules.ts';
import { SendLetter } from './contract.ts';
import { canBeSent } from './rules.ts';
import * as store from './store.ts';

/** Records that a signed letter went out, how, and to where. */
export const sendLetter = command(SendLetter, async (tx, actor, { letterId, how, to }) => {
  const letter = mayWorkOn(await store.holdLetter(tx, letterId), actor.id);
  canBeSent(letter.status, how, to);
  // Out of the pool it becomes the sender's, who works at its site; whoever holds it may always finish it.
  if (letter.holderId === null) mayActAt(await readStanding(tx, actor.id, letter.siteId));
  const sent = await store.sendLetter(tx, actor, letterId, how, to);
  const facts = { letterId, before: { status: letter.status }, after: { status: 'sent', how } };
  return { output: sent, audit: { patientId: letter.patientId, onBehalfOfId: behalfOf(letter), facts } };
});
