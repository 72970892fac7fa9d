import { query } from '#kernel/query.ts';
import { ListRules } from './contract.ts';
import * as store from './store.ts';

/** The rules that go on or have ended, and who the clinic has one of. */
export const listRules = query(ListRules, async (tx, _actor, { ended = false, userId = null }) => {
  const [rules, accountOwner, privacyOfficer] = await Promise.all([
    store.listRules(tx, { ended, userId }),
    store.accountOwner(tx),
    store.privacyOfficer(tx),
  ]);
  return { rules, accountOwner, privacyOfficer };
});
