/** A day of the calendar, `2026-11-10`. It has no time zone: which day an instant falls on, the clinic's zone decides. */
export type Day = string;
/** What is known of a day: `1950-06-12`, or the month or year alone, `1950-06` or `1950`. */
export type KnownDay = string;

/** Whether it is a whole day, in a year that somebody meant. */
export const isDay = (text: string): boolean =>
  /^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

const kept = new Map<string, Intl.DateTimeFormat>();

// Making a format is a hundred times dearer than using it.
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = kept.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  kept.set(key, made);
  return made;
}

const partsOf = (made: Intl.DateTimeFormat, date: Date): Partial<Record<Intl.DateTimeFormatPartTypes, string>> =>
  Object.fromEntries(made.formatToParts(date).map(({ type, value }) => [type, value]));

/** Midnight of the day in UTC, where every day has 24 hours. */
const utc = (day: Day): Date => new Date(`${day}T00:00:00Z`);

const MS_A_DAY = 86_400_000;

/** From this instant on a zone's clocks are this many minutes ahead of UTC. */
export interface Offset {
  readonly from: string;
  readonly minutes: number;
}

const clocks = new Map<string, readonly Offset[]>();

/**
 * Takes over how the clinic's database reckons its zone, oldest first. A browser's own rules may be
 * older than a province's last decision about summer time, and then be an hour off.
 */
export const knowClock = (zone: string, offsets: readonly Offset[]): void => void clocks.set(zone, offsets);

/** Minutes ahead of UTC as the database reckons; undefined for times before or far beyond what it told. */
function offsetAt(instant: Date, zone: string): number | undefined {
  const known = clocks.get(zone)?.findLast(({ from }) => Date.parse(from) <= instant.getTime());
  return known && instant.getTime() < Date.now() + 2 * 365 * MS_A_DAY ? known.minutes : undefined;
}

/** What to format, and in which zone, so that the clinic's wall clock comes out. */
function wallClock(instant: string | Date, zone: string): { readonly date: Date; readonly timeZone: string } {
  const date = new Date(instant);
  const minutes = offsetAt(date, zone);
  if (minutes === undefined) return { date, timeZone: zone };
  return { date: new Date(date.getTime() + minutes * 60_000), timeZone: 'UTC' };
}

/** The day an instant falls on in the time zone, an IANA name. */
export function dayOf(instant: string | Date, zone: string): Day {
  const { date, timeZone } = wallClock(instant, zone);
  const made = format('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const { year, month, day } = partsOf(made, date);
  return `${year}-${month}-${day}`;
}

/** What the wall clock shows at an instant in the time zone: `08:02`, or `08:02:17` with seconds. */
export function timeOf(instant: string | Date, zone: string, { seconds = false } = {}): string {
  const { date, timeZone } = wallClock(instant, zone);
  const made = format('en-CA', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const { hour, minute, second } = partsOf(made, date);
  return seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

/** The zone's own name at an instant: `MDT` in summer, `MST` in winter; its distance from UTC where the database knows. */
export function zoneNameOf(instant: string | Date, zone: string, locale: string): string {
  const minutes = offsetAt(new Date(instant), zone);
  if (minutes !== undefined) {
    const clock = new Date(Math.abs(minutes) * 60_000).toISOString().slice(11, 16);
    return `UTC${minutes < 0 ? '-' : '+'}${clock}`;
  }
  return partsOf(format(locale, { timeZone: zone, timeZoneName: 'short' }), new Date(instant)).timeZoneName ?? zone;
}

/** `short`: 30 Oct · `year`: 30 Oct 2026 · `weekday`: Fri 30 Oct · `full`: Friday 30 October 2026. */
export function formatDay(day: Day, locale: string, length: 'short' | 'year' | 'weekday' | 'full' = 'year'): string {
  const words = length === 'full' ? 'long' : 'short';
  // Canadian English abbreviates to "Sept."; three letters stand straight in a column.
  const named = locale.startsWith('en') ? 'en-US' : locale;
  const made = format(named, { timeZone: 'UTC', weekday: words, day: 'numeric', month: words, year: 'numeric' });
  const part = partsOf(made, utc(day));
  return [
    length === 'weekday' || length === 'full' ? part.weekday : undefined,
    part.day,
    part.month,
    length === 'year' || length === 'full' ? part.year : undefined,
  ]
    .filter((word) => word !== undefined)
    .join(' ');
}

/** What is known of a day: 12 Jun 1950, Jun 1950 or 1950. */
export function formatKnownDay(known: KnownDay, locale: string): string {
  if (known.length === 10) return formatDay(known, locale);
  const [, ...rest] = formatDay(`${known}-01-01`.slice(0, 10), locale).split(' ');
  return known.length === 4 ? known : rest.join(' ');
}

/** The day `count` days later, earlier when negative. */
export const addDays = (day: Day, count: number): Day =>
  new Date(utc(day).getTime() + count * MS_A_DAY).toISOString().slice(0, 10);

/** The seven days of the week that `day` is in, from Monday to Sunday. */
export function weekOf(day: Day): Day[] {
  const sinceMonday = (utc(day).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, at) => addDays(day, at - sinceMonday));
}
