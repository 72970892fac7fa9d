const TIME =
  /^(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:\.\d{1,6})?)?)?)?)?)?(?:([+-])(\d{1,2}):?(\d\d))?$/;

/** A time as HL7 writes it (`YYYY[MM[DD[HH[MM[SS[.S]]]]]][+/-ZZZZ]`), in its parts. */
interface Time {
  /** As much of the day as is known: `2004`, `2004-07`, `2004-07-13`. */
  readonly day: string;
  /** `14:05:00`, where an hour is known. */
  readonly clock: string | null;
  /** `-05:00`; null: by the clinic's clock. */
  readonly offset: string | null;
}

/** Null where nothing is said; undefined where it is no time. Laboratories shorten the offset: `-500`. */
export function timeOf(raw: string): Time | null | undefined {
  // Some systems write punctuation, or a degree of precision behind the time.
  const text = (raw.split('^')[0] ?? '')
    .trim()
    .replace(/^(\d{4})-(\d\d)-(\d\d)[ T]?/, '$1$2$3')
    .replaceAll(/(?<=\d):(?=\d\d)/g, '');
  if (text === '' || /^0+$/.test(text)) return null;
  const [, year, month, date, hour, minute = '00', second = '00', sign, hours, minutes] = TIME.exec(text) ?? [];
  if (year === undefined || !isDay(year, month, date)) return undefined;
  if (Number(hour ?? 0) > 23 || Number(minute) > 59 || Number(second) > 60 || Number(hours ?? 0) > 15) return undefined;
  return {
    day: [year, month, date].filter((part) => part !== undefined).join('-'),
    clock: hour === undefined ? null : `${hour}:${minute}:${second === '60' ? '59' : second}`,
    offset: sign === undefined ? null : `${sign}${(hours ?? '').padStart(2, '0')}:${minutes}`,
  };
}

function isDay(year: string, month = '01', date = '01'): boolean {
  if (Number(year) < 1000) return false;
  const day = new Date(`${year}-${month}-${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(`${year}-${month}-${date}`);
}

/** A moment: an instant with its offset, or a time or day by the clinic's clock. Months and years stand for their first day. */
export function momentOf({ day, clock, offset }: Time): string {
  const whole = `${day}-01-01`.slice(0, 10);
  if (clock === null) return whole;
  return `${whole}T${clock}${offset ?? ''}`;
}

/** For a reader: `2004-07-13 14:05`. */
export const timeText = ({ day, clock }: Time): string => (clock === null ? day : `${day} ${clock.slice(0, 5)}`);
