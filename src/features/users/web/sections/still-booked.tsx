import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { call } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { dayOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { userWords } from '#web/words/users.ts';
import css from '../user-form.module.css';
import { type BookedAt, PreviewSiteRemoval, type UserRecord } from '../../contract.ts';

const words = userWords.form.booked;
type Taken = UserRecord['sites'][number];

interface StillBookedProps {
  readonly userId: UserRecord['userId'];
  readonly name: string;
  /** Assigned as it is saved, and taken away on the page. */
  readonly taken: readonly Taken[];
}

/** What is to come at the sites that are being taken away, and the way there: it is moved first. */
export function StillBooked({ userId, name, taken }: StillBookedProps) {
  const may = useMay();
  const { timeZone } = useClinic();
  const [booked, setBooked] = useState<readonly BookedAt[]>([]);
  const asks = may(PreviewSiteRemoval.name) && taken.length > 0;
  useEffect(() => {
    if (!asks) return undefined;
    const stop = new AbortController();
    const ask = async () => {
      // Not told here, it is told by the refusal.
      const answer = await call(PreviewSiteRemoval, { userId }, { signal: stop.signal }).catch(() => undefined);
      if (answer?.ok) setBooked(answer.value.booked);
    };
    void ask();
    return () => stop.abort();
  }, [asks, userId]);
  const left = taken.flatMap((site) =>
    booked.filter(({ siteId }) => siteId === site.id).map((at) => ({ ...at, site })),
  );
  const weekOf = ({ siteId, first }: BookedAt) =>
    `/schedule?${new URLSearchParams({ view: 'week', day: dayOf(first, timeZone), site: siteId, provider: userId })}`;
  return (
    <div aria-live="polite" className={css.still}>
      {left.map((one) => (
        <Notice
          key={one.siteId}
          tone="warn"
          title={words.still(name, one.appointments, one.site.name)}
          action={may('schedule.list-appointments') && <Link to={weekOf(one)}>{words.schedule(one.site.name)}</Link>}
        >
          {words.first} <TimeText instant={one.first} />. {words.moveFirst(one.appointments)}
        </Notice>
      ))}
    </div>
  );
}
