import { patientWords as words } from '../words/patients.ts';
import type { KnownDay } from './calendar.ts';

/**
 * How old somebody born on a day is on another: in months below two years. Where a month or year alone is known of
 * either, the least and the most they can be.
 */
export function ageOn(day: KnownDay, born: KnownDay): string {
  const least = monthsBetween(lastOf(born), firstOf(day));
  const most = monthsBetween(firstOf(born), lastOf(day));
  if (most < 24) return least === most ? words.months(most) : words.monthsBetween(least, most);
  const [from, to] = [Math.floor(least / 12), Math.floor(most / 12)];
  return from === to ? words.years(to) : words.yearsBetween(from, to);
}

const firstOf = (known: KnownDay): string => `${known}-01-01`.slice(0, 10);
const lastOf = (known: KnownDay): string => known + '-12-31'.slice(known.length - 4);

function monthsBetween(born: string, day: string): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [bornYear = 0, bornMonth = 0, bornDate = 0] = born.split('-').map(Number);
  return Math.max(0, (year - bornYear) * 12 + month - bornMonth - (date < bornDate ? 1 : 0));
}
