/** One way in which what was typed can find a patient; each is a range of one index. */
export type Way =
  | { readonly by: 'name'; readonly begins: string }
  /** Born on that day, or in a month or year of which only that is known and which holds the day that was asked for. */
  | { readonly by: 'birth'; readonly day: string; readonly known: 'day' | 'month' | 'year' }
  /** Born in that month or year; a month leaves out those of whom only the year is known. */
  | { readonly by: 'birth-in'; readonly from: string; readonly until: string; readonly known: 'month' | 'year' }
  | { readonly by: 'number' | 'health' | 'phone' | 'cell'; readonly begins: string; readonly whole?: true };

/** So many digits begin a number that is worth looking for; fewer are a whole demographic number. */
export const LEAST_DIGITS = 3;

/** `1980-05-12`, `1980/5/12` or `19800512` as a day that exists. */
function dayIn(text: string): string | undefined {
  const [, year, , month = '', day = ''] =
    /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? /^(\d{4})()(\d\d)(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const said = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const made = new Date(`${said}T00:00:00Z`);
  const exists = !Number.isNaN(made.getTime()) && made.toISOString().startsWith(said);
  return exists && isYear(year) ? said : undefined;
}

const monthOf = (day: string) => `${day.slice(0, 7)}-01`;
const yearOf = (day: string) => `${day.slice(0, 4)}-01-01`;
const isYear = (year: string) => year > '1800' && year < '2200';

/** `1984`, `1984-03` or `1984/3` as the month or year in which somebody was born. */
function spanIn(text: string): Way[] {
  const [, year = '', month] = /^(\d{4})(?:[-/](\d{1,2}))?$/.exec(text) ?? [];
  if (!isYear(year)) return [];
  if (month === undefined) {
    return [{ by: 'birth-in', from: `${year}-01-01`, until: `${Number(year) + 1}-01-01`, known: 'year' }];
  }
  const number = Number(month);
  if (number < 1 || number > 12) return [];
  const from = `${year}-${month.padStart(2, '0')}-01`;
  const until = number === 12 ? `${Number(year) + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
  return [
    { by: 'birth-in', from, until, known: 'month' },
    { by: 'birth', day: yearOf(from), known: 'year' },
  ];
}

/** Born on that day; then those who may be: of whom only the month, or only the year, is known. */
const bornOn = (day: string): Way[] => [
  { by: 'birth', day, known: 'day' },
  { by: 'birth', day: monthOf(day), known: 'month' },
  { by: 'birth', day: yearOf(day), known: 'year' },
];

/**
 * What a search text can mean, the likeliest first: `smith` and `smith, jo` begin a name,
 * `1980-05-12` is a date of birth, `1980-05` a month and `1980` a year of birth, digits begin a demographic, health or phone number, and
 * letters with digits begin a name or a health number. Nothing at all means everybody.
 */
export function waysOf(query: string): Way[] {
  const text = query.trim();
  const day = dayIn(text);
  const birth = day ? bornOn(day) : [];
  const span = spanIn(text);
  const digits = text.replaceAll(/\D/g, '');
  if (digits === '' || !/^[\d\s()+./#-]+$/.test(text)) return [...byName(text), ...byHealth(text)];
  if (digits.length < LEAST_DIGITS) return [{ by: 'number', begins: digits, whole: true }];
  if (day && !/^\d+$/.test(text)) return birth;
  if (span.length > 0 && !/^\d+$/.test(text)) return span;
  // What North America dials first is not part of the number.
  const phone = digits.length === 11 || text.startsWith('+') ? digits.replace(/^1(?=\d)/, '') : digits;
  return [
    ...birth,
    { by: 'number', begins: digits },
    { by: 'health', begins: digits },
    { by: 'phone', begins: phone },
    { by: 'cell', begins: phone },
    // A year is as often the beginning of a number.
    ...span,
  ];
}

/** Whether what is known of a birth date leaves open that this is who was looked for: found by more of a date than is known. */
export function mayBe(query: string, born: string | null): boolean {
  const [first] = waysOf(query);
  if (!born || !first) return false;
  if (first.by === 'birth') return born.length < '1984-03-12'.length;
  return first.by === 'birth-in' && first.known === 'month' && born.length < '1984-03'.length;
}

const byName = (text: string): Way[] => [{ by: 'name', begins: text.replaceAll(/\s+/g, ' ').replace(/ ?, ?/, ', ') }];

function byHealth(text: string): Way[] {
  const begins = text.replaceAll(/[\s.-]/g, '').toUpperCase();
  const mixed = /^[\dA-Z]+$/.test(begins) && /\d/.test(begins) && /[A-Z]/.test(begins);
  return mixed && begins.length >= LEAST_DIGITS ? [{ by: 'health', begins }] : [];
}
