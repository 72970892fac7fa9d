import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Asked, Criteria, Shown } from './contract.ts';
import { criteriaPossible, pastedIds } from './rules.ts';
import { strangersIn } from './store.ts';

/** Criteria that may be asked, and which day it is in the clinic. */
interface Checked {
  readonly criteria: Criteria;
  readonly today: string;
}

/**
 * Lets criteria pass that can be read, that somebody can meet, and that speak of users and sites of this
 * clinic. Answers them with the day for which ages are asked: today, where none is said.
 *
 * @throws {Refusal} every code of `criteriaRefusals`.
 */
export async function checkCriteria(tx: Tx, criteria: Criteria): Promise<Checked> {
  criteriaPossible(criteria);
  const { user, site, today } = await strangersIn(tx, criteria);
  if (user) throw new Refusal('user/not-found');
  if (site) throw new Refusal('site/not-found');
  return { criteria: criteria.age ? { ...criteria, age: { asOf: today, ...criteria.age } } : criteria, today };
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
