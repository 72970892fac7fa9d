import { patientWords as words } from '../words/patients.ts';
import type { Day } from './calendar.ts';

/** How old somebody born on a day is on another: in months below two years. */
export function ageOn(day: Day, born: Day): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [bornYear = 0, bornMonth = 0, bornDate = 0] = born.split('-').map(Number);
  const months = (year - bornYear) * 12 + month - bornMonth - (date < bornDate ? 1 : 0);
  return months < 24 ? words.months(Math.max(0, months)) : words.years(Math.floor(months / 12));
}
