import { query } from '#kernel/query.ts';
import { findUser } from '../users/public.ts';
import { canHold } from '../work/rules.ts';
import { knownKind } from './describe.ts';
import { doubtsAbout } from './doubts.ts';
import { ReadDoubts } from './pool-contract.ts';
import * as store from './store.ts';

/** Whether it is the record or the right that is missing, is nobody's business. */
const unseen: readonly string[] = ['not-permitted', 'blocked'];

/** What should be thought of before a colleague is given work. That somebody is to leave is told only to who may plan that. */
export const readDoubts = query(ReadDoubts, async (tx, _actor, { userId, kind: name, itemId }) => {
  const { kind } = knownKind(name);
  const [user, doubts, plans, against] = await Promise.all([
    findUser(tx, userId),
    doubtsAbout(tx, [userId]),
    store.mayPlan(tx),
    itemId === undefined ? null : store.againstGiving(tx, kind, itemId, userId),
  ]);
  canHold(user);
  return {
    doubts: [
      ...(against === null ? [] : [unseen.includes(against) ? 'cannot-see' : against]),
      ...doubts(kind, userId).filter((doubt) => plans || doubt !== 'leaving-too'),
    ],
  };
});
