import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, timeOf } from '#web/ui/calendar.ts';
import { instantAt, snoozeChoices } from './snooze-choices.ts';

const zones = ['America/St_Johns', 'America/Toronto', 'America/Regina', 'America/Vancouver', 'UTC'];

test.each([
  ['2026-07-01', '08:00', 'America/Toronto', '2026-07-01T12:00:00.000Z'],
  ['2026-12-01', '08:00', 'America/Toronto', '2026-12-01T13:00:00.000Z'],
  ['2026-03-08', '08:00', 'America/Toronto', '2026-03-08T12:00:00.000Z'],
  // The clocks jump from 02:00 to 03:00: the time after the jump.
  ['2026-03-08', '02:30', 'America/Toronto', '2026-03-08T07:30:00.000Z'],
  ['2026-11-01', '08:00', 'America/Toronto', '2026-11-01T13:00:00.000Z'],
])('%s %s in %s is %s', (day, time, zone, instant) => {
  expect(instantAt(day, time, zone)).toBe(instant);
});

test('what is offered is to come, in order, and at the time it says', () => {
  const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (now, zone) => {
      const choices = snoozeChoices(now, zone);
      const times = [now.toISOString(), ...choices.map(({ until }) => until)];
      expect(times).toEqual([...new Set(times)].toSorted());
      for (const { name, until } of choices) {
        if (name === 'laterToday') expect(dayOf(until, zone)).toBe(dayOf(now, zone));
        else expect(timeOf(until, zone)).toBe('08:00');
        if (name === 'monday') expect(new Date(dayOf(until, zone)).getUTCDay()).toBe(1);
      }
    }),
  );
});
