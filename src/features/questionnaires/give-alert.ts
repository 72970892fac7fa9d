import { command } from '#kernel/command.ts';
import { findUser } from '#features/users/public.ts';
import { behalfOf, canHold, mayWorkOn, openOrRefuse } from '../work/rules.ts';
import { GiveAlert } from './contract.ts';
import * as store from './recurring-store.ts';

/** Somebody else is alerted: so says whoever was until now, or who receives the answers. */
export const giveAlert = command(GiveAlert, async (tx, actor, { recurringId, alertId }) => {
  const [found, alerted] = await Promise.all([store.holdRecurring(tx, recurringId), findUser(tx, alertId)]);
  const held = openOrRefuse(found);
  const isAlerted = held.alertId === actor.id;
  if (!isAlerted) mayWorkOn(held, actor.id);
  canHold(alerted);
  await store.giveAlert(tx, recurringId, held.alertId, alertId);
  const facts = { recurringId, before: { alertId: held.alertId }, after: { alertId } };
  return {
    output: { recurringId },
    audit: {
      patientId: held.patientId,
      subjectUserId: alertId,
      onBehalfOfId: isAlerted ? undefined : behalfOf(held),
      facts,
    },
  };
});
