import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#kernel/refusal.ts';
import { readBundle } from './bundle.ts';
import { mapBundle } from './map-bundle.ts';
import { parseBundle } from './parse-bundle.ts';
import {
  ada,
  bundleOf,
  coded,
  encounter,
  faultIn,
  patient,
  site,
  subject,
  syntheaFiles,
  syntheaText,
} from './test-bundles.ts';

describe('is refused, with entry and path', () => {
  const claim = { resourceType: 'Claim', status: 'active', patient: subject, created: '2020' };
  const observation = { resourceType: 'Observation', status: 'final', code: {} };
  const nested = JSON.parse('[['.repeat(5000) + ']]'.repeat(5000)) as unknown;

  test.each([
    ['nothing', null, 'Bundle', 'must be object'],
    ['a list', [], 'Bundle', 'must be object'],
    ['a resource that is no bundle', patient, 'resourceType', 'must be Bundle'],
    ['a history', { resourceType: 'Bundle', type: 'history' }, 'type', /^must be one of transaction, batch/],
    ['entries that are no list', { ...bundleOf(), entry: {} }, 'entry', 'must be array'],
  ])('%s', (_, json, path, problem) => {
    expect(faultIn(json)).toEqual({ file: 'file.json', entry: 'none', path, problem: expect.stringMatching(problem) });
  });

  test.each<[string, Record<string, unknown>, string, string | RegExp]>([
    ['no type', { id: 'pat' }, 'resourceType', 'is missing'],
    ['a type that cannot be', { resourceType: '__proto__' }, 'resourceType', 'must be a type of resource'],
    ['a number for a name', { ...patient, name: [{ family: 7 }] }, 'name[0].family', 'must be string'],
    ['a number among given names', { ...patient, name: [{ given: ['A', 7] }] }, 'name[0].given[1]', 'must be string'],
    ['null', { ...patient, birthDate: null }, 'birthDate', 'must be string'],
    ['a day that is not', { ...patient, birthDate: '1980-02-30' }, 'birthDate', /^must be a date/],
    [
      'a time without offset',
      { ...claim, created: '2020-01-01T10:00:00' },
      'created',
      /^must be a date .* or such a time/,
    ],
    ['a status that is not', { ...encounter, status: 'done' }, 'status', /^must be one of planned, arrived/],
    ['no status', { resourceType: 'Encounter', subject }, 'status', 'is missing'],
    ['no code', { resourceType: 'Observation', status: 'final' }, 'code', 'is missing'],
    [
      'a period turned round',
      { ...encounter, period: { start: '2020', end: '2019' } },
      'period',
      /^must not end before/,
    ],
    ['R5', { ...encounter, status: 'completed', class: [coded('AMB')] }, 'class', 'is of FHIR R5; export it as R4'],
    ['R5 in a list', { ...encounter, participant: [{ actor: subject }] }, 'participant[0].actor', /^is of FHIR R5/],
    [
      'STU3',
      { resourceType: 'Condition', clinicalStatus: 'active', subject },
      'clinicalStatus',
      'is of FHIR STU3; export it as R4',
    ],
    ['DSTU2', { resourceType: 'Encounter', status: 'finished', patient: subject }, 'patient', /^is of FHIR DSTU2/],
    [
      'a name without end',
      { ...patient, name: [{ family: 'x'.repeat(201) }] },
      'name[0].family',
      /^must not have more/,
    ],
    ['many names', { ...patient, name: [{ given: ['x'.repeat(99), 'y'.repeat(99), 'zz'] }] }, 'name[0].given', /200/],
    ['no currency', { ...claim, total: { value: 1, currency: 'cad' } }, 'total.currency', /^must be the three/],
    [
      'death before birth',
      { ...patient, birthDate: '1980-05', deceasedDateTime: '1980-04-30' },
      '',
      /^must not have died/,
    ],
    ['text for a number', { ...observation, valueQuantity: { value: '7' } }, 'valueQuantity.value', 'must be number'],
    ['a number beyond all', { ...observation, valueQuantity: { value: Infinity } }, 'valueQuantity.value', /finite/],
    ['a fortune', { ...claim, total: { value: 1e7 } }, 'total.value', /^must be <= /],
    ['NUL', { ...patient, text: 'a\0b' }, 'text', /^must be text without NUL/],
    ['half a character', { ...patient, text: '\uD800' }, 'text', /^must be text without NUL/],
    ['endless nesting', { ...patient, text: nested }, `text${'[0]'.repeat(97)}`, 'is nested too deeply'],
    ['a contained fault', { ...patient, contained: [{ ...ada, active: 1 }] }, 'contained[0].active', 'must be boolean'],
    ['a contained nothing', { resourceType: 'Basic', contained: [null] }, 'contained[0]', 'must be a resource'],
    [
      'an unknown urn',
      { ...encounter, subject: { reference: 'urn:uuid:x' } },
      'subject.reference',
      /^points to nothing/,
    ],
    ['an unknown part', { ...encounter, subject: { reference: '#x' } }, 'subject.reference', /^points to nothing/],
    ['no reference', { ...encounter, subject: { reference: 'her' } }, 'subject.reference', 'is not a reference'],
    [
      'an unknown urn in a type unread',
      { resourceType: 'Goal', x: [{ reference: 'urn:a' }] },
      'x[0].reference',
      /nothing/,
    ],
    ['somebody for a patient', { ...encounter, subject: { reference: 'Practitioner/ada' } }, 'subject', /patient$/],
    ['a twin', { ...patient }, '', /^has the same fullUrl, id or identifier as entry\[0\]/],
  ])('%s', (_, resource, path, problem) => {
    const fault = faultIn(bundleOf(patient, ada, site, resource));
    const place = ['entry[3].resource', path].filter(Boolean).join('.');
    expect(fault).toEqual({ file: 'file.json', entry: 3, path: place, problem: expect.stringMatching(problem) });
  });

  test('an entry without resource that does not ask for one', () => {
    const entry = [
      { request: { method: 'DELETE', url: 'Patient/1' } },
      { request: { method: 'POST', url: 'Patient' } },
    ];
    expect(faultIn({ resourceType: 'Bundle', type: 'batch', entry })).toMatchObject({
      entry: 1,
      problem: 'is missing',
    });
  });

  test('two patients with one record number', () => {
    const identifier = [{ system: 'urn:clinic', value: '7' }];
    const twins = bundleOf({ ...patient, identifier }, { ...patient, id: 'other', identifier });
    expect(faultIn(twins)).toMatchObject({ entry: 1, path: 'entry[1].resource' });
  });

  test('two practitioners with one identifier, who would get each other’s results', () => {
    const identifier = [{ system: 'urn:group', value: '7' }];
    const other = { ...ada, id: 'other', name: [{ family: 'Webb' }], identifier };
    expect(faultIn(bundleOf({ ...ada, identifier }, other))).toMatchObject({
      entry: 1,
      path: 'entry[1].resource',
      problem: 'has the identifier of entry[0].resource and another name',
    });
    const again = bundleOf({ ...ada, identifier }, { ...ada, id: 'again', identifier });
    expect(readBundle(again, 'file.json').entries).toHaveLength(2);
  });

  test('and what stands there is not told', () => {
    const secret = 'Rumpelstilz';
    const fault = faultIn(bundleOf({ ...patient, birthDate: secret, gender: secret }));
    expect(JSON.stringify(fault)).not.toContain(secret);
  });
});

