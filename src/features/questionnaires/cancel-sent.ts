import { command } from '#kernel/command.ts';
import { behalfOf, mayWorkOn } from '../work/rules.ts';
import { CancelSent } from './contract.ts';
import * as store from './sent-store.ts';

/** No answer is awaited any more. */
export const cancelSent = command(CancelSent, async (tx, actor, { sentId }) => {
  const held = mayWorkOn(await store.holdSent(tx, sentId), actor.id);
  await store.cancel(tx, sentId);
  const facts = { sentId, before: { status: 'awaiting-answer' }, after: { status: 'cancelled' } };
  return { output: { sentId }, audit: { patientId: held.patientId, onBehalfOfId: behalfOf(held), facts } };
});
