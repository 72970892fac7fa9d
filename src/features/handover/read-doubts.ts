import { query } from '#kernel/query.ts';
import { findUser } from '../users/public.ts';
import { canHold } from '../work/rules.ts';
import { knownKind } from './describe.ts';
import { doubtsAbout } from './doubts.ts';
import { ReadDoubts } from './pool-contract.ts';
import * as store from './store.ts';

/** What should be thought of before a colleague is given work. That somebody is to leave is told only to who may plan that. */
export const readDoubts = query(ReadDoubts, async (tx, _actor, { userId, kind: name }) => {
  const { kind } = knownKind(name);
  const [user, doubts, plans] = await Promise.all([findUser(tx, userId), doubtsAbout(tx, [userId]), store.mayPlan(tx)]);
  canHold(user);
  return { doubts: doubts(kind, userId).filter((doubt) => plans || doubt !== 'leaving-too') };
});
