import { expect, test } from 'vitest';
import type { Imported } from './imported.ts';
import { mapBundle } from './map-bundle.ts';
import { readBundle } from './bundle.ts';
import { ada, bundleOf, encounter, faultIn, imported, patient, subject } from './test-bundles.ts';

const NPI = 'http://hl7.org/fhir/sid/us-npi';
const npi = { system: NPI, value: '9999' };

/** Who is the author of an encounter's note, seen by the referred, in a bundle with these practitioners. */
function authorOf(individual: unknown, ...practitioners: Record<string, unknown>[]): Imported {
  return imported(patient, ...practitioners, {
    ...encounter,
    participant: [{ individual }],
    serviceProvider: undefined,
  });
}

test.each([
  ['its type and id', { reference: 'Practitioner/ada' }],
  ['a version of it', { reference: 'Practitioner/ada/_history/3' }],
  ['a search by identifier', { reference: `Practitioner?identifier=${NPI}|9999` }],
  ['an escaped search', { reference: `Practitioner?identifier=${encodeURIComponent(`${NPI}|9999`)}` }],
  ['a search by id', { reference: 'Practitioner?_id=ada' }],
  ['an identifier alone', { identifier: npi, display: 'Dr. Ames' }],
  ['an identifier alone, with its type', { type: 'Practitioner', identifier: npi }],
])('%s leads to what the bundle holds', (_, individual) => {
  const { notes, missing } = authorOf(individual, { ...ada, identifier: [npi] });
  expect(notes[0]?.authorKey).toBe(`${NPI}|9999`);
  expect(missing).toEqual([]);
});

test.each([
  [{ reference: 'Practitioner/1' }, 'Practitioner/1'],
  [{ reference: `Practitioner?identifier=${NPI}|1` }, `${NPI}|1`],
  [{ reference: 'https://elsewhere.org/fhir/Practitioner/1' }, 'https://elsewhere.org/fhir/Practitioner/1'],
  [{ reference: 'https://elsewhere.org/ada' }, 'https://elsewhere.org/ada'],
  [{ identifier: { system: NPI, value: '1' } }, `${NPI}|1`],
])('what the bundle does not hold is to be found elsewhere: %j', (individual, key) => {
  const { notes, missing } = authorOf(individual, ada);
  expect(notes[0]?.authorKey).toBe(key);
  expect(missing).toEqual([{ type: 'Practitioner', key, path: 'entry[2].resource.participant[0].individual' }]);
});

test.each([
  ['a display text', { display: 'Dr. Ames' }],
  ['somebody related', { reference: 'RelatedPerson/1' }],
  ['a role that is not there', { reference: 'PractitionerRole/1' }],
  ['nothing', undefined],
])('%s leads to no practitioner', (_, individual) => {
  const { notes, missing } = authorOf(individual, ada);
  expect(notes[0]?.authorKey).toBeNull();
  expect(missing).toEqual([]);
});

test('a role leads to its practitioner', () => {
  const role = { resourceType: 'PractitionerRole', id: 'role', practitioner: { reference: 'Practitioner/ada' } };
  expect(authorOf({ reference: 'PractitionerRole/role' }, ada, role).notes[0]?.authorKey).toBe('Practitioner/ada');
});

test('a contained practitioner is known by identifier, and nobody without one', () => {
  const contained = (identifier: unknown[]) => ({ ...ada, id: 'p', identifier });
  const seenBy = (identifier: unknown[]) =>
    imported(patient, {
      ...encounter,
      serviceProvider: undefined,
      contained: [contained(identifier)],
      participant: [{ individual: { reference: '#p' } }],
    });
  expect(seenBy([npi]).notes[0]?.authorKey).toBe(`${NPI}|9999`);
  expect(seenBy([npi]).missing).toMatchObject([{ type: 'Practitioner', key: `${NPI}|9999` }]);
  expect(seenBy([npi]).practitioners).toEqual([]);
  expect(seenBy([]).notes[0]?.authorKey).toBeNull();
});

test('a contained patient without an identifier is refused, never dropped', () => {
  const contained = (identifier: unknown[]) => ({
    ...encounter,
    serviceProvider: undefined,
    participant: [],
    subject: { reference: '#p' },
    contained: [{ ...patient, id: 'p', identifier }],
  });
  expect(faultIn(bundleOf(contained([])))).toMatchObject({
    path: 'entry[0].resource.subject',
    problem: 'points to a contained patient without an identifier',
  });
  const mine = { ...patient, identifier: [{ system: 'urn:clinic', value: '7' }] };
  expect(imported(mine, contained(mine.identifier)).notes).toMatchObject([{ patientKey: 'urn:clinic|7' }]);
});

test('a reference stays on the server that it comes from', () => {
  const from = (server: string) => [
    { fullUrl: `https://${server}/fhir/Patient/pat`, resource: patient },
    {
      fullUrl: `https://${server}/fhir/Encounter/enc`,
      resource: { ...encounter, participant: [], serviceProvider: undefined },
    },
  ];
  const bundle = { resourceType: 'Bundle', type: 'searchset', entry: [...from('a.org'), ...from('b.org')] };
  const { notes } = mapBundle(readBundle(bundle, 'file.json'));
  expect(notes.map(({ patientKey }) => patientKey)).toEqual([
    'https://a.org/fhir/Patient/pat',
    'https://b.org/fhir/Patient/pat',
  ]);
});

test('entries without fullUrl that were put somewhere are found there', () => {
  const put = (url: string, resource: unknown) => ({ resource, request: { method: 'PUT', url } });
  const entry = [
    put('Patient/pat', { resourceType: 'Patient' }),
    put('Encounter/enc', { resourceType: 'Encounter', status: 'planned', subject }),
  ];
  const { notes } = mapBundle(readBundle({ resourceType: 'Bundle', type: 'transaction', entry }, 'file.json'));
  expect(notes).toMatchObject([{ source: { key: 'Encounter/enc' }, patientKey: 'Patient/pat' }]);
});

test('a fullUrl with a version is that of the resource', () => {
  const from = (id: string, resource: unknown) => ({
    fullUrl: `https://a.org/fhir/${id}/_history/3`,
    resource,
  });
  const entry = [from('Patient/pat', patient), from('Encounter/enc', { ...encounter, serviceProvider: undefined })];
  const { notes } = mapBundle(readBundle({ resourceType: 'Bundle', type: 'searchset', entry }, 'file.json'));
  expect(notes).toMatchObject([
    { source: { key: 'https://a.org/fhir/Encounter/enc' }, patientKey: 'https://a.org/fhir/Patient/pat' },
  ]);
});

test('a search that finds two is refused', () => {
  const shared = { system: 'urn:family', value: '7' };
  const member = (id: string) => ({
    ...patient,
    id,
    identifier: [{ system: 'urn:clinic', value: id, type: { coding: [{ code: 'MR' }] } }, shared],
  });
  const visit = { ...encounter, subject: { reference: 'Patient?identifier=urn:family|7' } };
  const entry = [member('a'), member('b'), visit].map((resource) => ({ resource }));
  expect(faultIn({ resourceType: 'Bundle', type: 'batch', entry })).toMatchObject({
    entry: 2,
    path: 'entry[2].resource.subject.reference',
    problem: 'points to more than one entry',
  });
});
