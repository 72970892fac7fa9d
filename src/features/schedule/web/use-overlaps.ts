import { useEffect, useState } from 'react';
import { call } from '#web/api.ts';
import { addDays, type Day } from '#web/ui/calendar.ts';
import { ListAppointments, type Schedule } from '../contract.ts';
import { minutesOf } from './clock.ts';
import { awayOn, slotsOf } from './columns.ts';
import { type Slot, takesTime } from './grid.ts';
import type { TimeChoice } from './time-choice.ts';

const MINUTES_A_DAY = 1_440;
const MS_A_DAY = 86_400_000;

/** Minutes on the clinic's wall clock since some day long ago. */
const wall = (day: Day, start: string) => (Date.parse(day) / MS_A_DAY) * MINUTES_A_DAY + minutesOf(start);

/** Those that take the provider's time within the chosen one. */
export function overlapping(
  slots: readonly Slot[],
  { day, start, durationMinutes }: TimeChoice,
  besides?: string,
): Slot[] {
  const from = wall(day, start);
  return slots.filter((slot) => {
    if (!takesTime(slot) || (slot.patient && slot.appointmentId === besides)) return false;
    const begins = wall(slot.day, slot.start);
    return begins < from + durationMinutes && begins + slot.durationMinutes > from;
  });
}

/** What stands against a time: what takes it already, and the last day of an absence in which it falls. */
export interface Against {
  readonly overlaps: readonly Slot[] | 'unknown';
  readonly awayUntil: Day | undefined;
}

type Found = { readonly asked: string; readonly schedule: Schedule | 'unknown' };

/**
 * What already takes the chosen time of the provider, at any site, and whether they are away; undefined while it is looked
 * up or nothing is chosen. The days on both sides are asked for too: an appointment may go on
 * after midnight.
 */
export function useOverlaps(choice: TimeChoice, besides?: string): Against | undefined {
  const { providerId, day, start } = choice;
  const asked = providerId && day ? `${providerId} ${day}` : undefined;
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (!asked || !providerId) return undefined;
    const stop = new AbortController();
    const look = async () => {
      const input = { from: addDays(day, -1), to: addDays(day, 1), providerId };
      const answer = await call(ListAppointments, input, { signal: stop.signal }).catch(() => undefined);
      if (!stop.signal.aborted) setFound({ asked, schedule: answer?.ok ? answer.value : 'unknown' });
    };
    void look();
    return () => stop.abort();
  }, [asked, providerId, day]);
  if (!asked || !start || found?.asked !== asked) return undefined;
  const { schedule } = found;
  if (schedule === 'unknown') return { overlaps: 'unknown', awayUntil: undefined };
  return {
    overlaps: overlapping(slotsOf(schedule), choice, besides),
    awayUntil: awayOn(schedule, providerId ?? undefined, day)?.until,
  };
}
