import { expect, test } from 'vitest';
import { readBundle } from './bundle.ts';
import { mapBundle } from './map-bundle.ts';
import { parseBundle } from './parse-bundle.ts';
import { ada, bo, encounter, imported, patient, site, subject, syntheaFiles, syntheaText } from './test-bundles.ts';

const importFile = (file: string) => mapBundle(readBundle(parseBundle(syntheaText(file), file), file));
const synthea = syntheaFiles().map(importFile);

test('35 bundles of Synthea come to all that they hold', () => {
  const total = (kind: 'sites' | 'practitioners' | 'patients' | 'notes' | 'results' | 'claims' | 'missing') =>
    synthea.flatMap((one): readonly unknown[] => one[kind]).length;
  expect(synthea).toHaveLength(35);
  expect(total('patients')).toBe(35);
  expect(total('sites')).toBe(43);
  expect(total('practitioners')).toBe(43);
  expect(total('notes')).toBe(433 + 143);
  expect(total('results')).toBe(133 + 53);
  expect(total('claims')).toBe(530);
  expect(total('missing')).toBe(0);
  expect(synthea.flatMap(({ results }) => results.flatMap(({ observations }) => observations))).toHaveLength(1057 + 53);
});

test('what they hold besides is counted', () => {
  const ignored: Record<string, number> = {};
  for (const [type, count] of synthea.flatMap((one) => Object.entries(one.ignored))) {
    ignored[type] = (ignored[type] ?? 0) + count;
  }
  expect(ignored).toEqual({
    AllergyIntolerance: 12,
    CarePlan: 48,
    ExplanationOfBenefit: 433,
    Goal: 25,
    ImagingStudy: 2,
    Immunization: 349,
    MedicationRequest: 97,
    // In no report, and of no laboratory.
    Observation: 2500 - 1057 - 53,
    Procedure: 168,
  });
});

test('the same practitioners and sites appear in several files under the same key', () => {
  const keys = (kind: 'practitioners' | 'sites') =>
    new Set(synthea.flatMap((one) => one[kind].map(({ source }) => source.key)));
  expect(keys('practitioners').size).toBe(27);
  expect(keys('sites').size).toBe(27);
  expect([...keys('practitioners')]).toContain('http://hl7.org/fhir/sid/us-npi|150');
});

test('everybody has an MRP, every claim a holder, and every result that somebody ordered its orderer', () => {
  expect(synthea.flatMap(({ patients }) => patients.filter(({ mrpKey }) => mrpKey === null))).toEqual([]);
  expect(synthea.flatMap(({ claims }) => claims.filter(({ holderKey }) => holderKey === null))).toEqual([]);
  // Two encounters name nobody, and each of them led to a report.
  expect(synthea.flatMap(({ results }) => results.filter(({ ordererKey }) => ordererKey === null))).toHaveLength(2);
});

test('a key is given once, and again the same when the file is read again', () => {
  for (const one of synthea) {
    const records = [one.sites, one.practitioners, one.patients, one.notes, one.results, one.claims].flat();
    const keys = records.map(({ source }) => `${source.type} ${source.key}`);
    expect(new Set(keys).size).toBe(keys.length);
  }
  const [file = ''] = syntheaFiles();
  expect(importFile(file)).toEqual(synthea[0]);
});

test('resources without id and fullUrl are known by their content', () => {
  const visit = { ...encounter, id: undefined };
  const twice = imported(patient, ada, site, visit, visit);
  expect(twice.notes).toHaveLength(1);
  expect(twice.notes[0]?.source.key).toMatch(/^Encounter#[0-9a-f]{64}$/);
  const other = imported(patient, ada, site, { ...visit, status: 'cancelled' });
  expect(other.notes[0]?.source.key).not.toBe(twice.notes[0]?.source.key);
});

test('one practitioner under two ids is one user', () => {
  const identifier = [{ system: 'urn:licence', value: '7' }];
  const { practitioners } = imported({ ...ada, identifier }, { ...bo, identifier });
  expect(practitioners).toMatchObject([{ source: { key: 'urn:licence|7' }, name: { family: 'Ames' } }]);
});

test('an identifier of the past or for the time being is no key', () => {
  const identifier = [
    { system: 'urn:licence', value: '1', use: 'old' },
    { system: 'urn:licence', value: '2', use: 'temp' },
    { system: 'urn:licence', value: '3', use: 'official' },
  ];
  expect(imported({ ...ada, identifier }).practitioners).toMatchObject([
    { source: { key: 'urn:licence|3' }, aliases: ['Practitioner/ada'] },
  ]);
});

test('an observation in no report is counted, whatever reports contain', () => {
  const observation = { resourceType: 'Observation', id: 'o', status: 'final', code: {} };
  const report = { resourceType: 'DiagnosticReport', status: 'final', code: {}, subject };
  const contained = { ...report, contained: [observation], result: [{ reference: '#o' }] };
  expect(imported(patient, observation, contained).ignored).toEqual({ Observation: 1 });
  expect(imported(patient, observation, { ...report, result: [{ reference: 'Observation/o' }] }).ignored).toEqual({});
});

test('a record that is an error, or about no patient, is left out and counted', () => {
  const group = { resourceType: 'Group', id: 'group' };
  const all = imported(
    patient,
    group,
    { ...encounter, participant: [], serviceProvider: undefined, status: 'entered-in-error' },
    { resourceType: 'Condition', subject: { reference: 'Group/group' } },
    { resourceType: 'DiagnosticReport', status: 'final', code: {} },
    { resourceType: 'Claim', status: 'active', use: 'preauthorization', created: '2020', patient: subject },
  );
  expect([...all.notes, ...all.results, ...all.claims]).toEqual([]);
  expect(all.ignored).toEqual({ Group: 1, Encounter: 1, Condition: 1, DiagnosticReport: 1, Claim: 1 });
});

test('whom a bundle speaks of and does not hold is listed once, with the first place', () => {
  const visit = (id: string) => ({ ...encounter, id });
  expect(imported(visit('a'), visit('b')).missing).toEqual([
    { type: 'Practitioner', key: 'Practitioner/ada', path: 'entry[0].resource.participant[0].individual' },
    { type: 'Patient', key: 'Patient/pat', path: 'entry[0].resource.subject' },
    { type: 'Organization', key: 'Organization/site', path: 'entry[0].resource.serviceProvider' },
  ]);
});
