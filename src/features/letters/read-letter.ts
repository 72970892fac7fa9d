import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { holdersOf } from '../work/public.ts';
import { ReadLetter } from './contract.ts';
import * as store from './store.ts';

/** Looks at a letter, and leaves an entry of the look. */
export const readLetter = command(ReadLetter, async (tx, _actor, { letterId }) => {
  const [letter, holders] = await Promise.all([store.readLetter(tx, letterId), holdersOf(tx, 'letter', letterId)]);
  if (!letter) throw new Refusal('work/not-found');
  return { output: { ...letter, holders }, audit: { patientId: letter.patient.patientId, facts: { letterId } } };
});
