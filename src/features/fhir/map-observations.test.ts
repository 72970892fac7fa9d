import { describe, expect, test } from 'vitest';
import { readBundle } from './bundle.ts';
import { mapBundle } from './map-bundle.ts';
import { parseBundle } from './parse-bundle.ts';
import { coded, imported, patient, subject } from './test-bundles.ts';

type Content = Record<string, unknown>;

const observation = (id: string, said: Content) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: coded(id, `Name of ${id}`),
  ...said,
});

/** The lines of a report on these observations, its result referring to the first alone. */
const lines = (first: Content, ...others: Content[]) => {
  const result = [{ reference: `Observation/${String(first['id'])}` }];
  const report = { resourceType: 'DiagnosticReport', status: 'final', code: {}, subject, result };
  return imported(patient, first, ...others, report).results[0]?.observations;
};

test.each<[string, Content, string, string]>([
  ['a quantity', { valueQuantity: { value: 5.4, unit: 'mmol/L' } }, '5.4', 'mmol/L'],
  ['a quantity with a bound', { valueQuantity: { value: 0.01, comparator: '<', code: 'ng/mL' } }, '<0.01', 'ng/mL'],
  ['a concept', { valueCodeableConcept: coded('266919005', ' Never smoker ') }, 'Never smoker', ''],
  ['a concept known by its code alone', { valueCodeableConcept: coded('266919005') }, '266919005', ''],
  ['text', { valueString: 'not HIV positive' }, 'not HIV positive', ''],
  ['yes', { valueBoolean: true }, 'yes', ''],
  ['zero', { valueInteger: 0 }, '0', ''],
  ['a range', { valueRange: { low: { value: 1 }, high: { value: 2, unit: 'cm' } } }, '1–2 cm', ''],
  ['a ratio', { valueRatio: { numerator: { value: 1 }, denominator: { value: 64 } } }, '1 : 64', ''],
  ['a period', { valuePeriod: { start: '2019', end: '2020' } }, '2019 to 2020', ''],
  ['a series', { valueSampledData: { data: '1 2 3' } }, 'a series, not imported', ''],
  ['a partial date', { valueDateTime: '1980-05' }, '1980-05', ''],
  ['no value and why', { dataAbsentReason: coded('not-performed', 'Not Performed') }, 'no value: Not Performed', ''],
  ['nothing', {}, 'no value', ''],
])('an observation may say %s', (_, said, value, unit) => {
  expect(lines(observation('a', said))).toEqual([
    { code: 'a', name: 'Name of a', value, unit, range: '', abnormal: false },
  ]);
});

test('components are lines of their own', () => {
  const component = [
    {
      code: coded('8462-4', 'Diastolic'),
      valueQuantity: { value: 96.4, unit: 'mm[Hg]' },
      interpretation: [coded('H')],
    },
    { code: coded('8480-6', 'Systolic'), valueQuantity: { value: 120, unit: 'mm[Hg]' } },
  ];
  const expected = [
    { name: 'Diastolic', value: '96.4', abnormal: true },
    { name: 'Systolic', value: '120', abnormal: false },
  ];
  expect(lines(observation('bp', { component }))).toMatchObject(expected);
  expect(lines(observation('bp', { component, valueString: 'seated' }))).toMatchObject([
    { value: 'seated' },
    ...expected,
  ]);
});

test('panels are opened, each member once, however they refer to each other', () => {
  const member = (id: string) => ({ reference: `Observation/${id}` });
  const panel = observation('panel', {
    hasMember: [member('a'), member('a'), { ...member('far'), display: 'Sodium' }],
  });
  const a = observation('a', { valueInteger: 1, hasMember: [member('panel')] });
  expect(lines(panel, a)).toMatchObject([
    { name: 'Name of a', value: '1' },
    { name: 'Sodium', value: 'not imported' },
  ]);
});

test('panels that lie in each other more deeply than calls may are opened too', () => {
  const chain = Array.from({ length: 20_000 }, (_, at) =>
    observation(`o${at}`, { valueInteger: at, hasMember: [{ reference: `Observation/o${at + 1}` }] }),
  );
  const [first, ...others] = chain;
  expect(lines(first ?? {}, ...others)).toHaveLength(20_001);
});

test('an observation that was an error is left out', () => {
  expect(lines(observation('a', { status: 'entered-in-error', valueInteger: 1 }))).toEqual([]);
});

