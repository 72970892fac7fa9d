import { query } from '#kernel/query.ts';
import { findUser } from '../users/public.ts';
import { canHold } from '../work/rules.ts';
import { knownKind } from './describe.ts';
import { PreviewWithheld } from './pool-contract.ts';
import * as store from './pool-store.ts';

/** What giving a kind that is withheld here to a user would come to: two numbers, and nothing of what it is. */
export const previewWithheld = query(PreviewWithheld, async (tx, _actor, { kind, userId }) => {
  knownKind(kind);
  canHold(await findUser(tx, userId));
  return store.previewWithheld(tx, kind, userId);
});
