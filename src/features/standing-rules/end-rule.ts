import { command } from '#kernel/command.ts';
import { openOrRefuse } from '../work/rules.ts';
import { EndRule } from './contract.ts';
import * as store from './store.ts';

/** What comes from now on stays with whom it comes for. What was forwarded stays where it is. */
export const endRule = command(EndRule, async (tx, _actor, { ruleId }) => {
  const { fromId, holderId } = openOrRefuse(await store.holdRule(tx, ruleId));
  await store.endRule(tx, ruleId);
  return { output: { ruleId }, audit: { subjectUserId: holderId, facts: { ruleId, fromId, holderId } } };
});
