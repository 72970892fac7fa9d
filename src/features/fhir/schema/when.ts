const DAY = /^\d{4}-\d\d-\d\d$/;
const PART_OF_YEAR = /^\d{4}(-(0[1-9]|1[0-2]))?$/;
const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** The first instant whose day begins with the year 1000 in every time zone. */
const EARLIEST = '1000-01-02T00:00:00.000Z';

const isDay = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/** A FHIR `date`: a day of the calendar, a month or a year. Before the year 1000 it is what a system writes for none. */
export const isDate = (text: string): boolean => !text.startsWith('0') && (PART_OF_YEAR.test(text) || isDay(text));

/** A FHIR `instant`: to the second at least, with its offset from UTC. */
export function isInstant(text: string): boolean {
  const day = INSTANT.exec(text)?.[1];
  // An offset may carry the first or the last hours of the calendar beyond it.
  if (day === undefined || !isDate(day)) return false;
  const utc = new Date(withoutLeap(text)).toISOString();
  return utc >= EARLIEST && utc.length === EARLIEST.length;
}

/** The 61st second of a minute is taken for its 60th: clocks here have none. */
const withoutLeap = (text: string): string => text.replace(/(T\d\d:\d\d):60/, '$1:59');

/** A FHIR `dateTime`: a `date` or an `instant`. */
export const isDateTime = (text: string): boolean => isDate(text) || isInstant(text);

/** The day a FHIR `date` or `dateTime` names where it was written; a year or month stands for its first day. */
const dayOf = (text: string): string => `${text.slice(0, 10)}-01-01`.slice(0, 10);

/** An ISO instant in UTC when the hour is known, else a day: `2020-04-13T06:19:07.000Z` or `2020-04-13`. */
export const momentOf = (text: string): string =>
  text.includes('T') ? new Date(withoutLeap(text)).toISOString() : dayOf(text);

/** Whether the end does not come before the start, as far as both are known. */
export function inOrder({
  start,
  end,
}: {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}): boolean {
  if (start === undefined || end === undefined) return true;
  if (start.includes('T') && end.includes('T')) return momentOf(start) <= momentOf(end);
  const known = Math.min(start.length, end.length, 10);
  return start.slice(0, known) <= end.slice(0, known);
}
