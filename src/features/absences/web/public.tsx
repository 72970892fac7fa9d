import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { useSession } from '#web/session.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { coverWords as words } from '#web/words/cover.ts';
import { workKinds } from '#web/words/work-kinds.ts';
import { type Absence, ListAbsences } from '../contract.ts';
import css from './cover-banner.module.css';

/** On every page while it is so: for whom the reader covers and until when, and that the reader is recorded as away. */
export function CoverBanner() {
  const { covering, awayUntil } = useSession();
  const { locale } = useClinic();
  if (covering.length === 0 && !awayUntil) return null;
  const mine = (
    <Button component={Link} to="/my/absences" size="xs" variant="default">
      {words.mine}
    </Button>
  );
  return (
    <section className={`${css.banner} no-print`} aria-label={words.region}>
      {awayUntil && (
        <Notice tone="warn" title={words.away(formatDay(awayUntil, locale, 'weekday'))} action={mine}>
          {words.awayWhy}
        </Notice>
      )}
      {covering.map(({ user, until, kinds }) => (
        <Notice key={user.userId} title={words.covers(user.name, formatDay(until, locale, 'weekday'))}>
          {words.kinds(kinds.map((kind) => workKinds[kind]?.many ?? kind).join(', '))}
        </Notice>
      ))}
    </section>
  );
}

/** On the page of a user: that they are away now, and who covers; nothing while they are here. */
export function AwayNotice({ userId }: { readonly userId: Id<'user'> }) {
  const { locale } = useClinic();
  const [found, setFound] = useState<Absence | 'failed'>();
  useEffect(() => {
    const stop = new AbortController();
    const look = async () => {
      const asked = { userId, show: 'now' } as const;
      const answer = await call(ListAbsences, asked, { signal: stop.signal }).catch(() => undefined);
      if (!stop.signal.aborted) setFound(answer?.ok ? answer.value.absences[0] : 'failed');
    };
    void look();
    return () => stop.abort();
  }, [userId]);
  if (found === undefined) return null;
  if (found === 'failed') return <Notice tone="warn">{words.notLookedUp}</Notice>;
  const { until, reason, covers } = found;
  const names = [...new Set(covers.map(({ coverer }) => coverer.name))];
  return (
    <Notice title={words.userAway(formatDay(until, locale, 'weekday'), words.reasons[reason])}>
      {names.length > 0 ? words.coveredBy(names) : words.notCovered}
    </Notice>
  );
}
