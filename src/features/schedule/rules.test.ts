import { expect, test } from 'vitest';
import { appointmentStatuses, marks } from './contract.ts';
import { abilities, isOpen, markableOrRefuse, nextMarks } from './rules.ts';

const all = new Set(['move', 'cancel', 'mark'].map((verb) => `schedule.${verb}-appointment`));

test.each(appointmentStatuses)(
  '%s: only open ones are moved or cancelled, and nothing is offered that it is already',
  (status) => {
    const may = abilities(all, status);
    expect(may).toEqual({ move: isOpen(status), cancel: isOpen(status), mark: [...nextMarks[status]] });
    expect(may.mark).not.toContain(status);
    expect(abilities(new Set(), status)).toEqual({ move: false, cancel: false, mark: [] });
  },
);

test.each([
  ['seen', 'booked', 'seen'],
  ['seen', 'arrived', 'seen'],
  ['no-show', 'booked', 'no-show'],
  ['booked', 'seen', undefined],
  ['arrived', 'no-show', 'booked'],
] as const)('what is %s can be marked %s by whoever saw %s', (is, status, was) => {
  expect(markableOrRefuse({ status: is }, { status, ...(was && { was }) })).toEqual({ status: is });
});

test.each([
  ['seen', 'booked', undefined],
  ['seen', 'arrived', 'booked'],
  ['seen', 'no-show', 'seen'],
  ['no-show', 'booked', 'seen'],
  ['no-show', 'arrived', 'no-show'],
  ['cancelled', 'booked', 'cancelled'],
] as const)('what is %s cannot be marked %s by whoever saw %s', (is, status, was) => {
  expect(() => markableOrRefuse({ status: is }, { status, ...(was && { was }) })).toThrow(
    'schedule/appointment-closed',
  );
});

test('every mark can be reached', () => {
  expect(new Set(appointmentStatuses.flatMap((status) => nextMarks[status]))).toEqual(new Set(marks));
});
