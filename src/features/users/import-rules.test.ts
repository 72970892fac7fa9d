import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import type { Surroundings } from './import-cells.ts';
import { columnsOf, nearest } from './import-columns.ts';
import { flaws as flawKinds } from './import-contract.ts';
import { clashesOf, namesakesOf, readRows } from './import-rules.ts';
import { bc } from './provinces/bc.ts';
import { provinceOf } from './provinces/provinces.ts';
import { nils, oona, sheetOf } from './test-sheet.ts';

const role = (name: string, mayGive = true) => ({ roleId: name as Id<'role'>, name, mayGive });
const site = (name: string, shortName: string, province: string) => ({
  siteId: shortName as Id<'site'>,
  name,
  shortName,
  province,
});
const around: Surroundings = {
  province: bc,
  today: '2026-11-10',
  now: '2026-11-10 08:00',
  roles: [role('admin', false), role('doctor'), role('front desk')],
  sites: [site('Alder Point', 'AP', 'BC'), site('Fernhill', 'FH', 'AB')],
};
const read = (row: Record<string, string>, more: Partial<Surroundings> = {}) =>
  readRows(sheetOf([{ ...nils, ...row }]), { ...around, ...more });
const long = 'x'.repeat(201);

const wrong: readonly [string, string, string, object?][] = [
  ['lastName', ' ', 'missing'],
  ['roles', ' ; ', 'missing'],
  ['lastName', '=A1', 'formula'],
  ['lastName', '@a', 'formula'],
  ['lastName', '+a', 'formula'],
  ['lastName', '-', 'formula'],
  ['workPhone', '-250', 'formula'],
  ['workPhone', '+cmd', 'formula'],
  ['speciality', long, 'too-long'],
  ['third-party-billing-number', long, 'too-long'],
  ['address', '88 Fernhill\nSuite 2', 'not-one-line'],
  ['type', 'doctr', 'type-unknown', { nearest: 'doctor' }],
  ['type', 'astronaut', 'type-unknown', { nearest: null }],
  ['sex', 'f', 'sex-unknown'],
  ['dateOfBirth', '29/02/1984', 'day-malformed'],
  ['dateOfBirth', '1984-2-29', 'day-malformed'],
  ['dateOfBirth', '1985-02-29', 'day-malformed'],
  ['dateOfBirth', '0000-01-01', 'day-malformed'],
  ['confidentialitySignedOn', '2026-11-11', 'day-in-the-future'],
  ['roles', 'doctor; frnt desk', 'role-unknown', { nearest: 'front desk' }],
  ['roles', 'doctor; Admin', 'role-not-yours', { says: 'admin' }],
  ['sites', 'Fernhil', 'site-unknown', { nearest: 'Fernhill' }],
  ['bcpSites', 'Fernhill', 'bcp-site-not-assigned'],
  ['bcpSites', 'AP', 'bcp-site-not-assigned'],
  ['bookingPhones', '250-555-0101, 250-555-0102', 'phone-malformed'],
  ['bookingPhones', Array.from({ length: 11 }, () => '1').join(';'), 'too-many'],
  ['bc.billing-number', '123', 'number-malformed', { says: 'An MSP number has 5 characters, digits or letters.' }],
  ['bc.service-location-code', 'a', 'number-malformed', { says: expect.stringContaining('A, B, C') }],
  ['contactEmail', 'nils at home', 'email-malformed'],
  ['email', 'nils', 'email-malformed'],
  ['username', 'n', 'username-malformed'],
  ['username', 'nils@clinic', 'username-malformed'],
  ['loginExpires', '2027-01-31', 'expiry-malformed'],
  ['loginExpires', '2027-01-31 24:00', 'expiry-malformed'],
  ['loginExpires', '2026-11-10 08:00', 'expiry-in-the-past'],
  ['loginExpires', '2027-01-31 17:00', 'expiry-without-name'],
];

test.each(wrong)('%s: %j is %s', (column, cell, flaw, more = {}) => {
  const { flaws } = read({ [column]: cell });
  expect(flaws).toMatchObject([{ row: 0, column, flaw, ...more }]);
});

