import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { FRAME } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { useBeforeTaking } from './use-before-taking.tsx';

afterEach(() => vi.unstubAllGlobals());

function open(doubts: readonly string[] | undefined) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    const { pathname, search } = new URL(address, 'http://clinic.example');
    asked.push(pathname.replace('/api', '') + search);
    return doubts ? Response.json({ doubts }) : Response.json({ title: 'defect' }, { status: 500 });
  });
  const take = vi.fn<() => void>();
  const Pool = () => {
    const { before, dialog } = useBeforeTaking();
    return (
      <>
        <button type="button" onClick={() => before({ kind: 'claim', itemId: 'k1', name: 'Office visit' }, take)}>
          Take it
        </button>
        {dialog}
      </>
    );
  };
  const frame = {
    id: FRAME,
    path: '/',
    loader: () => ({ userId: 'b0', firstName: 'Bo', lastName: 'Castellane' }),
    HydrateFallback: () => null,
    Component: Pool,
  };
  render(
    <MantineProvider theme={theme} env="test">
      <RouterProvider router={createMemoryRouter([frame])} />
    </MantineProvider>,
  );
  return { asked, take };
}
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));

test('what should be thought of stands there before it is taken, and it can be left in the pool', async () => {
  const { asked, take } = open(['number-missing', 'overlaps']);
  await press('Take it');
  expect(await screen.findByRole('dialog', { name: 'Take “Office visit”?' })).toBeVisible();
  expect(screen.getByText('Before Bo Castellane has it')).toBeVisible();
  expect(screen.getByText('A number that this work needs is missing on the user’s page.')).toBeVisible();
  expect(screen.getByText('Booked at the same time already.')).toBeVisible();
  expect(asked).toEqual(['/colleagues/b0/doubts/claim?itemId=k1']);
  await press('Leave it in the pool');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(take).not.toHaveBeenCalled();
  await press('Take it');
  await press('Take');
  expect(take).toHaveBeenCalledOnce();
});

test.each([
  ['with nothing to think of', []],
  ['where it cannot be had', undefined],
])('%s it is taken at once', async (_, doubts) => {
  const { take } = open(doubts);
  await press('Take it');
  await waitFor(() => expect(take).toHaveBeenCalledOnce());
  expect(screen.queryByRole('dialog')).toBeNull();
});
