import { Button, NativeSelect } from '@mantine/core';
import { useRef, useState } from 'react';
import { useRevalidator } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { dayOf, formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { keptPlanWords as words } from '#web/words/kept-plan.ts';
import { uiWords } from '#web/words/ui.ts';
import type { PlanRule } from '../contract.ts';
import { DiscardPlan, GivePlan, type ListPlans, type ReadPlan, SavePlan } from '../plan-contract.ts';
import css from './kept-plan.module.css';
import { lineOf, type Preview, reusable } from './plan.ts';

export interface KeptPlans {
  readonly kept: Output<typeof ReadPlan>['kept'];
  readonly earlier: Output<typeof ListPlans>['plans'];
}

interface KeptPlanProps extends KeptPlans {
  readonly user: Preview['user'];
  /** What stands on the page. */
  readonly plan: readonly PlanRule[];
  readonly onTake: (plan: readonly PlanRule[]) => void;
}

const text = (plan: readonly PlanRule[]) => plan.map(lineOf).join();

/** The plan that is kept for this leaver: who saved it, whether the leaver has checked it, and the way back to it. */
export function KeptPlan({ kept, earlier, user, plan, onTake }: KeptPlanProps) {
  const may = useMay()('handover.save-plan');
  const { revalidate } = useRevalidator();
  const panel = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState<string>();
  const { busy, setback, attempt } = useAttempt();
  const run = async (send: Parameters<typeof attempt>[0], done: string) => {
    setSaid(undefined);
    if ((await attempt(send))?.ok) setSaid(done);
    await revalidate();
    // The button that was pressed may be gone.
    panel.current?.focus({ preventScroll: true });
  };
  if (!may) return null;
  const same = kept !== null && text(kept.plan) === text(plan);
  const { userId, name } = user;
  const save = () => call(SavePlan, { userId, plan: [...plan], basedOn: kept?.version ?? 0 });
  return (
    <Panel title={words.title} id="kept-plan">
      <div className={css.kept} ref={panel} tabIndex={-1}>
        {said && <Notice tone="ok">{said}</Notice>}
        {setback && <Notice tone="bad">{setback.code === 'request/version-stale' ? words.stale : setback.says}</Notice>}
        {kept ? <Told kept={kept} name={name} differs={!same} /> : <p className="small dim">{words.none}</p>}
        <div className={css.buttons}>
          {!same && plan.length > 0 && (
            <Button variant="default" disabled={busy} onClick={() => void run(save, words.saved)}>
              {words.save}
            </Button>
          )}
          {kept && !same && (
            <Button variant="default" onClick={() => onTake(kept.plan)}>
              {words.resume}
            </Button>
          )}
          {kept && same && !kept.givenAt && (
            <Button
              variant="default"
              disabled={busy}
              onClick={() => void run(() => call(GivePlan, { userId, basedOn: kept.version }), words.nowGiven(name))}
            >
              {words.give(name)}
            </Button>
          )}
          {kept && (
            <Button
              variant="subtle"
              disabled={busy}
              onClick={() => void run(() => call(DiscardPlan, { userId }), words.discarded)}
            >
              {words.discard}
            </Button>
          )}
        </div>
        {earlier.length > 0 && <Reuse earlier={earlier} leaverId={userId} onTake={onTake} />}
      </div>
    </Panel>
  );
}

interface ToldProps {
  readonly kept: NonNullable<KeptPlans['kept']>;
  readonly name: string;
  readonly differs: boolean;
}

function Told({ kept, name, differs }: ToldProps) {
  const { plan, savedBy, savedAt, givenAt, checkedAt, comment, history } = kept;
  return (
    <div className={css.told}>
      <p>
        {words.savedBy(savedBy.name)}, <TimeText instant={savedAt} /> · {words.rules(plan.length)}.{' '}
        {!givenAt && words.notGiven(name)}
        {givenAt && !checkedAt && (
          <>
            {words.given(name)} <TimeText instant={givenAt} />, {words.waits}.
          </>
        )}
        {checkedAt && (
          <b>
            {words.checked(name)} <TimeText instant={checkedAt} />
          </b>
        )}
        {differs && <> {words.differs}</>}
      </p>
      {comment !== '' && <blockquote className={css.comment}>{comment}</blockquote>}
      {history.length > 1 && (
        <details className="small">
          <summary>{words.history}</summary>
          <ul>
            {history.map(({ at, by, rules }) => (
              <li key={at}>
                <TimeText instant={at} /> {uiWords.named(by)}: {words.rules(rules)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface ReuseProps extends Pick<KeptPlanProps, 'earlier' | 'onTake'> {
  readonly leaverId: string;
}

/** The rules of an earlier plan, without the items that were chosen by hand. */
function Reuse({ earlier, leaverId, onTake }: ReuseProps) {
  const { timeZone, locale } = useClinic();
  const usable = earlier.filter(({ leaver }) => leaver.userId !== leaverId);
  if (usable.length === 0) return null;
  return (
    <NativeSelect
      className={css.reuse}
      size="xs"
      label={words.reuse}
      value=""
      onChange={({ currentTarget: { value } }) => {
        const chosen = usable[Number(value)];
        if (value !== '' && chosen) onTake(reusable(chosen.plan, leaverId));
      }}
      data={[
        { value: '', label: words.choose },
        ...usable.map(({ leaver, at }, index) => ({
          value: String(index),
          label: words.ofLeaver(leaver.name, formatDay(dayOf(at, timeZone), locale)),
        })),
      ]}
    />
  );
}
