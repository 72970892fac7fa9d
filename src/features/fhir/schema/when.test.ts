import { expect, test } from 'vitest';
import { inOrder, isDate, isDateTime, isInstant, momentOf } from './when.ts';

test.each(['1980', '1980-05', '1980-05-03', '2020-02-29', '1000-01-01'])('%s is a date', (text) => {
  expect(isDate(text)).toBe(true);
  expect(isDateTime(text)).toBe(true);
  expect(isInstant(text)).toBe(false);
});

test.each([
  '',
  '80',
  '0000',
  '0001-01-01',
  '0999-12',
  '1980-13',
  '1980-5',
  '2021-02-29',
  '2020-02-30',
  '2020-04-31',
  '1980-05-03 ',
  '03/05/1980',
])('"%s" is no date', (text) => {
  expect(isDate(text)).toBe(false);
  expect(isDateTime(text)).toBe(false);
});

test.each([
  ['2020-04-13T06:19:07+00:00', '2020-04-13T06:19:07.000Z'],
  ['2020-04-13T06:19:07.542-04:00', '2020-04-13T10:19:07.542Z'],
  ['2020-04-13T06:19:07.123456789Z', '2020-04-13T06:19:07.123Z'],
  ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
  ['2020-12-31T23:00:00-14:00', '2021-01-01T13:00:00.000Z'],
])('%s is an instant', (text, utc) => {
  expect(isInstant(text)).toBe(true);
  expect(momentOf(text)).toBe(utc);
});

test.each([
  '2020-04-13T06:19:07',
  '2020-04-13T06:19Z',
  '2020-04-13T24:00:00Z',
  '2020-04-13T06:60:00Z',
  '2020-02-30T06:19:07Z',
  '2020-04-13T06:19:07+15:00',
  '0001-01-01T00:00:00Z',
  '1000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-01:00',
])('%s is no instant', (text) => {
  expect(isDateTime(text)).toBe(false);
});

test.each([
  ['1980', '1980-01-01'],
  ['1980-05', '1980-05-01'],
  ['1980-05-03', '1980-05-03'],
])('%s stands for its first day', (date, day) => {
  expect(momentOf(date)).toBe(day);
});

test.each([
  ['2020-04-13T06:19:07Z', '2020-04-13T06:19:07Z', true],
  ['2020-04-13T06:19:07-04:00', '2020-04-13T08:00:00Z', false],
  ['2020-04-13T06:19:07Z', '2020-04', true],
  ['2020-05', '2020-04-30', false],
  [undefined, '2020', true],
])('from %s to %s', (start, end, expected) => {
  expect(inOrder({ ...(start && { start }), ...(end && { end }) })).toBe(expected);
});
