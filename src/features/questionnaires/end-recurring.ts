import { command } from '#kernel/command.ts';
import { behalfOf, mayWorkOn } from '../work/rules.ts';
import { EndRecurring } from './contract.ts';
import * as store from './recurring-store.ts';

/** It is not sent again; what was sent awaits its answer. */
export const endRecurring = command(EndRecurring, async (tx, actor, { recurringId }) => {
  const held = mayWorkOn(await store.holdRecurring(tx, recurringId), actor.id);
  await store.end(tx, recurringId);
  const audit = { patientId: held.patientId, onBehalfOfId: behalfOf(held), facts: { recurringId } };
  return { output: { recurringId }, audit };
});
