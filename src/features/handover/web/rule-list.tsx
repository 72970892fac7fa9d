import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useClinic } from '#web/ui/clinic-context.ts';
import { handoverWords } from '#web/words/handover.ts';
import { uiWords } from '#web/words/ui.ts';
import type { PlanRule } from '../contract.ts';
import { ConflictItems } from './conflict-items.tsx';
import css from './deactivate-user-page.module.css';
import { lineOf, moved } from './plan.ts';
import type { KindRowProps, ShownItems } from './plan-row.tsx';
import { against, RuleConflicts } from './rule-conflicts.tsx';
import { moveToFor, sayHow, sayPlace } from './where-words.ts';

const words = handoverWords.deactivate.rules;

interface RuleListProps extends KindRowProps, ShownItems {
  /** What the rules do is known. */
  readonly weighed: boolean;
}

/** The rules of one kind in their order: each item goes by the first that fits it and whose successors can take it. */
export function RuleList(props: RuleListProps) {
  const { kind, chosen, weighed } = props;
  return (
    <div className={css.detail}>
      <p className="small dim">{words.order}</p>
      <ol className={css.rules} aria-label={words.list(kind.label)}>
        {chosen.map((rule, at) => (
          <RuleRow key={lineOf(rule)} {...props} rule={rule} at={at} />
        ))}
        {weighed && kind.left > 0 && (
          <li className={css.rule} data-open>
            <span className={css.ruleSays}>{words.left}</span>
            <span className={css.ruleCount}>{uiWords.number(kind.left)}</span>
          </li>
        )}
      </ol>
    </div>
  );
}

interface RuleRowProps extends RuleListProps {
  readonly rule: PlanRule;
  readonly at: number;
}

function RuleRow({ rule, at, ...props }: RuleRowProps) {
  const { kind, preview, colleagues, chosen, weighed } = props;
  const { locale } = useClinic();
  const names = { sites: preview.sites, sets: preview.sets, colleagues, locale };
  const weight = weighed ? kind.rules[at] : undefined;
  // Where the rule stood when it was last weighed: what stands against its successors stays said while it is counted again.
  const stood = kind.plan.findIndex((one) => lineOf(one) === lineOf(rule));
  const last = kind.rules[stood];
  const where = sayPlace(chosen, at, names);
  return (
    <li className={css.rule} data-nothing={weight?.items === 0}>
      <span className={css.ruleSays}>
        <b>{where}</b> <span aria-hidden>→</span> <span className="said">{words.leadsTo}</span>{' '}
        {sayHow(rule, moveToFor(kind.kind), colleagues)}
      </span>
      <span className={css.ruleCount}>{weight && uiWords.number(weight.items)}</span>
      <RuleButtons {...props} at={at} name={where} />
      {weight && weight.items === 0 && <p className={`${css.ruleMore} small dim`}>{words.catchesNothing}</p>}
      {last && against(last) > 0 && (
        <div className={css.ruleMore}>
          <RuleConflicts rule={rule} weight={last} colleagues={colleagues} solved={kind.left === 0} />
          <ConflictItems {...props} place={stood + 1} count={against(last)} />
        </div>
      )}
    </li>
  );
}

interface RuleButtonsProps extends RuleListProps {
  readonly at: number;
  /** Which rule, for whoever does not see its line. */
  readonly name: string;
}

function RuleButtons({ chosen, at, name, onChoose, onEdit }: RuleButtonsProps) {
  const move = (by: -1 | 1) => onChoose(moved(chosen, at, by));
  const ways = [
    { label: words.moveUp(name), Icon: IconArrowUp, can: at > 0, act: () => move(-1) },
    { label: words.moveDown(name), Icon: IconArrowDown, can: at < chosen.length - 1, act: () => move(1) },
    { label: words.remove(name), Icon: IconTrash, can: true, act: () => onChoose(chosen.toSpliced(at, 1)) },
  ];
  return (
    <span className={css.ruleButtons}>
      <Button size="compact-sm" variant="subtle" aria-label={words.editOf(name)} onClick={() => onEdit(at)}>
        {words.edit}
      </Button>
      {ways.map(({ label, Icon, can, act }) => (
        <ActionIcon
          key={label}
          size={28}
          variant="subtle"
          color="gray"
          aria-label={label}
          // Only looks disabled: a button that is disabled under the focus would lose it.
          {...(can ? {} : { 'data-disabled': true, 'aria-disabled': true })}
          onClick={() => can && act()}
        >
          <Icon size={16} aria-hidden />
        </ActionIcon>
      ))}
    </span>
  );
}
