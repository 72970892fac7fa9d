import { expect, test } from 'vitest';
import { appointmentStatuses, marks } from './contract.ts';
import { abilities, isOpen, nextMarks } from './rules.ts';

const all = new Set(['move', 'cancel', 'mark'].map((verb) => `schedule.${verb}-appointment`));

test.each(appointmentStatuses)(
  '%s: whatever is offered is for open appointments only, and never what it is already',
  (status) => {
    const may = abilities(all, status);
    expect(may).toEqual({ move: isOpen(status), cancel: isOpen(status), mark: [...nextMarks[status]] });
    expect(nextMarks[status].length > 0).toBe(isOpen(status));
    expect(may.mark).not.toContain(status);
    expect(abilities(new Set(), status)).toEqual({ move: false, cancel: false, mark: [] });
  },
);

test('every mark can be reached', () => {
  expect(new Set(appointmentStatuses.flatMap((status) => nextMarks[status]))).toEqual(new Set(marks));
});