describe('a value is abnormal', () => {
  const range = (low?: number, high?: number, more: Content = {}) => ({
    ...(low !== undefined && { low: { value: low, unit: 'mmol/L' } }),
    ...(high !== undefined && { high: { value: high, unit: 'mmol/L' } }),
    ...more,
  });
  const value = (number: number, more: Content = {}) => ({ value: number, unit: 'mmol/L', ...more });

  test.each<[string, Content, boolean]>([
    ['as the laboratory says', { valueQuantity: value(4), interpretation: [coded('HH')] }, true],
    [
      'against the range, if it says so',
      { valueQuantity: value(9), interpretation: [coded('N')], referenceRange: [range(3, 5)] },
      false,
    ],
    ['as it says in words', { valueString: 'x', interpretation: [{ text: 'Critically high' }] }, true],
    ['detected', { valueString: 'x', interpretation: [coded('DET')] }, true],
    ['never by words that are not', { valueString: 'x', interpretation: [{ text: 'Not detected' }] }, false],
    ['below the range', { valueQuantity: value(2.9), referenceRange: [range(3, 5)] }, true],
    ['above the range', { valueQuantity: value(5.1), referenceRange: [range(3, 5)] }, true],
    ['within it', { valueQuantity: value(5), referenceRange: [range(3, 5)] }, false],
    ['beyond the one end', { valueQuantity: value(6), referenceRange: [range(undefined, 5)] }, true],
    ['less than the low end', { valueQuantity: value(3, { comparator: '<' }), referenceRange: [range(3, 5)] }, true],
    ['more than the high end', { valueQuantity: value(5, { comparator: '>' }), referenceRange: [range(3, 5)] }, true],
    ['outside of all ranges', { valueQuantity: value(9), referenceRange: [range(3, 5), range(4, 6)] }, true],
    ['within one of them', { valueQuantity: value(6), referenceRange: [range(3, 5), range(4, 6)] }, false],
    ['never by another unit', { valueQuantity: { value: 90, unit: 'mg/dL' }, referenceRange: [range(3, 5)] }, false],
    [
      'never by a range of another kind',
      { valueQuantity: value(9), referenceRange: [range(3, 5, { type: coded('recommended') })] },
      false,
    ],
    ['never by a range in words', { valueQuantity: value(9), referenceRange: [{ text: 'low' }] }, false],
    ['never without a number', { valueString: 'high', referenceRange: [range(3, 5)] }, false],
  ])('%s', (_, said, abnormal) => {
    expect(lines(observation('a', said))).toMatchObject([{ abnormal }]);
  });

  test.each<[Content[], string]>([
    [[range(3, 5)], '3–5 mmol/L'],
    [[range(3)], '≥ 3 mmol/L'],
    [[range(undefined, 5)], '≤ 5 mmol/L'],
    [[{ text: 'negative' }, range(3, 5)], 'negative; 3–5 mmol/L'],
    [[range(3, 5, { text: 'fasting' })], '3–5 mmol/L (fasting)'],
    [[range(3, 5, { text: '3 to 5 mmol/L' })], '3 to 5 mmol/L'],
    [[{ low: { value: 3, unit: 'g' }, high: { value: 5 } }], '3–5 g'],
    [
      [
        range(3, 5, { appliesTo: [coded('M', 'male')], age: { low: { value: 18, unit: 'a' } } }),
        range(2, 4, { appliesTo: [coded('F', 'female')] }),
      ],
      'male, age ≥ 18 a: 3–5 mmol/L; female: 2–4 mmol/L',
    ],
  ])('and the range is told: %j', (referenceRange, text) => {
    expect(lines(observation('a', { referenceRange }))).toMatchObject([{ range: text }]);
  });
});

test('a value and its range keep the digits that the laboratory gave', () => {
  const quantity = (value: string, more = '') => `{"value": ${value}, "unit": "mmol/L"${more}}`;
  const measured = `"status": "final", "code": {"text": "Potassium"},
    "valueQuantity": ${quantity('7.0', ', "comparator": "<"')},
    "referenceRange": [{"low": ${quantity('3.50')}, "high": ${quantity('5.1e0')}}]`;
  const text = `{"resourceType": "Bundle", "type": "collection", "entry": [
    {"resource": {"resourceType": "Patient", "id": "pat"}},
    {"resource": {"resourceType": "Observation", "id": "k", ${measured}}},
    {"resource": {"resourceType": "DiagnosticReport", "status": "final", "code": {}, "subject": {"reference": "Patient/pat"},
     "result": [{"reference": "Observation/k"}]}}]}`;
  const [result] = mapBundle(readBundle(parseBundle(text, 'file.json'), 'file.json')).results;
  expect(result?.observations).toMatchObject([{ value: '<7.0', range: '3.50–5.1 mmol/L', abnormal: true }]);
});
