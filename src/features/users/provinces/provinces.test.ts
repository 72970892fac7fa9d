import { describe, expect, test } from 'vitest';
import { ReadSettings } from '#features/clinics/contract.ts';
import { serviceLocations } from '#features/sites/contract.ts';
import { userTypes } from '../contract.ts';
import { standingOf } from './completeness.ts';
import { abilities } from '../record-schema.ts';
import { fits, tidy } from './provider-fields.ts';
import { countingAt } from './service-location.ts';
import { fieldOf, fieldsFor, provinceOf } from './provinces.ts';

const codes = ['AB', 'BC', 'ON', 'SK', 'QC'] as const;

describe.each(codes)('%s', (code) => {
  const province = provinceOf(code);
  const { fields, takes } = province;

  test('every key is its own, and is found again', () => {
    expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
    for (const field of fields) expect(fieldOf(field.key)).toBe(field);
  });

  test('keys belong to the province, or to all', () => {
    const prefixes = new Set(fields.map(({ key }) => key.split('.')).map(([first, second]) => (second ? first : '')));
    expect([...prefixes].filter(Boolean)).toEqual(code === 'QC' ? [] : [code.toLowerCase()]);
  });

  test('what an ability takes are fields of this province', () => {
    const named = abilities.flatMap((ability) => takes[ability].flat());
    expect(named.filter((key) => !fields.some((field) => field.key === key))).toEqual([]);
  });

  test('each says in a sentence what it is for', () => {
    for (const { help } of fields) expect(help).toMatch(/^[A-Z].*\.$/);
  });

  test('two fields of one label are never on one page', () => {
    for (const type of userTypes) {
      const labels = fieldsFor(province, type).map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
});

test('the fields of each province are those that the guides and forms name', () => {
  const labels = (code: string) => provinceOf(code).fields.map(({ label }) => label);
  const everywhere = ['3rd Party Billing #', 'Alternate Billing #'];
  expect(labels('AB')).toEqual([
    'Billing Number',
    'Source Code',
    'BA Number',
    'Facility Number',
    'Skill Code',
    'Default Location',
    ...everywhere,
    'CPSID',
    'E-Delivery Ids',
    'TAK #',
    'Connect Care Provider Id',
  ]);
  expect(labels('BC')).toEqual([
    'Billing Number',
    'Payee Number',
    'Rural Retention Code',
    'Service Location Code (SLC)',
    ...everywhere,
    'CPSID',
    'IHA Provider Mnemonic',
  ]);
  expect(labels('ON')).toEqual([
    'Billing Number',
    'Group Number',
    'Speciality Code',
    'Service Location Indicator',
    'Visit Location',
    'MDBilling',
    ...everywhere,
    'CPSID',
    'CNO number',
    'LifeLabs Client ID',
    'OLIS Last Name',
    'OLIS First Name',
    'OLIS Second Name',
    'OLIS Identifier Type',
    'OLIS Identifier',
  ]);
  expect(labels('SK')).toEqual([
    'Billing Number',
    'Mode',
    'Location',
    'Submission Type',
    'Corporation Indicator',
    ...everywhere,
    'CPSID',
  ]);
  expect(labels('NL')).toEqual(['Billing Number', ...everywhere, 'Licence Number']);
});

test('the service location codes of a user in BC are those of a site', () => {
  const offered = fieldOf('bc.service-location-code')?.choices?.map(({ value }) => value);
  expect(offered).toEqual(serviceLocations);
  const { serviceLocationCode } = ReadSettings.output.properties;
  expect(serviceLocationCode.enum).toEqual(['', ...serviceLocations]);
});

test('a nurse in Ontario has a CNO number in the place of the CPSID', () => {
  const college = (type: 'nurse' | 'doctor') =>
    fieldsFor(provinceOf('ON'), type)
      .map(({ label }) => label)
      .filter((label) => /CPSID|CNO/.test(label));
  expect(college('nurse')).toEqual(['CNO number']);
  expect(college('doctor')).toEqual(['CPSID']);
});

test.each([
  ['ab.billing-number', '1234-56789', '123456789', true],
  ['ab.billing-number', '12345', '12345', false],
  ['ab.ba-number', '0012345', '0012345', true],
  ['bc.billing-number', ' j4471', 'J4471', true],
  ['bc.service-location-code', 'A', 'A', true],
  ['bc.service-location-code', 'a', 'a', false],
  ['on.billing-number', '012 345', '012345', true],
  ['on.billing-number', '12345', '12345', false],
  ['on.group-number', 'ab12', 'AB12', true],
  ['sk.billing-number', ' any thing ', 'any thing', true],
  ['on.billing-number', '  ', '', true],
])('%s: %j is kept as %j, and fits: %s', (key, typed, kept, does) => {
  const field = fieldOf(key);
  if (!field) throw new Error(key);
  expect([tidy(field, typed), fits(field, typed)]).toEqual([kept, does]);
});

describe('what a user can do already', () => {
  const lacks = (
    code: string,
    type: (typeof userTypes)[number],
    given: readonly string[],
    hasSite = true,
    role = true,
  ) =>
    Object.fromEntries(
      standingOf(provinceOf(code), { type, hasSite, allows: () => role, has: (key) => given.includes(key) }).map(
        (one) => [
          one.ability,
          [
            ...one.lacks.map((anyOf) => anyOf.map(({ label }) => label).join(' or ')),
            ...(one.lacksSite ? ['a site'] : []),
            ...(one.lacksRole ? ['a role'] : []),
          ],
        ],
      ),
    );

  test('nothing is asked of the front desk', () => expect(lacks('BC', 'receptionist', [])).toEqual({}));

  test('an Albertan doctor with nothing, and with everything', () => {
    expect(lacks('AB', 'doctor', [], false)).toEqual({
      bill: ['Billing Number', 'BA Number'],
      prescribe: ['CPSID', 'a site'],
      refer: ['Billing Number', 'a site'],
      'receive-labs': ['E-Delivery Ids or Connect Care Provider Id'],
    });
    const all = ['ab.billing-number', 'ab.ba-number', 'ab.cpsid', 'ab.connect-care-provider-id'];
    expect(lacks('AB', 'doctor', all)).toEqual({ bill: [], prescribe: [], refer: [], 'receive-labs': [] });
    expect(lacks('AB', 'doctor', all, true, false)).toMatchObject({ bill: ['a role'], prescribe: ['a role'] });
  });

  test('an Ontarian nurse prescribes by the CNO number', () => {
    expect(lacks('ON', 'nurse', ['on.cpsid'])).toMatchObject({ prescribe: ['CNO number'] });
    expect(lacks('ON', 'nurse', ['on.cno-number'])).toMatchObject({ prescribe: [] });
  });
});

test('the site’s code counts for a user without one, else the clinic’s, and only in British Columbia', () => {
  const site = (name: string, province: string, serviceLocationCode: string) => ({
    name,
    province,
    serviceLocationCode,
  });
  const sites = [site('Alder', 'BC', 'L'), site('Fernhill', '', ''), site('Calgary', 'AB', '')];
  expect(countingAt(sites, 'Q')).toEqual([
    { site: 'Alder', code: 'L', whose: 'site' },
    { site: 'Fernhill', code: 'Q', whose: 'clinic' },
  ]);
  expect(countingAt(sites.slice(1), '')).toEqual([{ site: 'Fernhill', code: '', whose: 'nobody' }]);
});
