import { describe, expect, test } from 'vitest';
import { ada, bo, coded, encounter, imported, patient, site, subject } from './test-bundles.ts';

const CARD = 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn';

describe('a patient', () => {
  test('becomes a master file', () => {
    const { patients } = imported({
      ...patient,
      identifier: [
        {
          system: CARD,
          value: '1234567890',
          type: coded('JHN'),
          period: { start: '2019-04-01T00:00:00-05:00' },
          extension: [
            {
              url: 'http://ehealthontario.ca/fhir/StructureDefinition/ext-id-health-card-version-code',
              valueString: 'AB',
            },
          ],
        },
        { system: 'urn:clinic', value: '7', type: coded('MR') },
      ],
      name: [{ use: 'official', family: 'Franecki195', given: ['Erlinda1', null, 'Rose'], prefix: ['Ms.'] }],
      telecom: [
        { system: 'phone', value: '555-0100' },
        { system: 'phone', value: '555-0101', use: 'mobile' },
        { system: 'email', value: 'e@example.org' },
      ],
      gender: 'female',
      birthDate: '1980-05',
      deceasedDateTime: '2020-01-19T20:52:41-05:00',
      address: [{ line: ['1 King St', 'Unit 2'], city: 'Toronto', state: 'ON', postalCode: 'M5H 1A1', country: 'CA' }],
      communication: [{ language: coded('en') }, { language: coded('fr-CA'), preferred: true }],
    });
    expect(patients).toEqual([
      {
        source: { type: 'Patient', key: 'urn:clinic|7' },
        aliases: [`${CARD}|1234567890`, 'Patient/pat'],
        name: { family: 'Franecki195', given: 'Erlinda1 Rose', prefix: 'Ms.' },
        active: true,
        gender: 'female',
        birthDate: '1980-05',
        deceased: true,
        deceasedOn: '2020-01-19',
        contacts: {
          homePhone: '555-0100',
          mobilePhone: '555-0101',
          workPhone: null,
          fax: null,
          email: 'e@example.org',
        },
        address: { street: '1 King St\nUnit 2', city: 'Toronto', province: 'ON', postalCode: 'M5H 1A1', country: 'CA' },
        language: 'fr-CA',
        healthNumber: { number: '1234567890', version: 'AB', province: 'ON' },
        healthCard: { from: '2019-04-01', until: null },
        identifiers: [
          { system: CARD, value: '1234567890', type: 'JHN' },
          { system: 'urn:clinic', value: '7', type: 'MR' },
        ],
        siteKey: null,
        mrpKey: null,
      },
    ]);
  });

  test('of whom nothing is known is one all the same', () => {
    expect(imported(patient).patients).toMatchObject([
      {
        name: { family: 'Unnamed', given: '' },
        gender: 'unknown',
        birthDate: null,
        deceased: false,
        healthNumber: null,
      },
    ]);
  });
});

describe('the MRP', () => {
  const visit = (id: string, who: string, start: string) => ({
    ...encounter,
    id,
    participant: [{ individual: { reference: `Practitioner/${who}` } }],
    period: { start },
  });
  const mrp = (generalPractitioner: unknown[], ...visits: Record<string, unknown>[]) =>
    imported({ ...patient, generalPractitioner }, ada, bo, site, ...visits).patients[0]?.mrpKey;

  test('is the general practitioner, passing over organizations', () => {
    const stated = [{ reference: 'Organization/site' }, { reference: 'Practitioner/bo' }];
    expect(mrp(stated, visit('1', 'ada', '2020'))).toBe('Practitioner/bo');
  });

  test('else who saw the patient most often', () => {
    expect(mrp([], visit('1', 'ada', '2018'), visit('2', 'ada', '2019'), visit('3', 'bo', '2020'))).toBe(
      'Practitioner/ada',
    );
  });

  test('else the last one', () => {
    expect(mrp([], visit('1', 'ada', '2018'), visit('2', 'bo', '2020'))).toBe('Practitioner/bo');
    expect(mrp([], visit('1', 'ada', '2020'), visit('2', 'bo', '2018'))).toBe('Practitioner/ada');
  });

  test('else nobody', () => {
    expect(mrp([])).toBeNull();
  });
});

describe('a practitioner', () => {
  const role = {
    resourceType: 'PractitionerRole',
    practitioner: { reference: 'Practitioner/ada' },
    organization: { reference: 'Organization/south' },
    specialty: [coded('207Q', 'Family medicine')],
  };
  const south = { resourceType: 'Organization', id: 'south' };
  const workplaces = (...others: Record<string, unknown>[]) =>
    imported(patient, ada, site, south, encounter, ...others).practitioners[0];

  test('works where a role says', () => {
    expect(workplaces(role)).toMatchObject({ siteKeys: ['Organization/south'], specialty: 'Family medicine' });
  });

  test('else where patients were seen', () => {
    expect(workplaces({ ...encounter, id: 'again' })).toMatchObject({
      siteKeys: ['Organization/site'],
      specialty: null,
    });
  });
});

describe('an organization', () => {
  test('becomes a site', () => {
    const telecom = [{ system: 'phone', value: '555-0100' }];
    expect(imported({ ...site, name: ' ' }).sites[0]?.name).toBe('Unnamed site');
    expect(imported({ ...site, telecom, active: false }).sites).toMatchObject([
      {
        source: { type: 'Organization', key: 'Organization/site' },
        name: 'North',
        active: false,
        contacts: { workPhone: '555-0100' },
      },
    ]);
  });

  test('that only pays does not', () => {
    const insurer = { ...site, type: [coded('ins')] };
    const { sites, notes, ignored } = imported(patient, ada, insurer, { ...encounter, subject });
    expect(sites).toEqual([]);
    expect(notes[0]?.siteKey).toBeNull();
    expect(ignored).toEqual({ Organization: 1 });
  });
});
