import { type ClinicTime } from '#web/ui/clinic-context.ts';
import { formatDay } from '#web/ui/calendar.ts';

/** The moment a page speaks of, as its address says it; without a day it is now. */
export interface AsOf {
  readonly day?: string;
  readonly time?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}$/;

/** What an address says of the moment; what does not fit is left out. */
export function asOfOf(search: URLSearchParams): AsOf {
  const [day, time] = [search.get('day') ?? '', search.get('time') ?? ''];
  if (!DAY.test(day)) return {};
  return { day, ...(TIME.test(time) ? { time } : {}) };
}

/** The same for an address: `?day=2026-05-03&time=14:00`, or nothing for now. */
export const searchOf = ({ day, time }: AsOf): string =>
  day ? `?${new URLSearchParams({ day, ...(time ? { time } : {}) })}` : '';

/** In words: "3 May 2026, 14:00". */
export const sayAsOf = ({ day, time = '00:00' }: AsOf, { locale }: Pick<ClinicTime, 'locale'>): string | undefined =>
  day && `${formatDay(day, locale)}, ${time}`;
