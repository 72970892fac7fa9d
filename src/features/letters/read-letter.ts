import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { holdersOf } from '../work/public.ts';
import { ReadLetter } from './contract.ts';
import { practitioners } from './rules.ts';
import * as store from './store.ts';

/** Looks at a letter, and leaves an entry of the look. */
export const readLetter = command(ReadLetter, async (tx, actor, { letterId }) => {
  const [found, holders] = await Promise.all([
    store.readLetter(tx, actor.id, letterId),
    holdersOf(tx, 'letter', letterId),
  ]);
  if (!found) throw new Refusal('work/not-found');
  const { readerType, ...letter } = found;
  return {
    output: { ...letter, holders, signs: practitioners.includes(readerType) },
    audit: { patientId: letter.patient.patientId, facts: { letterId } },
  };
});
