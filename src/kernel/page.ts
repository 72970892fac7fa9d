import { Refusal } from './refusal.ts';

/** The last row's sort keys, as the opaque text a client hands back for the next page. */
export const toCursor = (keys: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(keys)).toString('base64url');

/**
 * The sort keys that a cursor stands for.
 *
 * @throws {Refusal} `request/cursor-unknown` when it is none of ours.
 */
export function fromCursor(cursor: string | undefined, length: number): (string | number | null)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const plain = (one: unknown) => one === null || typeof one === 'string' || typeof one === 'number';
    if (Array.isArray(keys) && keys.length === length && keys.every(plain)) return keys;
  } catch {
    // Falls through to the refusal: a cursor that cannot be read is not ours.
  }
  throw new Refusal('request/cursor-unknown');
}

/** A page of `size` rows and where it ended, from up to `size + 1` rows asked for. */
export function pageOf<Row>(
  rows: readonly Row[],
  size: number,
  keysOf: (row: Row) => readonly (string | number | null)[],
): { rows: Row[]; next: string | null } {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > size && last !== undefined ? toCursor(keysOf(last)) : null };
}

type Key = string | number | null | undefined;

/** Whether a cursor's key can be an id: what is none must not reach the database as one. */
export const isUuid = (key: Key): key is string =>
  typeof key === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key);

/** Whether a cursor's key can be a day, as PostgreSQL writes it: there is no year 0 and no 31 February. */
export function isDay(key: Key): key is string {
  const [, year = '', month, day] = (typeof key === 'string' && /^(\d{4,6})-(\d\d)-(\d\d)$/.exec(key)) || [];
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return Number(year) > 0 && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

const INSTANT = /^([\d-]+)[ T](?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,6})?\+00(?::00)?$/;
/** Whether a cursor's key can be an instant, as PostgreSQL writes it in UTC, to the microsecond. */
export const isInstant = (key: Key): key is string => typeof key === 'string' && isDay(INSTANT.exec(key)?.[1]);

/** Whether a cursor's key can be a text: PostgreSQL keeps none with a NUL. */
export const isText = (key: Key): key is string => typeof key === 'string' && !key.includes('\0');