test('a number that another type of user has is told as that', () => {
  const { flaws } = read({ 'on.cno-number': '1' }, { province: provinceOf('ON') });
  expect(flaws).toMatchObject([{ column: 'on.cno-number', flaw: 'number-not-of-type' }]);
});

test('every kind of flaw has a row in this table', () => {
  const told = [...wrong.map(([, , flaw]) => flaw), 'number-not-of-type', 'twice-in-file', 'taken'];
  expect(flawKinds.filter((kind) => !told.includes(kind))).toEqual([]);
});

test.each([
  ['type', 'NURSE', 'type', 'nurse'],
  ['sex', 'FEMALE', 'sex', 'female'],
  ['sex', 'Not given', 'sex', ''],
  ['loginExpires', '2027-01-31T17:00', 'expires', '2027-01-31 17:00'],
  ['lastName', "'=A1", 'lastName', '=A1'],
  ['lastName', "'Aziz", 'lastName', "'Aziz"],
  ['dateOfBirth', '2026-11-10', 'dateOfBirth', '2026-11-10'],
] as const)('%s: %j is read', (column, cell, field, value) => {
  const { newcomers, flaws } = read({ username: 'nils', [column]: cell });
  expect(flaws).toEqual([]);
  expect(newcomers[0]?.[field]).toBe(value);
});

test('sites are known by name and short name, roles by name, whatever the case, and each once', () => {
  const { newcomers, flaws } = read({ sites: 'ap; ALDER POINT;fernhill', roles: 'Doctor;doctor', bcpSites: 'AP' });
  expect([newcomers[0]?.siteIds, newcomers[0]?.roleIds, newcomers[0]?.bcpSiteIds, flaws]).toEqual([
    ['AP', 'FH'],
    ['doctor'],
    ['AP'],
    [],
  ]);
});

test('rows of empty cells are passed over, and the others keep their places', () => {
  const { columns, rows } = sheetOf([nils, {}, nils]);
  const { newcomers } = readRows({ columns, rows }, around);
  expect(newcomers.map(({ row }) => row)).toEqual([0, 2]);
});

describe('what only one user can have', () => {
  const pair = readRows(sheetOf([oona, { ...oona, username: 'OVandermeer', 'bc.billing-number': 'J-4471' }]), around);

  test('in the file the first has it', () => {
    const told = clashesOf(pair.newcomers, []).map(({ row, column, flaw, otherRow }) => [row, column, flaw, otherRow]);
    expect(told).toEqual(
      ['username', 'email', 'bc.billing-number', 'bc.cpsid'].map((column) => [1, column, 'twice-in-file', 0]),
    );
  });

  test('in the clinic whoever has it is named, for both rows', () => {
    const told = clashesOf(pair.newcomers, [{ key: 'username', value: 'ovandermeer', name: 'Bo' }]);
    expect(told.filter(({ flaw }) => flaw === 'taken')).toMatchObject([
      { row: 0, column: 'username', holder: 'Bo', value: 'ovandermeer' },
      { row: 1, column: 'username', holder: 'Bo', value: 'OVandermeer' },
    ]);
  });
});

test('the same name is a doubt: in the file, in the clinic, and of somebody who has left', () => {
  const { newcomers } = readRows(
    sheetOf([nils, { ...nils, firstName: 'NILS' }, { ...nils, firstName: 'Ann' }, { ...nils, firstName: 'Ben' }]),
    around,
  );
  const known = [
    { sortName: 'birchwood, ann', active: true },
    { sortName: 'birchwood, ann', active: false },
    { sortName: 'birchwood, ben', active: false },
  ];
  expect(namesakesOf(newcomers, known).map(({ row, doubt, otherRow }) => [row, doubt, otherRow])).toEqual([
    [1, 'same-name-in-file', 0],
    [2, 'same-name', null],
    [3, 'same-name-left', null],
  ]);
});

test.each(['AB', 'BC', 'ON', 'SK', 'QC'])('in %s every column is its own', (code) => {
  const keys = columnsOf(provinceOf(code)).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  ['docter', 'doctor'],
  ['Front-Desk', 'front desk'],
  ['zzz', undefined],
  ['', undefined],
])('nearest to %j is %j', (given, expected) => {
  expect(nearest(given, ['doctor', 'front desk'])).toBe(expected);
});
