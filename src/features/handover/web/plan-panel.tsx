import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { timeOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { useFocusKept } from '#web/ui/use-focus-kept.ts';
import { handoverWords } from '#web/words/handover.ts';
import type { PlanRule } from '../contract.ts';
import css from './deactivate-user-page.module.css';
import {
  type Colleague,
  type PlannedKind,
  type Preview,
  rulesFrom,
  simpleOf,
  successorsFor,
  withAnother,
  withRules,
} from './plan.ts';
import { NothingOpen } from './nothing-open.tsx';
import { KindRow } from './plan-row.tsx';
import { RuleDialog } from './rule-dialog.tsx';

const words = handoverWords.deactivate.plan;

interface PlanPanelProps {
  readonly preview: Preview;
  readonly kinds: readonly PlannedKind[];
  readonly colleagues: readonly Colleague[];
  /** What is chosen for each kind, also where the server has not weighed it yet. */
  readonly chosen: readonly PlanRule[];
  readonly countingAgain: boolean;
  readonly onChoose: (plan: readonly PlanRule[]) => void;
  readonly onCountAgain: () => void;
}

/** One row for each kind of open work, and what becomes of it. */
export function PlanPanel({
  preview,
  kinds,
  colleagues,
  chosen,
  countingAgain,
  onChoose,
  onCountAgain,
}: PlanPanelProps) {
  const { timeZone } = useClinic();
  const { user, countedAt } = preview;
  const [editing, setEditing] = useState<{ readonly kind: string; readonly at: number | undefined }>();
  const list = useRef<HTMLUListElement>(null);
  useFocusKept(list, 'li[id^="kind-"]');
  const rulesOf = (kind: string) => chosen.filter((rule) => rule.kind === kind);
  const choose = (kind: string, rules: readonly PlanRule[]) => onChoose(withRules(chosen, [kind], () => rules));
  const edited = (rule: PlanRule) => {
    const before = rulesOf(rule.kind);
    const at = editing?.at;
    setEditing(undefined);
    choose(rule.kind, at === undefined ? withAnother(before, rule) : before.with(at, rule));
  };
  return (
    <Panel
      title={words.title}
      id="plan"
      flush
      lead={
        <>
          {words.lead} <span className="num">{timeOf(countedAt, timeZone, { seconds: true })}</span>.
        </>
      }
      aside={
        <Button size="xs" variant="subtle" leftSection={<IconRefresh size={15} aria-hidden />} onClick={onCountAgain}>
          {words.again}
        </Button>
      }
    >
      {kinds.length === 0 ? (
        <EmptyFace title={words.none(user.name)}>{words.noneWhy}</EmptyFace>
      ) : (
        <>
          <Everything user={user} kinds={kinds} colleagues={colleagues} chosen={chosen} onChoose={onChoose} />
          <ul ref={list}>
            {kinds.map((kind) => (
              <KindRow
                key={kind.kind}
                kind={kind}
                preview={preview}
                colleagues={colleagues}
                chosen={rulesOf(kind.kind)}
                countingAgain={countingAgain}
                onChoose={(rules) => choose(kind.kind, rules)}
                onEdit={(at) => setEditing({ kind: kind.kind, at })}
              />
            ))}
          </ul>
          <RuleDialog
            kind={kinds.find(({ kind }) => kind === editing?.kind)}
            preview={preview}
            colleagues={colleagues}
            rule={editing?.at === undefined ? undefined : rulesOf(editing.kind)[editing.at]}
            onClose={() => setEditing(undefined)}
            onDone={edited}
          />
        </>
      )}
      <NothingOpen preview={preview} />
    </Panel>
  );
}

interface EverythingProps extends Pick<PlanPanelProps, 'kinds' | 'colleagues' | 'chosen' | 'onChoose'> {
  readonly user: Preview['user'];
}

/** One successor for all kinds at once; where some have their choice and others have none, for these alone. */
function Everything({ user, kinds, colleagues, chosen, onChoose }: EverythingProps) {
  const [first, ...others] = new Set(
    kinds.map(({ kind }) => simpleOf(chosen.filter((rule) => rule.kind === kind))?.word),
  );
  const people = successorsFor('', user.userId, colleagues);
  const one = others.length === 0 ? people.find(({ userId }) => userId === first) : undefined;
  const all = kinds.map(({ kind }) => kind);
  const open = all.filter((kind) => !chosen.some((rule) => rule.kind === kind));
  const rest = open.length > 0 && open.length < all.length;
  return (
    <div className={css.everything}>
      <div className={css.what}>
        <b>{rest ? words.rest : words.everything}</b>
        <span className="tiny dim">{rest ? words.restHelp(open.length) : words.everythingHelp}</span>
      </div>
      <PersonSelect
        size="xs"
        aria-label={rest ? words.rest : words.everything}
        people={people.map(({ userId, name, type }) => ({ value: userId, label: name, type }))}
        value={one?.userId ?? null}
        onChange={(id) =>
          id && onChoose(withRules(chosen, rest ? open : all, (kind) => rulesFrom(kind, { word: id, rest: undefined })))
        }
      />
    </div>
  );
}
