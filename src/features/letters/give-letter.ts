import { command } from '#kernel/command.ts';
import { mayHoldAt, readStanding } from '#features/sites/public.ts';
import { findUser } from '#features/users/public.ts';
import { giveTo } from '../work/public.ts';
import { behalfOf, canHold, mayWorkOn } from '../work/rules.ts';
import { GiveLetter } from './contract.ts';
import { signs } from './rules.ts';
import * as store from './store.ts';

/**
 * The letter waits for somebody else at its site from now on, or for nobody. What is to be signed goes to a
 * practitioner only.
 */
export const giveLetter = command(GiveLetter, async (tx, actor, { letterId, holderId }) => {
  const [held, holder] = await Promise.all([
    store.holdLetter(tx, letterId),
    holderId === null ? null : findUser(tx, holderId),
  ]);
  const letter = mayWorkOn(held, actor.id);
  if (holder !== null) canHold(holder);
  if (holder && letter.status === 'to-sign') signs(holder.type);
  if (holder) mayHoldAt(await readStanding(tx, holder.userId, letter.siteId));
  await giveTo(tx, 'letter', { id: letterId, fromId: letter.holderId, toId: holderId });
  const facts = { letterId, before: { holderId: letter.holderId }, after: { holderId } };
  return {
    output: { letterId },
    audit: { patientId: letter.patientId, subjectUserId: holderId ?? undefined, onBehalfOfId: behalfOf(letter), facts },
  };
});
