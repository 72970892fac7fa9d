import { expect, test } from 'vitest';
import { Refusal } from '#kernel/refusal.ts';
import { parseBundle } from './parse-bundle.ts';
import { syntheaFiles, syntheaText } from './test-bundles.ts';

test('reads JSON, a byte order mark before it or not', () => {
  expect(parseBundle('\uFEFF{"a": [1]}', 'file.json')).toEqual({ a: [1] });
});

test.each([
  ['', 'line 1, column 1'],
  ['{"a": 1,}', 'line 1, column 9'],
  ['{\n  "a": 1,\n  b: 2\n}', 'line 3, column 3'],
  ['{\n  "a": "not', 'line 2, column 12'],
  ['<Bundle/>', 'line 1, column 1'],
  ['{\n  "resourceType": Bundle,\n  "type": "collection"\n}', 'line 2, column 19'],
  ['[\n"a text of some length",\n,]', 'line 3, column 1'],
])('says where %j stops being JSON', (text, path) => {
  expect(() => parseBundle(text, 'file.json')).toThrow(
    expect.objectContaining({
      code: 'fhir/bundle-broken',
      facts: { file: 'file.json', entry: 'none', path, problem: 'is not JSON' },
    }),
  );
});

test.each([
  ['{"a": 1, "b": {"a": 2, "a": 3}}', 'line 1, column 24', 'names a property for the second time'],
  ['{"a\\"": 1,\n "a\\u0022": 2}', 'line 2, column 2', 'names a property for the second time'],
  ['{"a": 1}\n{"a": 2}\n', 'line 2, column 1', 'begins another JSON text: NDJSON is no bundle'],
])('refuses %j, of which a part would be lost', (text, path, problem) => {
  expect(() => parseBundle(text, 'file.json')).toThrow(
    expect.objectContaining({ facts: { file: 'file.json', entry: 'none', path, problem } }),
  );
});

test('a property may be named again in another object, and in a text', () => {
  const text = '{"a": [{"a": "\\"a\\": 1, \\\\"}, {"a": ["a", "a"]}], "b": "a"}';
  expect(parseBundle(text, 'file.json')).toEqual(JSON.parse(text));
});

test('a file cut off anywhere is refused', () => {
  const text = syntheaText(syntheaFiles()[0] ?? '');
  for (const share of [0.1, 0.5, 0.999]) {
    expect(() => parseBundle(text.slice(0, text.length * share), 'file.json')).toThrow(Refusal);
  }
});
