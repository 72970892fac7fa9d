import { MantineProvider } from '@mantine/core';
import { configure, render } from '@testing-library/react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import { FRAME, type Session } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import { roleRoutes } from './routes.ts';

// Loaded once, so that no test waits for a page of another one.
await Promise.all(roleRoutes.map(async ({ lazy }) => typeof lazy === 'function' && lazy()));

export const ids = {
  ada: '00000000-0000-4000-8000-00000000000a',
  bo: '00000000-0000-4000-8000-00000000000b',
  doctor: '00000000-0000-4000-8000-0000000000d1',
  nurse: '00000000-0000-4000-8000-0000000000f1',
} as const;

const everything = [
  'users.list-users',
  'users.read-user',
  'roles.list-roles',
  'roles.read-role',
  'roles.create-role',
  'roles.copy-role',
  'roles.update-role',
  'roles.set-second-factor',
  'roles.delete-role',
  'roles.preview-role-change',
  'roles.read-access',
  'roles.list-holders',
  'roles.explain-access',
];

export const choices = [
  { permission: 'charts.open-chart', says: 'Open a chart.', mayGive: true },
  { permission: 'tasks.add-task', says: 'Give a task.', mayGive: true },
  { permission: 'users.add-user', says: 'Add a user.', mayGive: false },
];
export const nurse = {
  roleId: ids.nurse,
  name: 'nurse',
  description: 'Charts.',
  system: null,
  permissions: [{ permission: 'charts.open-chart', says: 'Open a chart.' }],
  mayCopy: true,
  secondFactor: null,
  users: 1,
  withoutFactor: 0,
  holders: [{ userId: ids.bo, name: 'Bo Castellane', deactivated: false, onlyRole: true }],
  next: null,
  version: 4,
};
export const doctor = { ...nurse, roleId: ids.doctor, name: 'doctor', system: 'doctor' };
export const lineOf = ({ roleId, name, description, system, users, mayCopy }: typeof nurse | typeof doctor) => ({
  roleId,
  name,
  description,
  system,
  users,
  permissions: 1,
  mayCopy,
});

export const refuse = (code: string, status: number, facts = {}) =>
  Response.json(
    { type: `/refusals/${code}`, code, facts, status },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly search: URLSearchParams;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}
/** Answers as the server would; what it does not know is a defect. */
export type Server = Readonly<Record<string, (sent: Sent) => unknown>>;

/** Opens an address of the Admin tab against a server that answers `METHOD /path` as given. */
export function openAt(page: string, server: Server, permissions: readonly string[] = everything) {
  // What is hidden has not to be found out of each element anew: these pages are large.
  configure({ defaultHidden: true });
  const sent: Sent[] = [];
  vi.stubGlobal(
    'fetch',
    vi.fn<(address: string, init?: RequestInit) => Promise<Response>>(async (address, init = {}) => {
      const url = new URL(address, 'http://clinic.test');
      const { method = 'GET', body, headers } = init;
      const one: Sent = {
        method,
        path: url.pathname,
        search: url.searchParams,
        body: typeof body === 'string' ? JSON.parse(body) : {},
        headers: new Headers(headers),
      };
      sent.push(one);
      const answer = server[`${method} ${one.path.replace('/api', '')}`];
      if (!answer) return Response.json({ title: 'defect' }, { status: 500 });
      const said = await answer(one);
      return said instanceof Response ? said : Response.json(said);
    }),
  );
  const session = { userId: ids.ada, permissions: [...permissions] } as unknown as Session;
  const routes = [
    {
      id: FRAME,
      loader: () => session,
      HydrateFallback: () => <LoadingFace label="Loading" />,
      element: <Outlet />,
      children: [{ path: 'admin', ErrorBoundary: ErrorFace, children: roleRoutes }],
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
