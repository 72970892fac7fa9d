// docs/asvs.md says which test proves what. A file that is gone, or a test that is called otherwise now, proves nothing.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const document = readFileSync('docs/asvs.md', 'utf8');
/** A file in backticks, with the names of its tests in quotes behind it. */
const named = [...document.matchAll(/`((?:src|test|e2e)\/[^`]+)`((?:\s*“[^”]+”)*)/g)].map(
  ([, file = '', names = '']) => ({
    file,
    names: [...names.matchAll(/“([^”]+)”/g)].map((match) => (match[1] ?? '').replace(/\s+/g, ' ')),
  }),
);

test('every file that is named is there, and so is every test', () => {
  expect(named.length).toBeGreaterThan(50);
  const missing = named.flatMap(({ file, names }) => {
    if (!existsSync(file)) return [file];
    const text = readFileSync(file, 'utf8');
    return names.filter((name) => !text.includes(name)).map((name) => `${file}: ${name}`);
  });
  expect(missing).toEqual([]);
});

test('every requirement of levels 1 and 2 has its row, once, and none waits', () => {
  const rows = [...document.matchAll(/^\| (\d\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \|$/gm)];
  const numbers = rows.map(([, number = '']) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  const sections = Object.entries({
    '6.1': 3,
    '6.2': 12,
    '6.3': 4,
    '6.4': 4,
    '6.5': 5,
    '6.6': 3,
    '6.8': 4,
    '7.1': 3,
    '7.2': 4,
    '7.3': 2,
    '7.4': 5,
    '7.5': 2,
    '7.6': 2,
  });
  const expected = sections.flatMap(([section, last]) => Array.from({ length: last }, (_, n) => `${section}.${n + 1}`));
  expect(numbers).toEqual(expected);
  expect(document).not.toMatch(/waiting/i);
});
