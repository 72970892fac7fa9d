import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import { problemOf } from '#kernel/problems.ts';
import { FRAME } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import type { PlanRule } from '../contract.ts';
import { handoverRoutes } from './routes.ts';

export const bo = '0b000000-0000-4000-8000-000000000001';
export const cy = 'c1000000-0000-4000-8000-000000000002';
export const priya = 'f0000000-0000-4000-8000-000000000003';
export const handoverId = '40000000-0000-4000-8000-000000000004';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly plan: PlanRule[];
  readonly body: Record<string, unknown>;
  readonly key: string | null;
}
type Reply = (
  asked: Asked,
) => { readonly status?: number; readonly json: unknown } | Promise<{ status?: number; json: unknown }>;

/** Answers like the server by `METHOD /path`; keeps what was asked. */
export function stubServer(replies: Readonly<Record<string, Reply>>): Asked[] {
  const all: Asked[] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const url = new URL(address, 'http://clinic.example');
    const body = init.body ? (JSON.parse(init.body as string) as Record<string, unknown>) : {};
    const asked: Asked = {
      method: init.method ?? 'GET',
      path: url.pathname.replace('/api', ''),
      plan: (body['plan'] ?? []) as PlanRule[],
      body,
      key: new Headers(init.headers).get('idempotency-key'),
    };
    all.push(asked);
    const reply = replies[`${asked.method} ${asked.path}`];
    const { status = 200, json } = reply
      ? await reply(asked)
      : { status: 404, json: problemOf('request/no-such-address') };
    return new Response(JSON.stringify(json), { status });
  });
  return all;
}

const everything = [
  'handover.deactivate-user',
  'users.lock-user',
  'handover.make-receipt',
  'handover.save-plan',
  'handover.undo-hand-over',
  'inbox.list-inbox',
  'tasks.list-tasks',
];

/** Opens the page at an address below /admin, signed in with these permissions. */
export function openPage(address: string, permissions: readonly string[] = everything) {
  const frame = {
    id: FRAME,
    loader: () => ({ userId: 'ada', permissions, clinic: { name: 'Alder Point', timeZone: clinicTime.timeZone } }),
    HydrateFallback: () => null,
    Component: () => (
      <ClinicContext value={clinicTime}>
        <Outlet />
      </ClinicContext>
    ),
    children: [{ path: '/admin', ErrorBoundary: ErrorFace, children: handoverRoutes }],
  };
  const router = createMemoryRouter([frame], { initialEntries: [address] });
  render(
    <MantineProvider theme={theme} env="test">
      <RouterProvider router={router} />
    </MantineProvider>,
  );
  return router;
}
