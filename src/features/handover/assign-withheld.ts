import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import * as users from '../users/public.ts';
import { canHold } from '../work/rules.ts';
import { knownKind } from './describe.ts';
import { AssignWithheld } from './pool-contract.ts';
import * as store from './pool-store.ts';

/** Gives what waits in the pool about patients closed to the actor to a user who may see it: as much as was shown, or nothing. */
export const assignWithheld = command(AssignWithheld, async (tx, _actor, { kind, userId, items }) => {
  knownKind(kind);
  await users.keepActive(tx, [userId]);
  canHold(await users.findUser(tx, userId));
  if ((await store.assignWithheld(tx, kind, userId)) !== items) throw new Refusal('handover/pool-changed');
  return { output: { items }, audit: { subjectUserId: userId, facts: { given: [{ kind, items }], withheld: true } } };
});
