import { describe, expect, test } from 'vitest';
import { ada, bo, coded, encounter, imported, patient, site, subject } from './test-bundles.ts';

const report = {
  resourceType: 'DiagnosticReport',
  id: 'rep',
  status: 'final',
  code: coded('57698-3', 'Lipid Panel'),
  subject,
};
const resultOf = (...resources: Record<string, unknown>[]) =>
  imported(patient, ada, bo, site, encounter, ...resources).results[0];

test('a report with its observations becomes a result', () => {
  const contained = {
    resourceType: 'Observation',
    id: 'o',
    status: 'final',
    code: coded('LDL'),
    valueInteger: 9,
    interpretation: [coded('H')],
  };
  const result = resultOf({
    ...report,
    category: [coded('LAB', 'Laboratory')],
    encounter: { reference: 'Encounter/enc' },
    issued: '2020-04-13T06:19:07.542-04:00',
    contained: [contained],
    result: [{ reference: '#o' }],
    conclusion: 'Too high.',
  });
  expect(result).toEqual({
    source: { type: 'DiagnosticReport', key: 'DiagnosticReport/rep' },
    patientKey: 'Patient/pat',
    ordererKey: 'Practitioner/ada',
    title: 'Lipid Panel',
    code: '57698-3',
    category: 'Laboratory',
    issuedAt: '2020-04-13T10:19:07.542Z',
    status: 'final',
    conclusion: 'Too high.',
    observations: [{ code: 'LDL', name: 'LDL', value: '9', unit: '', range: '', abnormal: true }],
    abnormal: true,
    urgent: false,
  });
});

test.each([
  [{ effectiveDateTime: '2020-04' }, '2020-04-01'],
  [{ effectivePeriod: { start: '2020-04-13' } }, '2020-04-13'],
  [{}, null],
])('where it does not say when it was issued, what it is about counts: %j', (said, issuedAt) => {
  expect(resultOf({ ...report, ...said })?.issuedAt).toBe(issuedAt);
});

describe('it was ordered by', () => {
  const request = { resourceType: 'ServiceRequest', id: 'req', requester: { reference: 'Practitioner/bo' } };
  const organization = { reference: 'Organization/site' };
  const based = { basedOn: [{ reference: 'ServiceRequest/req' }] };
  const seen = { encounter: { reference: 'Encounter/enc' } };
  const interpreted = { resultsInterpreter: [organization, { reference: 'Practitioner/bo' }] };
  const performed = { performer: [organization, { reference: 'Practitioner/ada' }] };

  test.each([
    ['who requested it', { ...based, ...seen, ...performed }, 'Practitioner/bo'],
    ['else who saw the patient', { ...seen, ...interpreted }, 'Practitioner/ada'],
    ['else who interpreted it', { ...interpreted, ...performed }, 'Practitioner/bo'],
    ['else who performed it', { resultsInterpreter: [organization], ...performed }, 'Practitioner/ada'],
    ['else nobody known', { performer: [organization] }, null],
  ])('%s', (_, said, orderer) => {
    expect(resultOf(request, { ...report, ...said })?.ordererKey).toBe(orderer);
  });
});

describe('its conclusion', () => {
  const form = (contentType: string, text: string) => ({ contentType, data: Buffer.from(text).toString('base64') });

  test.each<[string, Record<string, unknown>, string | null]>([
    ['is what it says', { conclusion: 'Normal.', conclusionCode: [coded('1', 'Healthy')] }, 'Normal.'],
    ['is what it says in codes', { conclusionCode: [coded('1', 'Healthy'), coded('2')] }, 'Healthy, 2'],
    ['is a form in text', { presentedForm: [form('text/plain; charset=utf-8', 'Née à Québec')] }, 'Née à Québec'],
    [
      'is both',
      { conclusion: 'Normal.', presentedForm: [form('text/plain', 'Chest X-ray')] },
      'Normal.\n\nChest X-ray',
    ],
    ['names other forms', { presentedForm: [form('application/pdf', '%PDF')] }, 'Form not imported: application/pdf'],
    [
      'names forms that are not text after all',
      { presentedForm: [form('text/plain', 'a\0b')] },
      'Form not imported: text/plain',
    ],
    ['is a form in HTML', { presentedForm: [form('text/html', '<p>Clear &amp; well</p>')] }, 'Clear & well'],
    [
      'is a form in the letters it says',
      { presentedForm: [{ contentType: 'text/plain; charset=iso-8859-1', data: 'Y2Fm6Q==' }] },
      'café',
    ],
    [
      'names forms in other letters than they say',
      { presentedForm: [{ contentType: 'text/plain', title: 'Menu', data: 'Y2Fm6Q==' }] },
      'Form not imported: Menu, text/plain',
    ],
    [
      'is the narrative where there is nothing else',
      { text: { div: '<div>No <b>acute</b> disease</div>' } },
      'No acute disease',
    ],
    ['is not the narrative else', { conclusion: 'Normal.', text: { div: '<div>Normal.</div>' } }, 'Normal.'],
    [
      'tells what was noted beside a value',
      {
        contained: [
          { resourceType: 'Observation', id: 'k', status: 'final', code: coded('K'), note: [{ text: 'Haemolysed' }] },
        ],
        result: [{ reference: '#k' }],
      },
      'K: Haemolysed',
    ],
    ['may be none', {}, null],
  ])('%s', (_, said, conclusion) => {
    expect(resultOf({ ...report, ...said })?.conclusion).toBe(conclusion);
  });
});
