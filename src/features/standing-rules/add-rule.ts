import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { canHold } from '../work/rules.ts';
import { AddRule } from './contract.ts';
import { canStand } from './rules.ts';
import * as store from './store.ts';

/** From a day on, what comes for one user goes to another, or one supervises the other. What has come already stays. */
export const addRule = command(
  AddRule,
  async (tx, actor, rule) => {
    const { fromId, holderId } = rule;
    const [from, holder, today] = await Promise.all([
      findUser(tx, fromId),
      findUser(tx, holderId),
      store.clinicDay(tx),
    ]);
    // Whoever is away has their work forwarded: locked is no hindrance at this end.
    if (!from) throw new Refusal('user/not-found');
    if (from.status === 'inactive') throw new Refusal('work/holder-not-active');
    canHold(holder);
    canStand(rule, today);
    if (await store.overlaps(tx, rule)) throw new Refusal('standing/overlaps');
    const ruleId = await store.insertRule(tx, actor, rule);
    return { output: { ruleId }, audit: { subjectUserId: holderId, facts: { ruleId, after: rule } } };
  },
  'roster',
);
