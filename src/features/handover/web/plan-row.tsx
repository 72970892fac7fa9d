import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { uiWords } from '#web/words/ui.ts';
import type { PlanRule } from '../contract.ts';
import { Conflicts } from './conflicts.tsx';
import css from './deactivate-user-page.module.css';
import {
  ageInDays,
  type Colleague,
  lineOf,
  type PlannedKind,
  type Preview,
  rulesFrom,
  simpleOf,
  undecided,
} from './plan.ts';
import { RuleList } from './rule-list.tsx';
import { SuccessorSelect } from './successor-select.tsx';

const words = handoverWords.deactivate;

export interface KindRowProps {
  readonly preview: Preview;
  readonly colleagues: readonly Colleague[];
  readonly countingAgain: boolean;
  readonly kind: PlannedKind;
  /** The rules as they are chosen, also where the server has not weighed them yet. */
  readonly chosen: readonly PlanRule[];
  readonly onChoose: (rules: readonly PlanRule[]) => void;
  /** Opens the dialog for another rule, or for the one at this place. */
  readonly onEdit: (at: number | undefined) => void;
}

/** A row with the rule whose items are shown. */
export interface ShownItems {
  readonly shown: string | undefined;
  readonly onShow: (line: string | undefined) => void;
}

const same = (a: readonly PlanRule[], b: readonly PlanRule[]) => a.map(lineOf).join() === b.map(lineOf).join();

/** How many items of one kind there are, what becomes of them, and whether that is decided. */
export function KindRow(props: KindRowProps) {
  const { kind, preview, colleagues, chosen, countingAgain, onChoose, onEdit } = props;
  const simple = simpleOf(chosen);
  const weighed = same(chosen, kind.plan);
  const [shown, onShow] = useState<string>();
  const items = { shown, onShow };
  // What the first rule's successor cannot take stays said while what happens to that is counted.
  const begun = same(chosen.slice(0, 1), kind.plan.slice(0, 1));
  return (
    <li className={css.kind} id={`kind-${kind.kind}`}>
      <div className={css.kindHead}>
        <span className={css.count}>{uiWords.number(kind.count)}</span>
        <KindWords kind={kind} countedAt={preview.countedAt} onAdd={() => onEdit(undefined)} />
        {simple ? (
          <div className={css.select}>
            <SuccessorSelect
              kind={kind}
              leaverId={preview.user.userId}
              colleagues={colleagues}
              value={simple.word}
              onChange={(word) => onChoose(rulesFrom(kind.kind, { word, rest: undefined }))}
            />
          </div>
        ) : (
          <p className={`${css.select} small`}>{words.rules.count(chosen.length)}</p>
        )}
        <span className={css.state}>
          <KindState kind={kind} counting={countingAgain || !weighed} />
        </span>
      </div>
      {simple ? (
        begun && <Conflicts {...props} {...items} simple={simple} />
      ) : (
        <RuleList {...props} {...items} weighed={weighed} />
      )}
    </li>
  );
}

interface KindWordsProps extends Pick<KindRowProps, 'kind'> {
  readonly countedAt: string;
  readonly onAdd: () => void;
}

function KindWords({ kind, countedAt, onAdd }: KindWordsProps) {
  const { timeZone } = useClinic();
  const facets = kind.facets
    .filter(({ facet }) => handoverWords.facets[facet])
    .map(({ facet, items, oldest }, at) => {
      const word = handoverWords.facets[facet] ?? '';
      return at === 0 && oldest
        ? handoverWords.mostUrgent(items, word, ageInDays(oldest, countedAt, timeZone))
        : handoverWords.facet(items, word);
    });
  return (
    <div className={css.what}>
      <h3>{kind.label}</h3>
      <span className="tiny dim">
        {kind.oldest &&
          (kind.kind === 'appointment' ? (
            <>
              {words.plan.next} <TimeText instant={kind.oldest} within />
            </>
          ) : (
            words.plan.oldest(ageInDays(kind.oldest, countedAt, timeZone))
          ))}
        {facets.length > 0 && (
          <>
            {' · '}
            <b>{facets.join(', ')}</b>
          </>
        )}
      </span>
      {kind.count > 1 && (
        <Button
          className={css.another}
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} aria-hidden />}
          aria-label={words.rules.addTo(kind.label)}
          onClick={onAdd}
        >
          {words.rules.add}
        </Button>
      )}
    </div>
  );
}

function KindState({ kind, counting }: { readonly kind: PlannedKind; readonly counting: boolean }) {
  const open = undecided(kind);
  if (counting) return <Tag>{words.plan.counting}</Tag>;
  if (open === 0) {
    return (
      <Tag tone="ok" icon={IconCheck}>
        {words.plan.ready}
      </Tag>
    );
  }
  return (
    <Tag tone="warn" icon={IconAlertTriangle}>
      {kind.plan.length > 0 ? words.plan.someToDecide(open) : words.plan.toDecide}
    </Tag>
  );
}
