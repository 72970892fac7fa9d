import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { timeOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { handoverWords } from '#web/words/handover.ts';
import type { Choice } from '../rules.ts';
import css from './deactivate-user-page.module.css';
import { choiceOf, type Colleague, type PlannedKind, type Preview, successorsFor, wordOf } from './plan.ts';
import { KindRow } from './plan-row.tsx';

const words = handoverWords.deactivate.plan;

interface PlanPanelProps {
  readonly preview: Preview;
  readonly kinds: readonly PlannedKind[];
  readonly colleagues: readonly Colleague[];
  /** What is chosen for each kind, also where the server has not weighed it yet. */
  readonly chosen: ReadonlyMap<string, Choice>;
  readonly countingAgain: boolean;
  readonly onChoose: (kinds: readonly string[], choice: Choice) => void;
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
          <ul>
            {kinds.map((kind) => (
              <KindRow
                key={kind.kind}
                kind={kind}
                preview={preview}
                colleagues={colleagues}
                chosen={chosen.get(kind.kind)}
                countingAgain={countingAgain}
                onChoose={(choice) => onChoose([kind.kind], choice)}
              />
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

interface EverythingProps extends Pick<PlanPanelProps, 'kinds' | 'colleagues' | 'chosen' | 'onChoose'> {
  readonly user: Preview['user'];
}

/** One successor for all kinds at once. */
function Everything({ user, kinds, colleagues, chosen, onChoose }: EverythingProps) {
  const [first, ...others] = new Set(kinds.map(({ kind }) => wordOf(chosen.get(kind))));
  const people = successorsFor('', user.userId, colleagues);
  const one = others.length === 0 ? people.find(({ userId }) => userId === first) : undefined;
  const all = kinds.map(({ kind }) => kind);
  return (
    <div className={css.everything}>
      <div className={css.what}>
        <b>{words.everything}</b>
        <span className="tiny dim">{words.everythingHelp}</span>
      </div>
      <PersonSelect
        size="xs"
        aria-label={words.everything}
        people={people.map(({ userId, name, type }) => ({ value: userId, label: name, detail: type }))}
        value={one?.userId ?? null}
        onChange={(id) => id && onChoose(all, choiceOf(id))}
      />
    </div>
  );
}
