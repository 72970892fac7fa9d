import { ListWaiting, ReadPool } from '#features/handover/contract.ts';
import { ListLeaving } from '#features/last-day/contract.ts';
import { isNear, type Leaving, LeavingNotice } from '#features/last-day/web/public.tsx';
import { ListOverdue } from '#features/outside-checklist/contract.ts';
import { type Overdue, OverdueNotice } from '#features/outside-checklist/web/public.tsx';
import type { Output } from '#kernel/contract.ts';
import { type Answer, call, type Refused } from '#web/api.ts';
import { dayOf, formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { PoolNotice } from './pool-notice.tsx';
import { type Waiting, WaitingNotice } from './waiting-notice.tsx';
import { Waits } from './waits.tsx';

/** What can wait for an administrator; of what the reader may not know there is nothing. */
export interface Found {
  readonly waiting: Waiting;
  readonly overdue: Overdue;
  readonly leaving: Leaving;
  readonly pooled: Output<typeof ReadPool>['kinds'];
}

/** Nothing for whoever may not know. */
const known = <T,>(answer: Answer<T>): Answer<T | undefined> =>
  !answer.ok && answer.code === 'actor/not-permitted' ? { ok: true, value: undefined } : answer;

/** Looks up what waits for an administrator; answers the first failure where there is one. */
export async function lookUpWhatWaits(signal: AbortSignal): Promise<Found | Refused> {
  const [held, late, soon, pool] = await Promise.all([
    call(ListWaiting, {}, { signal }).then(known),
    call(ListOverdue, {}, { signal }).then(known),
    call(ListLeaving, {}, { signal }).then(known),
    call(ReadPool, {}, { signal }).then(known),
  ]);
  if (!held.ok) return held;
  if (!late.ok) return late;
  if (!soon.ok) return soon;
  if (!pool.ok) return pool;
  return {
    waiting: held.value?.waiting ?? [],
    overdue: late.value?.overdue ?? [],
    leaving: soon.value?.leaving ?? [],
    pooled: pool.value?.kinds ?? [],
  };
}

/** Work of users who cannot sign in, last days, overdue checklists and the pool: since when, and the way to each. */
export function WhatWaits({ waiting, overdue, leaving, pooled }: Found) {
  const { timeZone, locale } = useClinic();
  const said = (day: string | undefined) => (day === undefined ? undefined : formatDay(day, locale, 'short'));
  const first = (instants: readonly (string | null)[]) => {
    const [earliest] = instants.flatMap((one) => one ?? []).toSorted();
    return said(earliest && dayOf(earliest, timeZone));
  };
  const near = leaving.filter(isNear);
  const late = pooled.filter((kind) => kind.overdue > 0);
  return (
    <Waits
      says={[
        {
          what: waiting.every(({ locked }) => locked) ? 'locked' : 'shutOut',
          some: waiting.length > 0,
          day: first(waiting.map(({ oldest }) => oldest)),
          notice: <WaitingNotice waiting={waiting} />,
        },
        {
          what: 'leaving',
          some: near.length > 0,
          day: first(near.map(({ endsAt }) => endsAt)),
          notice: <LeavingNotice leaving={leaving} />,
        },
        {
          what: 'overdue',
          some: overdue.length > 0,
          day: said(overdue[0]?.since),
          notice: <OverdueNotice overdue={overdue} />,
        },
        {
          what: 'pool',
          some: late.length > 0,
          day: first(late.map(({ oldest }) => oldest)),
          notice: <PoolNotice kinds={pooled} />,
        },
      ]}
    />
  );
}
