import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, test, vi } from 'vitest';
import type { RefusalCode } from '#kernel/refusal.ts';
import type { Refused } from '../api.ts';
import { sayRefusal } from '../words/refusals.ts';
import { ErrorFace } from './error-face.tsx';

const refused = (code: RefusalCode, status: number): Refused => ({ ok: false, code, facts: {}, status, errors: [] });

function open(...accidents: readonly unknown[]) {
  const left = [...accidents];
  const loader = () => {
    if (left.length > 0) throw left.shift();
    return null;
  };
  const router = createMemoryRouter([
    { path: '/', loader, element: <h1>Manage Users</h1>, ErrorBoundary: ErrorFace, HydrateFallback: () => null },
  ]);
  render(
    <MantineProvider env="test">
      <RouterProvider router={router} />
    </MantineProvider>,
  );
}

test.each([
  [refused('actor/not-permitted', 403), 'This is not open to you', 'button', 'Go back'],
  [refused('user/not-found', 404), 'There is nothing here', 'button', 'Go back'],
  [refused('session/ended', 401), 'You are signed out', 'link', 'Sign in'],
])('a refusal says why and leaves a way on: $code', async (refusal, title, role, way) => {
  open(refusal);
  expect(await screen.findByRole('heading', { level: 1, name: title })).toBeVisible();
  expect(await screen.findByText(sayRefusal(refusal.code, refusal.facts))).toBeVisible();
  expect(screen.getByRole(role, { name: way })).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  ['without a page', new Response(null, { status: 404 })],
  ['with something in it that can be no id', refused('request/malformed', 400)],
])('an address %s is not called a failure', async (_, accident) => {
  open(accident);
  expect(await screen.findByRole('heading', { name: 'There is no page at this address' })).toBeVisible();
});

test('a failure keeps its reference and is gone when trying again works', async () => {
  open(Object.assign(new Error('HTTP 500'), { reference: '7F2K-31' }), new Error('HTTP 503'));
  expect(await screen.findByRole('alert')).toHaveTextContent('This page could not be loaded');
  expect(screen.getByText('Reference 7F2K-31')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await expect.poll(() => screen.queryByText('Reference 7F2K-31')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Manage Users' })).toBeVisible();
});

test('while the server is away, trying again leaves the page where it is', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  open(new TypeError('Failed to fetch'));
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(asked).toHaveBeenCalledWith('/', { cache: 'no-store' });
  expect(screen.getByRole('alert')).toHaveTextContent('This page could not be loaded');
  asked.mockRestore();
});
