import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useRevalidator } from 'react-router';
import type { Refused } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { AtTheSameMoment } from './at-the-same-moment.tsx';
import { ConfirmDeactivation } from './confirm-deactivation.tsx';
import { ConfirmLock } from './confirm-lock.tsx';
import type { PlanRule } from '../contract.ts';
import { KeptPlan, type KeptPlans } from './kept-plan.tsx';
import { type Colleague, planned, type Preview, totals } from './plan.ts';
import { PlanBar } from './plan-bar.tsx';
import { PlanFacts } from './plan-facts.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { usePlan } from './use-plan.ts';
import type { WeighedPlan } from './usable-plan.ts';
import { WhereItGoes } from './where-it-goes.tsx';

const words = handoverWords.deactivate;
const crumbs = [{ to: '/admin/users', label: handoverWords.manageUsers }];

interface Said {
  readonly tone: 'ok' | 'warn' | 'bad';
  readonly title: string;
  readonly text: string;
}

function saidOf({ code, facts }: Refused, title: string): Said {
  if (code === 'handover/plan-changed') return { tone: 'warn', title: words.changed, text: words.changedWhy };
  if (code === 'request/stopped')
    return { tone: 'warn', title: words.progress.stopped, text: words.progress.stoppedWhy };
  return { tone: 'bad', title, text: sayRefusal(code, facts) };
}

interface LeavingPlanProps extends KeptPlans, WeighedPlan {
  readonly colleagues: readonly Colleague[];
  /** Items in the unassigned pool today, where the reader may know. */
  readonly pool: number | undefined;
}

/** What a leaver holds, where each kind of it goes, and the button at the end. */
export function LeavingPlan({ plan, preview, leftOut, colleagues, pool, kept, earlier }: LeavingPlanProps) {
  const { user } = preview;
  const { revalidate } = useRevalidator();
  const { plan: chosen, ask, counting, countingAgain } = usePlan(plan);
  const [asking, setAsking] = useState<'deactivate' | 'lock'>();
  const [said, setSaid] = useState<Said>();
  const kinds = planned(preview, plan, colleagues);
  const sums = totals(kinds);

  // Kinds that somebody finished meanwhile leave the plan.
  const still = (of: readonly PlanRule[]) => of.filter((rule) => kinds.some(({ kind }) => kind === rule.kind));
  const choose = (next: readonly PlanRule[]) => {
    setSaid(undefined);
    ask(still(next));
  };
  const turnedDown = (refused: Refused) => {
    setSaid(saidOf(refused, asking === 'lock' ? words.lock.notDone : words.notDone));
    scrollTo({ top: 0 });
    ask(still(chosen), { replace: true });
  };

  return (
    <>
      <PageHeader
        title={words.title(user.name)}
        crumbs={crumbs}
        beside={<StatusBadge status={user.status === 'locked' ? 'locked' : 'active'} />}
        lead={words.lead}
        actions={<LockButton user={user} onLock={() => setAsking('lock')} />}
      />
      <div className="stack">
        {said && (
          <Notice tone={said.tone} title={said.title}>
            {said.text}
          </Notice>
        )}
        {leftOut > 0 && (
          <Notice tone="warn" title={words.leftOut(leftOut)}>
            {words.leftOutWhy}
          </Notice>
        )}
        <PlanFacts preview={preview} kinds={kinds} />
        <PlanPanel
          preview={preview}
          kinds={kinds}
          colleagues={colleagues}
          chosen={chosen}
          countingAgain={countingAgain}
          onChoose={choose}
          onCountAgain={() => void revalidate()}
        />
        {sums.open < sums.all && <WhereItGoes preview={preview} kinds={kinds} colleagues={colleagues} pool={pool} />}
        <KeptPlan kept={kept} earlier={earlier} user={user} plan={chosen} onTake={(next) => ask(next)} />
        <AtTheSameMoment preview={preview} visits={sums.visits} />
      </div>
      <PlanBar
        kinds={kinds}
        counting={counting}
        refused={preview.planRefused}
        onDeactivate={() => setAsking('deactivate')}
      />
      <Dialogs
        asking={asking}
        onClose={() => setAsking(undefined)}
        preview={preview}
        plan={plan}
        sums={sums}
        onLocked={() => {
          setAsking(undefined);
          setSaid({ tone: 'ok', title: words.lock.done(user.name), text: words.lock.doneWhy });
          void revalidate();
        }}
        onTurnedDown={turnedDown}
      />
    </>
  );
}

interface DialogsProps extends Pick<LeavingPlanProps, 'plan' | 'preview'> {
  readonly asking: 'deactivate' | 'lock' | undefined;
  readonly onClose: () => void;
  readonly sums: ReturnType<typeof totals>;
  readonly onLocked: () => void;
  readonly onTurnedDown: (refused: Refused) => void;
}

const Dialogs = ({ asking, plan, sums, onLocked, ...both }: DialogsProps) => (
  <>
    <ConfirmDeactivation {...both} opened={asking === 'deactivate'} plan={plan} sums={sums} />
    <ConfirmLock {...both} opened={asking === 'lock'} onDone={onLocked} />
  </>
);

function LockButton({ user, onLock }: { readonly user: Preview['user']; readonly onLock: () => void }) {
  const may = useMay()('users.lock-user');
  if (user.status === 'locked') return <span className="small dim">{words.lock.locked}</span>;
  if (!may) return null;
  return (
    <Button variant="default" leftSection={<IconLock size={16} aria-hidden />} onClick={onLock}>
      {words.lock.button}
    </Button>
  );
}
