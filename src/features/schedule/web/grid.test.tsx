import { expect, test } from 'vitest';
import { appointment, taken } from './test-schedule.tsx';
import { freeTimes, placesOf, scaleOf, type Slot } from './grid.ts';
import { overlapping } from './use-overlaps.ts';

const at = (start: string, durationMinutes = 30, more: object = {}): Slot =>
  appointment({ start, durationMinutes, ...more });
const lanes = (slots: readonly Slot[]) =>
  placesOf(slots, scaleOf(slots)).map(({ slot, lane, lanes: of }) => `${slot.start} ${lane + 1}/${of}`);

test.each([
  ['what only touches stands in one line', [at('09:00'), at('09:30')], ['09:00 1/1', '09:30 1/1']],
  ['two at one time stand side by side', [at('09:00'), at('09:10')], ['09:00 1/2', '09:10 2/2']],
  [
    'a lane that is free again is used again',
    [at('09:00', 60), at('09:00', 20), at('09:30')],
    ['09:00 1/2', '09:00 2/2', '09:30 2/2'],
  ],
  [
    'a chain of overlaps is one picture',
    [at('09:00', 40), at('09:20', 40), at('09:45', 40), at('11:00')],
    ['09:00 1/2', '09:20 2/2', '09:45 1/2', '11:00 1/1'],
  ],
  ['a no-show keeps its place', [at('09:00', 30, { status: 'no-show' }), at('09:00')], ['09:00 1/2', '09:00 2/2']],
])('%s', (_, slots, places) => {
  expect(lanes(slots)).toEqual(places);
});

test('the board runs from eight to five, longer where something lasts longer, and no later than midnight', () => {
  expect(scaleOf([])).toMatchObject({ from: 480, to: 1020 });
  expect(scaleOf([at('07:40'), at('17:10')])).toMatchObject({ from: 420, to: 1080 });
  expect(scaleOf([at('23:40', 60)])).toMatchObject({ to: 1440 });
});

test('every card is high enough to be pressed, whatever is short', () => {
  for (const minutes of [5, 10, 15, 20]) {
    const slots = [at('09:00', minutes)];
    for (const { height } of placesOf(slots, scaleOf(slots))) expect(height).toBeGreaterThanOrEqual(24);
  }
});

test('time is free where nothing takes it: a no-show and a cancelled appointment do not, a closed slot does', () => {
  const slots = [
    at('08:00', 60, { status: 'no-show' }),
    at('09:00', 60, { status: 'cancelled' }),
    taken({ start: '10:00', durationMinutes: 60 }),
  ];
  const free = freeTimes(slots, { ...scaleOf(slots), to: 720 });
  expect(free).toEqual(['08:00', '08:20', '08:40', '09:00', '09:20', '09:40', '11:00', '11:20', '11:40']);
});

test.each([
  ['part of it', '09:20', 20, ['09:00']],
  ['nothing that only touches', '09:30', 30, []],
  ['all that is within', '08:00', 120, ['09:00']],
  ['what began the day before', '00:00', 10, ['23:50']],
])('a chosen time overlaps with %s', (_, start, durationMinutes, found) => {
  const slots = [at('23:50', 30, { day: '2026-11-23' }), at('09:00'), at('09:00', 30, { status: 'no-show' })];
  const choice = { providerId: null, siteId: null, day: '2026-11-24', start, durationMinutes };
  expect(overlapping(slots, choice).map((slot) => slot.start)).toEqual(found);
});

test('an appointment that is moved does not overlap with itself', () => {
  const slot = appointment({ start: '09:00' });
  expect(overlapping([slot], { ...slot, providerId: null }, slot.appointmentId)).toEqual([]);
});
