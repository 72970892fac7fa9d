import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { FRAME, type Session } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import type { Site } from '../contract.ts';
import { siteRoutes } from './routes.ts';

// Loaded once, so that no test waits for a page of another one.
await Promise.all(siteRoutes.map(async ({ lazy }) => typeof lazy === 'function' && lazy()));

const id = <Of extends string>(n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as Id<Of>;
export const ids = { alder: id<'site'>(1), fernhill: id<'site'>(2), bo: id<'user'>(11), cy: id<'user'>(12) };

export const alder: Site = {
  siteId: ids.alder,
  name: 'Alder Point',
  shortName: 'AP',
  colour: 'teal',
  address: '1180 Quadra Street',
  city: 'Victoria',
  province: 'BC',
  postalCode: 'V8V 1A1',
  phone: '250-555-0111',
  fax: '',
  facilityNumber: '00412',
  serviceLocationCode: 'L',
  closedAt: null,
  users: 13,
  version: 3,
};
export const fernhill: Site = { ...alder, siteId: ids.fernhill, name: 'Fernhill', shortName: 'FH', colour: 'purple' };

const everything = ['list', 'read', 'add', 'update', 'close', 'open'].map((verb) => `sites.${verb}-site`);
const session = (permissions: readonly string[]) =>
  ({
    clinic: {
      name: 'Alder Point',
      province: 'BC',
      timeZone: 'America/Toronto',
      today: clinicTime.today,
      serviceLocationCode: 'Q',
    },
    permissions: [...permissions],
  }) as unknown as Session;

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}
/** Answers as the server would; what it does not know is a defect. */
export type Server = Readonly<Record<string, (sent: Sent) => unknown>>;

export const refuse = (code: string, status: number, facts = {}) =>
  Response.json({ type: `/refusals/${code}`, code, facts, status }, { status });

/** Opens an address of the Admin tab against a server that answers `METHOD /path` as given. */
export function openAt(
  page: string,
  server: Server,
  permissions: readonly string[] = [...everything, 'sites.move-appointments', 'users.update-user'],
) {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const { pathname } = new URL(address, 'http://clinic.test');
    const { method = 'GET', body, headers } = init;
    const one = {
      method,
      path: pathname.replace('/api', ''),
      body: typeof body === 'string' ? JSON.parse(body) : {},
      headers: new Headers(headers),
    };
    sent.push(one);
    const answer = server[`${method} ${one.path}`];
    if (!answer) return Response.json({ title: 'defect' }, { status: 500 });
    const said = await answer(one);
    return said instanceof Response ? said : Response.json(said);
  });
  const routes = [
    {
      id: FRAME,
      loader: () => session(permissions),
      HydrateFallback: () => <LoadingFace label="Loading" />,
      element: <Outlet />,
      children: [{ path: 'admin', ErrorBoundary: ErrorFace, children: siteRoutes }],
    },
  ];
  const router = createMemoryRouter(routes, { initialEntries: [page] });
  render(
    <MantineProvider theme={theme} env="test">
      <ClinicContext value={clinicTime}>
        <RouterProvider router={router} />
      </ClinicContext>
    </MantineProvider>,
  );
  return { router, sent };
}
