import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { uiWords } from '#web/words/ui.ts';
import type { Choice } from '../rules.ts';
import { Conflicts } from './conflicts.tsx';
import css from './deactivate-user-page.module.css';
import {
  ageInDays,
  choiceOf,
  type Colleague,
  lineOf,
  type PlannedKind,
  type Preview,
  undecided,
  wordOf,
} from './plan.ts';
import { SuccessorSelect } from './successor-select.tsx';

const words = handoverWords.deactivate.plan;

interface KindRowProps {
  readonly preview: Preview;
  readonly colleagues: readonly Colleague[];
  readonly countingAgain: boolean;
  readonly kind: PlannedKind;
  readonly chosen: Choice | undefined;
  readonly onChoose: (choice: Choice) => void;
}

/** How many items of one kind there are, what becomes of them, and whether that is decided. */
export function KindRow({ kind, preview, colleagues, chosen, countingAgain, onChoose }: KindRowProps) {
  const { user, countedAt } = preview;
  const line = (choice: Choice | undefined) => choice && lineOf(kind.kind, choice);
  const counting = countingAgain || line(chosen) !== line(kind.choice);
  return (
    <li className={css.kind} id={`kind-${kind.kind}`}>
      <div className={css.kindHead}>
        <span className={css.count}>{uiWords.number(kind.count)}</span>
        <KindWords kind={kind} countedAt={countedAt} />
        <SuccessorSelect
          kind={kind}
          leaverId={user.userId}
          colleagues={colleagues}
          value={wordOf(chosen)}
          onChange={(word) => onChoose(choiceOf(word))}
        />
        <span className={css.state}>
          <KindState kind={kind} counting={counting} />
        </span>
      </div>
      {wordOf(chosen) === wordOf(kind.choice) && (
        <Conflicts userId={user.userId} kind={kind} rest={chosen?.rest} onChange={onChoose} />
      )}
    </li>
  );
}

function KindWords({ kind, countedAt }: { readonly kind: PlannedKind; readonly countedAt: string }) {
  const { timeZone } = useClinic();
  const facets = kind.facets
    .filter(({ facet }) => handoverWords.facets[facet])
    .map(({ facet, items }) => handoverWords.facet(items, handoverWords.facets[facet] ?? ''));
  return (
    <div className={css.what}>
      <h3>{kind.label}</h3>
      <span className="tiny dim">
        {kind.oldest &&
          (kind.kind === 'appointment' ? (
            <>
              {words.next} <TimeText instant={kind.oldest} within />
            </>
          ) : (
            words.oldest(ageInDays(kind.oldest, countedAt, timeZone))
          ))}
        {facets.length > 0 && (
          <>
            {' · '}
            <b>{facets.join(', ')}</b>
          </>
        )}
      </span>
    </div>
  );
}

function KindState({ kind, counting }: { readonly kind: PlannedKind; readonly counting: boolean }) {
  const open = undecided(kind);
  if (counting) return <Tag>{words.counting}</Tag>;
  if (open === 0) {
    return (
      <Tag tone="ok" icon={IconCheck}>
        {words.ready}
      </Tag>
    );
  }
  return (
    <Tag tone="warn" icon={IconAlertTriangle}>
      {kind.choice ? words.someToDecide(open) : words.toDecide}
    </Tag>
  );
}
