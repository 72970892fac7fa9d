import { useEffect, useState } from 'react';
import { call } from '#web/api.ts';
import { addDays, type Day } from '#web/ui/calendar.ts';
import { ListAppointments } from '../contract.ts';
import { minutesOf } from './clock.ts';
import { slotsOf } from './columns.ts';
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

type Found = { readonly asked: string; readonly slots: readonly Slot[] | 'unknown' };

/**
 * What already takes the chosen time of the provider, at any site; undefined while it is looked
 * up or nothing is chosen. The days on both sides are asked for too: an appointment may go on
 * after midnight.
 */
export function useOverlaps(choice: TimeChoice, besides?: string): readonly Slot[] | 'unknown' | undefined {
  const { providerId, day, start } = choice;
  const asked = providerId && day ? `${providerId} ${day}` : undefined;
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (!asked || !providerId) return undefined;
    const stop = new AbortController();
    const look = async () => {
      const input = { from: addDays(day, -1), to: addDays(day, 1), providerId };
      const answer = await call(ListAppointments, input, { signal: stop.signal }).catch(() => undefined);
      if (!stop.signal.aborted) setFound({ asked, slots: answer?.ok ? slotsOf(answer.value) : 'unknown' });
    };
    void look();
    return () => stop.abort();
  }, [asked, providerId, day]);
  if (!asked || !start || found?.asked !== asked) return undefined;
  return found.slots === 'unknown' ? 'unknown' : overlapping(found.slots, choice, besides);
}
