import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { holdersOf } from '../work/public.ts';
import { behalfOf } from '../work/rules.ts';
import { ReadLetter } from './contract.ts';
import * as store from './store.ts';

/** Looks at a letter, and leaves an entry of the look. */
export const readLetter = command(ReadLetter, async (tx, _actor, { letterId }) => {
  const [found, holders] = await Promise.all([store.readLetter(tx, letterId), holdersOf(tx, 'letter', letterId)]);
  if (!found) throw new Refusal('work/not-found');
  const { covers, ...letter } = found;
  const onBehalfOfId = behalfOf({ holderId: letter.holder?.userId ?? null, covers });
  const audit = { patientId: letter.patient.patientId, onBehalfOfId, facts: { letterId } };
  return { output: { ...letter, holders }, audit };
});
