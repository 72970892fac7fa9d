import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import * as users from '../users/public.ts';
import { canHold } from '../work/rules.ts';
import { AssignPool } from './pool-contract.ts';
import * as store from './pool-store.ts';
import { against, byKind } from './preview-assignment.ts';
import { blocking, type Conflict } from './work-kind.ts';

/** Gives work from the pool to a user: all that was chosen, or nothing. Of two who give the same, one is told. */
export const assignPool = command(AssignPool, async (tx, _actor, { userId, items }) => {
  await users.keepActive(tx, [userId]);
  canHold(await users.findUser(tx, userId));
  const found = await against(tx, items, userId);
  const barred = found.filter(({ conflict }) => blocking.includes(conflict as Conflict));
  if (barred.length > 0) throw new Refusal('handover/cannot-take', { items: barred.length });
  const given: { kind: string; items: number }[] = [];
  for (const { kind, itemIds } of byKind(items)) {
    if ((await store.assign(tx, kind, itemIds, userId)) !== itemIds.length) throw new Refusal('handover/pool-changed');
    given.push({ kind, items: itemIds.length });
  }
  const total = given.reduce((sum, one) => sum + one.items, 0);
  return { output: { items: total }, audit: { subjectUserId: userId, facts: { given, items } } };
});
