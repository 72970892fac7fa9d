import { Button } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { useAct } from '#web/act.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { isDay } from '#web/ui/calendar.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { lastDayWords as words } from '#web/words/last-day.ts';
import { userWords } from '#web/words/users.ts';
import { uiWords } from '#web/words/ui.ts';
import { CancelLastDay, ListBeyond, ReadLastDay } from '../contract.ts';
import { BeyondPanel } from './beyond-panel.tsx';
import { LastDayForm } from './last-day-form.tsx';
import { MissedNotice } from './missed-notice.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { sayCode } from './say-code.ts';

/** What the address says: the moment that is being thought of, if one is. */
function thoughtIn(search: URLSearchParams): { readonly day?: string; readonly time?: string } {
  const day = search.get('day') ?? '';
  const time = search.get('time') ?? '';
  if (!isDay(day)) return {};
  return { day, ...(/^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? { time } : {}) };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const userId = params['userId'] as Id<'user'>;
  const thought = thoughtIn(new URL(request.url).searchParams);
  const [standing, listed] = await Promise.all([
    load(ReadLastDay, { userId, ...thought }, request),
    load(ListBeyond, { userId, ...thought }, request),
  ]);
  return { standing, listed, thought };
}

/** A user's last day: when it is, whether everything is ready for it, and what is booked after it. */
export function LastDayPage() {
  const { standing, listed, thought } = useLoaderData<typeof loader>();
  const { user, lastDay, refused } = standing;
  const { revalidate } = useRevalidator();
  const { act, busy, trouble } = useAct();
  const [said, setSaid] = useState<{ readonly tone: 'ok' | 'warn'; readonly title: string }>();
  const may = useMay();
  const show = async (title: string, tone: 'ok' | 'warn' = 'ok') => {
    await revalidate();
    setSaid({ tone, title });
  };
  const cancel = () =>
    act(
      CancelLastDay,
      { userId: user.userId, version: lastDay?.version ?? 0 },
      {
        done: () => show(words.cancelled(user.name)),
        // Somebody else was quicker: what is so now is shown beside the reason.
        refused: async () => {
          await revalidate();
          return false;
        },
      },
    );
  return (
    <div className="stack">
      <PageHeader
        title={words.of(user.name)}
        crumbs={[
          { to: '/admin/users', label: userWords.manageUsers },
          { to: `/admin/users/${user.userId}`, label: user.name },
        ]}
        lead={words.lead}
        beside={user.status === 'locked' && <StatusBadge status="locked" />}
        actions={
          lastDay &&
          may('last-day.cancel-last-day') && (
            <Button variant="default" loading={busy} onClick={() => void cancel()}>
              {words.cancel}
            </Button>
          )
        }
      />
      {trouble ? <Notice tone="bad" title={trouble} /> : said && <Notice {...said} />}
      {lastDay?.missed && <MissedNotice userId={user.userId} missed={lastDay.missed} />}
      {lastDay?.passed && !lastDay.missed && <Notice tone="warn" title={words.passed} />}
      <Panel title={words.title} id="last-day">
        <div className="stack">
          {lastDay ? (
            <p>
              <TimeText instant={lastDay.endsAt} />. {lastDay.reason}. {words.setBy(uiWords.named(lastDay.setBy))}{' '}
              <TimeText instant={lastDay.setAt} within />.
            </p>
          ) : (
            <p className="dim">{words.none}</p>
          )}
          {refused ? (
            <Notice tone="warn" title={sayCode(refused)} />
          ) : (
            may('last-day.set-last-day') && (
              <LastDayForm
                key={lastDay?.version ?? 0}
                user={user}
                lastDay={lastDay}
                thought={thought}
                onDone={() => void show(words.saved(user.name))}
                onStale={() => void show(words.stale, 'warn')}
              />
            )
          )}
        </div>
      </Panel>
      <PlanPanel userId={user.userId} plan={standing.plan} />
      <BeyondPanel
        key={`${lastDay?.endsAt} ${thought.day} ${thought.time}`}
        user={user}
        thought={thought}
        known={lastDay !== null || thought.day !== undefined}
        beyond={standing.beyond}
        listed={listed}
      />
    </div>
  );
}
