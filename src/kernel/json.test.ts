import { expect, test } from 'vitest';
import { asWritten, parseJson } from './json.ts';

test('a number is remembered as it was written', () => {
  const read = parseJson('{"value": 7.0, "list": [{"value": 1.50e3}, {"value": 7}, 2.50]}') as {
    readonly list: [object, object, number];
  };
  expect(read).toEqual({ value: 7, list: [{ value: 1500 }, { value: 7 }, 2.5] });
  expect([asWritten(read, 'value', 7), asWritten(read.list[0], 'value', 1500), asWritten(read.list, '2', 2.5)]).toEqual(
    ['7.0', '1.50e3', '2.50'],
  );
  expect([asWritten(read.list[1], 'value', 7), asWritten({ value: 8 }, 'value', 8)]).toEqual(['7', '8']);
});

test.each([
  ['{"a": {"__proto__": 1}}', 'names a property that nothing has', 'line 1, column 8'],
  ['{"a": 1,\n "a": 2}', 'names a property for the second time', 'line 2, column 2'],
  ['{"a": 1', 'is not JSON', 'line 1, column 8'],
  [`${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'is nested too deeply', ''],
])('%.30j is refused', (text, message, place) => {
  expect(() => parseJson(text)).toThrow(expect.objectContaining({ message, place }));
});
