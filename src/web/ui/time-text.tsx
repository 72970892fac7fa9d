import { uiWords } from '../words/ui.ts';
import { addDays, dayOf, formatDay, timeOf, zoneNameOf } from './calendar.ts';
import { type ClinicTime, useClinic } from './clinic-context.ts';

/** An instant as it is said in the clinic: `Today 08:02`, `Yesterday 17:20`, `30 Oct 16:48`; with the year when it is another. */
export function sayTime(instant: string | Date, { timeZone, locale, today }: ClinicTime): string {
  const day = dayOf(instant, timeZone);
  const time = timeOf(instant, timeZone);
  if (day === today) return uiWords.time.today(time);
  if (day === addDays(today, -1)) return uiWords.time.yesterday(time);
  if (day === addDays(today, 1)) return uiWords.time.tomorrow(time);
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return `${formatDay(day, locale, sameYear ? 'short' : 'year')} ${time}`;
}

/** The same in the middle of a sentence: `today 08:02`. */
export const sayTimeWithin = (instant: string | Date, clinic: ClinicTime): string =>
  sayTime(instant, clinic).replace(/^./u, (letter) => letter.toLocaleLowerCase(clinic.locale));

interface TimeTextProps {
  readonly instant: string | Date;
  /** In the middle of a sentence. */
  readonly within?: boolean;
}

/** An instant in the clinic's time zone; the full date, seconds and zone stand in its title. */
export function TimeText({ instant, within = false }: TimeTextProps) {
  const clinic = useClinic();
  const { timeZone, locale } = clinic;
  const day = formatDay(dayOf(instant, timeZone), locale, 'full');
  const time = timeOf(instant, timeZone, { seconds: true });
  return (
    <time
      className="nowrap"
      dateTime={new Date(instant).toISOString()}
      title={`${day}, ${time} ${zoneNameOf(instant, timeZone, locale)}`}
    >
      {within ? sayTimeWithin(instant, clinic) : sayTime(instant, clinic)}
    </time>
  );
}
