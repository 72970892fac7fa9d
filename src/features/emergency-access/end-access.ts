import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { EndAccess } from './contract.ts';
import * as store from './store.ts';

/** Closes a record again before the time of an emergency access is over. */
export const endAccess = command(EndAccess, async (tx, actor, { accessId }) => {
  const ended = await store.end(tx, accessId);
  if (!ended) throw new Refusal('emergency/not-found');
  const { userId, patientId } = ended;
  return {
    output: {},
    audit: { patientId, subjectUserId: userId === actor.id ? undefined : userId, facts: { accessId } },
  };
});
