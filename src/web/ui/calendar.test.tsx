import { describe, expect, test } from 'vitest';
import { ageOn } from './age.ts';
import { addDays, dayOf, formatDay, formatKnownDay, knowClock, timeOf, weekOf, zoneNameOf } from './calendar.ts';

// Each zone before, on and after a change of the clocks; Regina never changes, St. John's is half an hour off.
test.each([
  // Spring 2026: Sunday 8 March, two becomes three.
  ['2026-03-08T08:59:59Z', 'America/Edmonton', '2026-03-08', '01:59', 'MST'],
  ['2026-03-08T09:00:00Z', 'America/Edmonton', '2026-03-08', '03:00', 'MDT'],
  ['2026-03-08T06:59:59Z', 'America/Edmonton', '2026-03-07', '23:59', 'MST'],
  ['2026-03-09T05:59:59Z', 'America/Edmonton', '2026-03-08', '23:59', 'MDT'],
  ['2026-03-08T06:59:59Z', 'America/Toronto', '2026-03-08', '01:59', 'EST'],
  ['2026-03-08T07:00:00Z', 'America/Toronto', '2026-03-08', '03:00', 'EDT'],
  ['2026-03-08T05:30:00Z', 'America/St_Johns', '2026-03-08', '03:00', 'NDT'],
  ['2026-03-08T05:29:59Z', 'America/St_Johns', '2026-03-08', '01:59', 'NST'],
  ['2026-03-08T09:00:00Z', 'America/Regina', '2026-03-08', '03:00', 'CST'],
  ['2026-03-09T05:59:59Z', 'America/Regina', '2026-03-08', '23:59', 'CST'],
  // Summer: the same wall clock everywhere in the zone.
  ['2026-07-01T06:30:00Z', 'America/Vancouver', '2026-06-30', '23:30', 'PDT'],
  ['2026-07-01T02:30:00Z', 'America/St_Johns', '2026-07-01', '00:00', 'NDT'],
  ['2026-07-01T05:59:00Z', 'America/Regina', '2026-06-30', '23:59', 'CST'],
  // Autumn 2025: Sunday 2 November, half past one comes twice.
  ['2025-11-02T07:30:00Z', 'America/Edmonton', '2025-11-02', '01:30', 'MDT'],
  ['2025-11-02T08:30:00Z', 'America/Edmonton', '2025-11-02', '01:30', 'MST'],
  ['2025-11-02T08:30:00Z', 'America/Vancouver', '2025-11-02', '01:30', 'PDT'],
  ['2025-11-02T09:30:00Z', 'America/Vancouver', '2025-11-02', '01:30', 'PST'],
  ['2025-11-03T07:59:59Z', 'America/Vancouver', '2025-11-02', '23:59', 'PST'],
  ['2025-11-02T05:30:00Z', 'America/Toronto', '2025-11-02', '01:30', 'EDT'],
  ['2025-11-02T06:30:00Z', 'America/Toronto', '2025-11-02', '01:30', 'EST'],
  // Midnight is 00, never 24.
  ['2026-01-01T07:00:00Z', 'America/Edmonton', '2026-01-01', '00:00', 'MST'],
])('%s in %s is %s %s %s', (instant, zone, day, time, name) => {
  expect(dayOf(instant, zone)).toBe(day);
  expect(timeOf(instant, zone)).toBe(time);
  expect(zoneNameOf(instant, zone, 'en-CA')).toBe(name);
});

// They stopped changing their clocks in 2026; an old time zone database is an hour off from November to March.
test.each(['America/Edmonton', 'America/Regina'])('%s keeps six hours from Greenwich in winter', (zone) => {
  expect(timeOf('2026-12-01T12:00:00Z', zone)).toBe('06:00');
});
test('Vancouver keeps seven hours from Greenwich in winter', () => {
  expect(timeOf('2026-12-01T12:00:00Z', 'America/Vancouver')).toBe('05:00');
});

