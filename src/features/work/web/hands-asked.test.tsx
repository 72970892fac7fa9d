import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { show } from '#web/ui/test-render.tsx';
import type { HandStep } from '../contract.ts';
import { HandsAsked } from './hands-asked.tsx';

const [ada, bo, cy] = ['Ada Lindqvist', 'Bo Castellane', 'Cy Okonjo'].map((name, n) => ({
  userId: `u${n}` as never,
  name,
  deactivated: false,
}));
const step = (by = ada, from: typeof ada | null = null, to: typeof ada | null = null, hour = 9) => ({
  at: `2026-11-09T0${hour}:00:00Z`,
  by: by ?? null,
  from: from ?? null,
  to: to ?? null,
});
const opened = async (hands: readonly HandStep[]) => {
  const ask = vi.fn<() => Promise<never>>(async () => ({ ok: true, value: { hands } }) as never);
  show(<HandsAsked ask={ask} />);
  expect(ask).not.toHaveBeenCalled();
  await userEvent.click(screen.getByText('Who had it'));
  return ask;
};

test('it is asked for when it is opened, and says each move in a sentence', async () => {
  await opened([
    step(bo, bo, cy, 1),
    step(ada, cy, bo, 2),
    step(bo, bo, null, 3),
    step(cy, null, cy, 4),
    { ...step(ada, cy, bo, 5), by: null },
  ]);
  const said = (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent);
  expect(said).toEqual(
    [
      'Bo Castellane gave it to Cy Okonjo',
      'Ada Lindqvist moved it from Cy Okonjo to Bo Castellane',
      'Bo Castellane laid it into the unassigned pool',
      'Cy Okonjo took it from the unassigned pool',
      'Given back to Bo Castellane',
    ].map((sentence) => expect.stringContaining(sentence)),
  );
});

test('nothing there, and a failure, do not look alike', async () => {
  await opened([]);
  expect(await screen.findByText('It has been with nobody else.')).toBeVisible();
});

test('where it cannot be had it says so, and is asked for again', async () => {
  const ask = vi.fn<() => Promise<never>>(async () => {
    throw new Error('away');
  });
  show(<HandsAsked ask={ask} />);
  await userEvent.click(screen.getByText('Who had it'));
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(ask).toHaveBeenCalledTimes(2);
});
