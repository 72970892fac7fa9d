import { expect, test } from 'vitest';
import { addressOf, contactsOf, healthNumberOf, nameOf } from './demographics.ts';

const ended = { end: '2019-01-01' };

test.each<[string, Parameters<typeof nameOf>[0], string, string]>([
  ['the official name', [{ family: 'A' }, { family: 'B', use: 'official' }, { family: 'C', use: 'usual' }], 'B', ''],
  ['a name of no stated use before a maiden one', [{ family: 'A', use: 'maiden' }, { family: 'B' }], 'B', ''],
  ['the first of equals', [{ family: 'A' }, { family: 'B' }], 'A', ''],
  [
    'none that has ended',
    [
      { family: 'A', use: 'official', period: ended },
      { family: 'B', use: 'nickname' },
    ],
    'B',
    '',
  ],
  ['the only one, ended or not', [{ family: 'A', use: 'old', period: ended }], 'A', ''],
  ['a single name as the family name', [{ given: ['Madonna'] }], 'Madonna', ''],
  ['a name that is only written out', [{ text: 'Ada Mae Ames' }], 'Ames', 'Ada Mae'],
  ['a name written out family first', [{ text: 'Ames, Ada' }], 'Ames', 'Ada'],
  ['a name of blanks as none', [{ family: ' ', given: [''] }], 'Unnamed', ''],
  ['no name', undefined, 'Unnamed', ''],
])('takes %s', (_, names, family, given) => {
  expect(nameOf(names)).toEqual({ family, given, prefix: '' });
});

test('takes the telephones and addresses in force, the preferred first', () => {
  const contacts = contactsOf(
    [
      { system: 'phone', value: '1', use: 'old' },
      { system: 'phone', value: '2', use: 'home', rank: 2 },
      { system: 'phone', value: '3', use: 'home', rank: 1 },
      { system: 'phone', value: '4', use: 'work', period: ended },
      { system: 'sms', value: '5' },
      { system: 'fax', value: '6', use: 'work' },
      { system: 'email' },
    ],
    'home',
  );
  expect(contacts).toEqual({ homePhone: '3', mobilePhone: '5', workPhone: null, fax: '6', email: null });
});

test('takes a telephone of no stated use for the usual one', () => {
  const phone = [{ system: 'phone' as const, value: '1' }];
  expect(contactsOf(phone, 'home')).toMatchObject({ homePhone: '1', workPhone: null });
  expect(contactsOf(phone, 'work')).toMatchObject({ homePhone: null, workPhone: '1' });
});

test('takes the home address, or one that is only written out', () => {
  expect(
    addressOf([
      { use: 'work', city: 'A' },
      { use: 'home', city: 'B' },
    ])?.city,
  ).toBe('B');
  expect(addressOf([{ text: '1 King St' }])?.street).toBe('1 King St');
  expect(addressOf()).toBeNull();
});

const infoway = 'https://fhir.infoway-inforoute.ca/NamingSystem';
test.each<[string, Parameters<typeof healthNumberOf>[0], ReturnType<typeof healthNumberOf>]>([
  ['Ontario', [{ system: `${infoway}/ca-on-patient-hcn`, value: '1' }], { number: '1', version: null, province: 'ON' }],
  [
    'British Columbia',
    [{ system: `${infoway}/ca-bc-patient-healthcare-id`, value: '2' }],
    { number: '2', version: null, province: 'BC' },
  ],
  [
    'Alberta',
    [{ system: `${infoway}/ca-ab-patient-healthcare-id`, value: '3' }],
    { number: '3', version: null, province: 'AB' },
  ],
  [
    'an unnamed province',
    [{ type: { coding: [{ code: 'JHN' }] }, value: '4' }],
    { number: '4', version: null, province: null },
  ],
  ['the past', [{ system: `${infoway}/ca-on-patient-hcn`, value: '5', use: 'old' }], null],
  ['another kind', [{ system: 'http://hl7.org/fhir/sid/us-ssn', value: '6' }], null],
])('finds the health number of %s', (_, identifiers, expected) => {
  expect(healthNumberOf(identifiers)).toEqual(expected);
});