test('a time can be told to the second', () => {
  expect(timeOf('2026-11-10T15:44:18Z', 'America/Toronto', { seconds: true })).toBe('10:44:18');
});

test.each([
  ['2026-11-10', 1, '2026-11-11'],
  ['2026-03-07', 1, '2026-03-08'],
  ['2026-03-08', 1, '2026-03-09'],
  ['2025-11-02', 1, '2025-11-03'],
  ['2025-11-03', -1, '2025-11-02'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2028-03-01', -1, '2028-02-29'],
  ['2026-11-10', 0, '2026-11-10'],
  ['2026-11-10', 365, '2027-11-10'],
])('%s and %i days is %s', (day, count, then) => {
  expect(addDays(day, count)).toBe(then);
});

const secondWeekOfNovember = [
  '2026-11-09',
  '2026-11-10',
  '2026-11-11',
  '2026-11-12',
  '2026-11-13',
  '2026-11-14',
  '2026-11-15',
];
test.each([
  ['2026-11-09', secondWeekOfNovember],
  ['2026-11-12', secondWeekOfNovember],
  ['2026-11-15', secondWeekOfNovember],
  ['2026-03-08', ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08']],
  ['2027-01-01', ['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03']],
])('the week of %s runs from Monday to Sunday', (day, week) => {
  expect(weekOf(day)).toEqual(week);
});

test.each([
  ['2026-10-30', 'short', 'en-CA', '30 Oct'],
  ['2026-09-05', 'short', 'en-CA', '5 Sep'],
  ['2026-10-30', 'year', 'en-CA', '30 Oct 2026'],
  ['2026-11-12', 'weekday', 'en-CA', 'Thu 12 Nov'],
  ['2026-11-10', 'full', 'en-CA', 'Tuesday 10 November 2026'],
  ['2026-08-10', 'full', 'fr-CA', 'lundi 10 août 2026'],
] as const)('%s, %s, in %s: %s', (day, length, locale, said) => {
  expect(formatDay(day, locale, length)).toBe(said);
});

test.each([
  ['1950', 'en-CA', '1950'],
  ['1950-06', 'en-CA', 'Jun 1950'],
  ['1950-06-12', 'en-CA', '12 Jun 1950'],
  ['1950-06', 'fr-CA', 'juin 1950'],
])('of %s, in %s, is said what is known: %s', (known, locale, said) => {
  expect(formatKnownDay(known, locale)).toBe(said);
});

test.each([
  ['2026-11-25', '1980-05-12', '46 years'],
  ['2026-11-25', '2025-11-26', '11 months'],
  ['2026-11-25', '1950', '75 to 76 years'],
  ['2026-12-31', '1950', '76 years'],
  ['2026-11-25', '1950-06', '76 years'],
  ['2026-11-25', '2026-03', '7 to 8 months'],
  ['2026-11-25', '2024', '1 to 2 years'],
  ['2020', '1950-06-12', '69 to 70 years'],
])('on %s somebody born %s is %s old', (day, born, said) => {
  expect(ageOn(day, born)).toBe(said);
});

describe('a browser whose rules are older than the clinic’s database', () => {
  // A zone of its own, so that the other tests keep the browser's rules: here UTC-7 from March on, for good.
  const zone = 'Etc/GMT+8';
  const winter = '2026-12-01T07:30:00Z';

  test('shows the clinic’s wall clock as the database reckons it', () => {
    expect([dayOf(winter, zone), timeOf(winter, zone)]).toEqual(['2026-11-30', '23:30']);
    knowClock(zone, [{ from: '2026-03-08T10:00:00.000Z', minutes: -420 }]);
    expect([dayOf(winter, zone), timeOf(winter, zone)]).toEqual(['2026-12-01', '00:30']);
    expect(zoneNameOf(winter, zone, 'en-CA')).toBe('UTC-07:00');
  });

  test('keeps its own rules for times the database did not speak of', () => {
    expect(timeOf('2019-12-01T07:30:00Z', zone)).toBe('23:30');
  });
});
