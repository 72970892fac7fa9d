import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import { createMemoryRouter, Outlet, type RouteObject, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import { FRAME, type Session } from './session.ts';
import { theme } from './theme.ts';
import { ClinicContext } from './ui/clinic-context.ts';
import { ErrorFace } from './ui/error-face.tsx';
import { LoadingFace } from './ui/faces.tsx';
import { clinicTime } from './ui/test-render.tsx';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}
/** Answers as the server would; what it does not know is a defect. */
export type Server = Readonly<Record<string, (sent: Sent) => unknown>>;

export const refuse = (code: string, status: number, facts = {}) =>
  Response.json(
    { type: `/refusals/${code}`, code, facts, status },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );

interface Opening {
  readonly routes: RouteObject[];
  readonly at: string;
  readonly server: Server;
  readonly session?: Partial<Session>;
}

/** Opens an address of these routes against a server that answers `METHOD /path` as given. */
export function openRoutes({ routes, at, server, session = {} }: Opening) {
  const sent: Sent[] = [];
  vi.stubGlobal(
    'fetch',
    vi.fn<(address: string, init?: RequestInit) => Promise<Response>>(async (address, init = {}) => {
      const { method = 'GET', body } = init;
      const path = new URL(address, 'http://clinic.test').pathname.replace('/api', '');
      const one: Sent = { method, path, body: typeof body === 'string' ? JSON.parse(body) : {} };
      sent.push(one);
      const answer = server[`${method} ${path}`];
      if (!answer) return Response.json({ title: 'defect' }, { status: 500 });
      const said = await answer(one);
      return said instanceof Response ? said : Response.json(said);
    }),
  );
  const bo = {
    userId: '00000000-0000-4000-8000-00000000000b',
    firstName: 'Bo',
    lastName: 'Castellane',
    clinic: { name: 'Alder Point', passwordPolicy: 'guide', idleLimitMinutes: 30 },
    limited: null,
    permissions: [],
    awayUntil: null,
    covering: [],
    ...session,
  } as unknown as Session;
  const Waiting = () => <LoadingFace label="Loading" />;
  const router = createMemoryRouter(
    [
      {
        id: FRAME,
        loader: () => bo,
        HydrateFallback: Waiting,
        element: <Outlet />,
        ErrorBoundary: ErrorFace,
        children: [...routes, { path: '*', element: <p>elsewhere</p> }],
      },
    ],
    { initialEntries: [at] },
  );
  render(
    <MantineProvider theme={theme} env="test">
      <ClinicContext value={clinicTime}>
        <RouterProvider router={router} />
      </ClinicContext>
    </MantineProvider>,
  );
  return { router, sent };
}
