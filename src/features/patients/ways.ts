/** One way in which what was typed can find a patient; each is a range of one index. */
export type Way =
  | { readonly by: 'name'; readonly begins: string }
  | { readonly by: 'birth'; readonly day: string }
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
  return exists && year > '1800' ? said : undefined;
}

/**
 * What a search text can mean, the likeliest first: `smith` and `smith, jo` begin a name,
 * `1980-05-12` is a date of birth, digits begin a demographic, health or phone number, and
 * letters with digits begin a name or a health number. Nothing at all means everybody.
 */
export function waysOf(query: string): Way[] {
  const text = query.trim();
  const day = dayIn(text);
  const birth: Way[] = day ? [{ by: 'birth', day }] : [];
  const digits = text.replaceAll(/\D/g, '');
  if (digits === '' || !/^[\d\s()+./#-]+$/.test(text)) return [...byName(text), ...byHealth(text)];
  if (digits.length < LEAST_DIGITS) return [{ by: 'number', begins: digits, whole: true }];
  if (day && !/^\d+$/.test(text)) return birth;
  // What North America dials first is not part of the number.
  const phone = digits.length === 11 || text.startsWith('+') ? digits.replace(/^1(?=\d)/, '') : digits;
  return [
    ...birth,
    { by: 'number', begins: digits },
    { by: 'health', begins: digits },
    { by: 'phone', begins: phone },
    { by: 'cell', begins: phone },
  ];
}

const byName = (text: string): Way[] => [{ by: 'name', begins: text.replaceAll(/\s+/g, ' ').replace(/ ?, ?/, ', ') }];

function byHealth(text: string): Way[] {
  const begins = text.replaceAll(/[\s.-]/g, '').toUpperCase();
  const mixed = /^[\dA-Z]+$/.test(begins) && /\d/.test(begins) && /[A-Z]/.test(begins);
  return mixed && begins.length >= LEAST_DIGITS ? [{ by: 'health', begins }] : [];
}
