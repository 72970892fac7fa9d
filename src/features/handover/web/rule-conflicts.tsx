import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { handoverWords } from '#web/words/handover.ts';
import type { PlanRule, RuleWeight } from '../contract.ts';
import css from './deactivate-user-page.module.css';
import type { Colleague } from './plan.ts';
import { namesOf } from './where-words.ts';

const words = handoverWords.deactivate;
const signs = { open: IconAlertTriangle, solved: IconCircleCheck, allowed: IconInfoCircle };

interface RuleConflictsProps {
  readonly rule: PlanRule;
  readonly weight: RuleWeight;
  readonly colleagues: readonly Colleague[];
  /** What the successors cannot take has a place all the same. */
  readonly solved: boolean;
}

/** What stands against the successors of a rule, a sentence each; what only should be looked at comes after. */
export function RuleConflicts({ rule, weight, colleagues, solved }: RuleConflictsProps) {
  const mayAssign = useMay()('users.update-user');
  const { successorIds = [] } = rule;
  const [onlyOne, ...others] = successorIds;
  const nameOf = (userIds: readonly string[]) => words.rules.whom(namesOf(userIds, colleagues));
  const all = [
    ...weight.passed.map((one) => ({ ...one, state: solved ? ('solved' as const) : ('open' as const) })),
    ...weight.doubts.map((one) => ({ ...one, state: 'allowed' as const })),
  ];
  return (
    <ul className={css.conflicts}>
      {all.map(({ conflict, items, userIds, state }) => {
        const Sign = signs[state];
        return (
          <li key={`${state} ${conflict}`} className={css.conflict} data-state={state}>
            <Sign size={17} aria-hidden />
            <span>
              {words.conflicts[conflict]?.(items, nameOf(userIds ?? successorIds)) ?? `${items} ${conflict}`}{' '}
              {conflict === 'not-at-site' && mayAssign && onlyOne && others.length === 0 && (
                // The plan stands in the address: the way back leads to it.
                <Link to={`/admin/users/${onlyOne}/edit`}>{words.assignSite}</Link>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const sum = (of: RuleWeight['passed']): number => of.reduce((total, { items }) => total + items, 0);

/** Items that a rule's successors cannot take, or should look at; of what goes by it, each at most once. */
export const against = ({ items, passed, doubts }: RuleWeight): number => sum(passed) + Math.min(items, sum(doubts));
