import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf } from '../work/rules.ts';
import { SnoozeMessage } from './contract.ts';
import { checkSnooze, ownOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Sends a message away until a time, when it comes back to the inbox by itself; or brings it back now. */
export const snoozeMessage = command(SnoozeMessage, async (tx, actor, { itemId, until }) => {
  const item = ownOrRefuse(await store.findItem(tx, itemId), actor.id);
  const { messageId, patientId, holderId, snoozedUntil: before, now } = item;
  if (until !== null) checkSnooze(until, now);
  const snoozedUntil = until && new Date(until).toISOString();
  if (!(await store.snooze(tx, holderId, itemId, snoozedUntil))) throw new Refusal('inbox/already-filed');
  const facts = { itemId, messageId, before: { snoozedUntil: before }, after: { snoozedUntil } };
  return { output: { itemId, snoozedUntil }, audit: { patientId, onBehalfOfId: behalfOf(item), facts } };
});
