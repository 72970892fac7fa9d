import { command } from '#kernel/command.ts';
import { behalfOf, mayWorkOn } from '../work/rules.ts';
import { WithdrawLetter } from './contract.ts';
import * as store from './store.ts';

/** A letter that was not sent is not sent any more; it stays on record. */
export const withdrawLetter = command(WithdrawLetter, async (tx, actor, { letterId, reason }) => {
  const letter = mayWorkOn(await store.holdLetter(tx, letterId), actor.id);
  const withdrawn = await store.withdrawLetter(tx, letterId);
  const facts = { letterId, before: { status: letter.status }, after: { status: 'withdrawn' } };
  return { output: withdrawn, audit: { patientId: letter.patientId, onBehalfOfId: behalfOf(letter), reason, facts } };
});
