import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromCursor, isDay, isInstant, isText, pageOf, toCursor } from './page.ts';

const key = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null));

test('a cursor gives back the keys it was made of', () => {
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), (keys) => {
      const cursor = toCursor(keys);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(fromCursor(cursor, keys.length)).toEqual(keys);
    }),
  );
});

test('no cursor is the first page', () => {
  expect(fromCursor(undefined, 2)).toBeUndefined();
});

describe('a cursor of nobody’s is refused', () => {
  const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  test.each([
    ['empty', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('[').toString('base64url')],
    ['no list', made({ 0: 'a', 1: 'b', length: 2 })],
    ['text', made('ab')],
    ['null', made(null)],
    ['too few keys', made(['a'])],
    ['too many keys', made(['a', 'b', 'c'])],
    ['a list within', made(['a', ['b']])],
    ['an object within', made(['a', { b: 1 }])],
    ['truth within', made(['a', true])],
  ])('%s', (_, cursor) => {
    expect(() => fromCursor(cursor, 2)).toThrow('request/cursor-unknown');
  });

  test('whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (cursor) => {
        expect(() => fromCursor(cursor, 2)).toThrow('request/cursor-unknown');
      }),
    );
  });
});

test.each([
  ['2026-02-28', true],
  ['2024-02-29', true],
  ['0001-01-01', true],
  ['10000-01-01', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-01-00', false],
  ['0000-01-01', false],
  ['999999-01-01', false],
  ['infinity', false],
  ['', false],
  [20_260_228, false],
  [null, false],
])('%j can be a day: %s', (given, can) => {
  expect(isDay(given)).toBe(can);
});

test.each([
  ['2026-05-01 10:20:30.123456+00', true],
  ['2026-05-01T10:20:30+00:00', true],
  ['10000-01-01 00:00:00+00', true],
  ['2026-02-31 10:20:30+00', false],
  ['0000-01-01 00:00:00+00', false],
  ['2026-05-01 24:00:00+00', false],
  ['2026-05-01 10:60:00+00', false],
  ['2026-05-01 10:20:60+00', false],
  ['2026-05-01 10:20:30', false],
  ['2026-05-01', false],
  ['infinity', false],
  [0, false],
])('%j can be an instant: %s', (given, can) => {
  expect(isInstant(given)).toBe(can);
});

test.each([
  ['', true],
  ['a', true],
  ['a\0', false],
  [1, false],
  [undefined, false],
])('%j can be a text: %s', (given, can) => {
  expect(isText(given)).toBe(can);
});

/** As a store does: rows beyond the cursor in order, one more than the page shows. */
const ask = (rows: readonly number[], size: number, cursor: string | undefined) => {
  const [beyond] = fromCursor(cursor, 1) ?? [];
  const found = rows.filter((row) => beyond === undefined || row > Number(beyond)).slice(0, size + 1);
  return pageOf(found, size, (row) => [row]);
};

test('a last row of nothing but zero has a next page', () => {
  expect(ask([0, 1], 1, undefined).next).not.toBeNull();
});

test('page by page everything is shown once and in order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (given, size) => {
      const rows = given.toSorted((a, b) => a - b);
      const shown: number[] = [];
      let cursor: string | null | undefined;
      let pages = 0;
      do {
        const page = ask(rows, size, cursor ?? undefined);
        shown.push(...page.rows);
        cursor = page.next;
        pages += 1;
        if (cursor) expect(page.rows).toHaveLength(size);
      } while (cursor);
      expect(shown).toEqual(rows);
      expect(pages).toBe(Math.max(1, Math.ceil(rows.length / size)));
    }),
  );
});
