import { MantineProvider } from '@mantine/core';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { problemOf } from '#kernel/problems.ts';
import { FRAME } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import { claimRoutes } from './routes.ts';

const bo = { userId: '1c8e2b32-7c1a-4b0e-8f43-bc1d1b0a1111', name: 'Bo Castellane', deactivated: false };
const claim = {
  claimId: 'a',
  patient: { patientId: 'p', demographicNumber: 1023, lastName: 'Tolland', firstName: 'Emeric' },
  service: 'Office visit',
  serviceOn: '2026-11-09',
  amountCents: 123456,
  currency: 'CAD',
  status: 'rejected',
  madeAt: '2026-11-09T15:00:00Z',
  biller: bo,
  holder: bo,
  cameFrom: null,
};
const waiting = { open: 2, withheld: 0, pool: 0, poolWithheld: 3 };

afterEach(() => vi.unstubAllGlobals());
function open(address: string, answer: { readonly status?: number; readonly json: unknown }, userId = bo.userId) {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(answer.json), { status: answer.status ?? 200 }));
  const frame = {
    id: FRAME,
    loader: () => ({ userId, covering: [], permissions: ['claims.list-claims', 'claims.pass-claim'] }),
    HydrateFallback: () => null,
    Component: () => (
      <ClinicContext value={clinicTime}>
        <Outlet />
      </ClinicContext>
    ),
    children: [{ ErrorBoundary: ErrorFace, children: claimRoutes }],
  };
  render(
    <MantineProvider theme={theme} env="test">
      <RouterProvider router={createMemoryRouter([frame], { initialEntries: [address] })} />
    </MantineProvider>,
  );
}

test('claims stand with their amounts, in their own currency', async () => {
  const american = { ...claim, claimId: 'b', amountCents: 5, currency: 'USD', status: 'awaiting-payment' };
  open('/claims', { json: { claims: [claim, american], next: 'more', waiting } });
  const [, first, second] = await screen.findAllByRole('row');
  expect(first).toHaveTextContent('Office visit9 Nov 2026Tolland, Emeric');
  expect(within(first ?? document.body).getByText('$1,234.56')).toBeVisible();
  expect(first).toHaveTextContent('Rejected');
  expect(second).toHaveTextContent('US$0.05');
  expect(screen.getByRole('link', { name: 'More claims' })).toHaveAttribute('href', '/claims?after=more');
});

test('the pool says what it holds back, and offers nothing to whoever may not take', async () => {
  open('/claims?folder=pool', { json: { claims: [{ ...claim, holder: null }], next: null, waiting } });
  expect(await screen.findByText('3 claims here concern records closed to you and are not listed.')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Take/ })).toBeNull();
});

test('a refusal is no emptiness', async () => {
  open('/claims', { status: 403, json: problemOf('actor/not-permitted') });
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
});

test('a colleague’s claim is passed on by whoever may, and nothing else is done with it', async () => {
  const read = { ...claim, arrivedFor: null, submittedAt: null, settledAt: null, note: '', history: [] };
  open('/claims/a', { json: { ...read, colleagues: [] } }, 'ada');
  expect(await screen.findByText('Bo Castellane holds this.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Withdraw' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Give to somebody else' }));
  expect(await screen.findByRole('dialog', { name: 'Give “Office visit” to somebody else' })).toBeVisible();
  await userEvent.click(await screen.findByRole('button', { name: 'Give' }));
  expect(await screen.findByText('It waits in the unassigned pool now.')).toBeVisible();
});
