import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Asked, Criteria, Shown } from './contract.ts';
import { criteriaPossible, pastedIds } from './rules.ts';
import { strangersIn } from './store.ts';

/**
 * Lets criteria pass that can be read, that somebody can meet, and that speak of users and sites of this clinic.
 *
 * @throws {Refusal} every code of `criteriaRefusals`.
 */
export async function checkCriteria(tx: Tx, criteria: Criteria): Promise<void> {
  criteriaPossible(criteria);
  const { user, site } = await strangersIn(tx, criteria);
  if (user) throw new Refusal('user/not-found');
  if (site) throw new Refusal('site/not-found');
}

/** So many pasted numbers stand in an entry; of more, their number. */
const MOST_RECORDED = 200;

/** What was asked for, as an entry keeps it. */
export function recorded({ criteria, orderBy, seed, limit, ...more }: Shown & Partial<Asked>) {
  const { demographicIds, ...rest } = criteria;
  const { numbers, unreadable } = pastedIds(demographicIds ?? '');
  const ids = numbers.length > MOST_RECORDED ? numbers.length : numbers;
  return {
    criteria: { ...rest, ...(demographicIds?.trim() ? { demographicIds: ids, unreadable: unreadable.length } : {}) },
    ...(more.columns ? { columns: more.columns } : {}),
    orderBy,
    ...(seed === undefined ? {} : { seed }),
    ...(limit === undefined ? {} : { limit }),
  };
}
