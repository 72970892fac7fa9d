import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { clinicTime, show } from './test-render.tsx';
import { sayTime, TimeText } from './time-text.tsx';

test.each([
  ['2026-11-10T13:02:00Z', 'Today 08:02'],
  ['2026-11-10T05:00:00Z', 'Today 00:00'],
  ['2026-11-11T04:59:00Z', 'Today 23:59'],
  ['2026-11-09T22:20:00Z', 'Yesterday 17:20'],
  ['2026-11-11T13:40:00Z', 'Tomorrow 08:40'],
  ['2026-10-30T20:48:00Z', '30 Oct 16:48'],
  ['2025-12-31T20:48:00Z', '31 Dec 2025 15:48'],
])('%s is said as %s', (instant, said) => {
  expect(sayTime(instant, clinicTime)).toBe(said);
});

test('the whole of it stands in title and datetime', () => {
  show(<TimeText instant="2026-10-30T20:48:09Z" />);
  const time = screen.getByText('30 Oct 16:48');
  expect(time).toHaveAttribute('datetime', '2026-10-30T20:48:09.000Z');
  expect(time).toHaveAttribute('title', 'Friday 30 October 2026, 16:48:09 EDT');
});
