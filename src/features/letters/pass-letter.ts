import { command } from '#kernel/command.ts';
import { mayHoldAt, readStanding } from '#features/sites/public.ts';
import { findUser } from '#features/users/public.ts';
import { giveTo } from '../work/public.ts';
import { canHold, openOrRefuse, stillWith } from '../work/rules.ts';
import { PassLetter } from './contract.ts';
import { signs } from './rules.ts';
import * as store from './store.ts';

/** A colleague's letter, or one in the pool, waits for somebody else at its site, or for nobody. Who began it stays. */
export const passLetter = command(PassLetter, async (tx, _actor, { letterId, fromId, holderId }) => {
  const [held, holder] = await Promise.all([
    store.holdLetter(tx, letterId),
    holderId === null ? null : findUser(tx, holderId),
  ]);
  const { patientId, siteId, status } = stillWith(openOrRefuse(held), fromId);
  if (holder !== null) canHold(holder);
  if (holder && status === 'to-sign') signs(holder.type);
  if (holder) mayHoldAt(await readStanding(tx, holder.userId, siteId));
  await giveTo(tx, 'letter', { id: letterId, fromId, toId: holderId });
  const facts = { letterId, before: { holderId: fromId }, after: { holderId } };
  return { output: { letterId }, audit: { patientId, subjectUserId: holderId ?? undefined, facts } };
});
