import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { SnoozeMessage } from './contract.ts';
import { checkSnooze, ownOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Sends a message away until a time, when it comes back to the inbox by itself; or brings it back now. */
export const snoozeMessage = command(SnoozeMessage, async (tx, actor, { itemId, until }) => {
  const { messageId, patientId, snoozedUntil: before, now } = ownOrRefuse(await store.findItem(tx, itemId), actor.id);
  if (until !== null) checkSnooze(until, now);
  const snoozedUntil = until && new Date(until).toISOString();
  if (!(await store.snooze(tx, actor, itemId, snoozedUntil))) throw new Refusal('inbox/already-filed');
  const facts = { itemId, messageId, before: { snoozedUntil: before }, after: { snoozedUntil } };
  return { output: { itemId, snoozedUntil }, audit: { patientId, facts } };
});