test.each(['transaction', 'batch', 'collection', 'searchset', 'document', 'message'])('a %s is read', (type) => {
  expect(readBundle({ ...bundleOf(patient), type }, 'file.json').entries).toHaveLength(1);
});

test('a bundle may be empty, and may ask for deletions, which are not carried out', () => {
  const entry = [{ request: { method: 'DELETE', url: 'Patient/1' } }];
  expect(readBundle({ resourceType: 'Bundle', type: 'batch' }, 'file.json').entries).toEqual([]);
  expect(mapBundle(readBundle({ resourceType: 'Bundle', type: 'batch', entry }, 'file.json')).ignored).toEqual({
    '(no resource)': 1,
  });
});

test('a bundle with anything changed is read or refused, and never ends in a defect', () => {
  const texts = syntheaFiles().map((file) => syntheaText(file));
  const small = texts.toSorted((one, other) => one.length - other.length).slice(0, 5);
  const bundles = small.map((text) => parseBundle(text, 'file.json'));
  const faults = new Set<unknown>();
  fc.assert(
    fc.property(fc.constantFrom(...bundles), path, replacement, (original, choices, value) => {
      const bundle = structuredClone(original);
      change(bundle, choices, value);
      try {
        mapBundle(readBundle(bundle, 'file.json'));
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
        faults.add((error as Refusal).facts['problem']);
      }
    }),
    { numRuns: 400 },
  );
  // That the changes reach what is read at all.
  expect(faults.size).toBeGreaterThan(3);
});

const path = fc.array(fc.nat(), { minLength: 3, maxLength: 12 });

/** Deletes, or any JSON, or what is like the real thing but not it. */
const replacement = fc.oneof(
  fc.constant(undefined),
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    Infinity,
    NaN,
    1e300,
    '\0',
    '\uDFFF',
    '2020-02-30',
    'urn:uuid:nobody',
    'Patient/x',
    '#',
    '__proto__',
  ),
  fc.constantFrom<unknown>(
    { reference: '#' },
    { reference: 'PractitionerRole/1' },
    { identifier: { system: 's', value: 'v' } },
  ),
);

/** Follows the choices down into a value and replaces what it comes to, or deletes it. */
function change(root: unknown, choices: readonly number[], value: unknown): void {
  let place = root as Record<string, unknown>;
  for (const [step, choice] of choices.entries()) {
    const names = Object.keys(place);
    const name = names[choice % names.length];
    if (name === undefined) return;
    const next = place[name];
    if (step < choices.length - 1 && typeof next === 'object' && next !== null) {
      place = next as Record<string, unknown>;
    } else {
      // A list closes up: a gap in one is nothing that a file can say.
      if (value === undefined && Array.isArray(place)) place.splice(Number(name), 1);
      else if (value === undefined) delete place[name];
      else place[name] = value;
      return;
    }
  }
}
