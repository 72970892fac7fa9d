import { useEffect, useState } from 'react';
import { addDays, type Day } from '#web/ui/calendar.ts';
import { minutesOf, timeAt } from './clock.ts';

const HALF_A_MINUTE_MS = 30_000;
const MS_A_MINUTE = 60_000;
const MINUTES_A_DAY = 1_440;

export interface Now {
  readonly day: Day;
  readonly time: string;
}

/**
 * What the clinic's calendar and clock show now: what the server said, and the time since. The
 * browser is not asked: its clock may be wrong, and its time zones older than the law.
 */
export function useNow(said: Now): Now {
  const [since, setSince] = useState({ said, ms: 0 });
  useEffect(() => {
    const at = Date.now();
    const ticking = setInterval(() => setSince({ said, ms: Date.now() - at }), HALF_A_MINUTE_MS);
    return () => clearInterval(ticking);
  }, [said]);
  const minutes = minutesOf(said.time) + (since.said === said ? Math.floor(since.ms / MS_A_MINUTE) : 0);
  return { day: addDays(said.day, Math.floor(minutes / MINUTES_A_DAY)), time: timeAt(minutes % MINUTES_A_DAY) };
}
