import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import { FRAME } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import type { Asked, Summary } from '../contract.ts';
import { reportRoutes } from './routes.ts';

export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const choices = {
  providers: [
    { userId: id(1), name: 'Bo Castellane', deactivated: true },
    { userId: id(2), name: 'Cy Okonjo', deactivated: false },
  ],
  sites: [{ siteId: id(9), name: 'Fernhill', closed: false }],
};
const none = { count: 0, first: [] };
export const summary: Summary = {
  found: 2,
  shown: 2,
  fingerprint: '17',
  unreadable: none,
  notFound: none,
  someClosed: false,
};
export const pageOf = (names: readonly string[], more: object = {}) => ({
  patients: names.map((name, at) => ({ patientId: id(100 + at), cells: [String(at + 1), name, '', '', ''] })),
  next: null,
  summary,
  ...more,
});
export const refuse = (code: string, facts = {}) =>
  Response.json({ type: `/refusals/${code}`, code, facts, status: 422 }, { status: 422 });

interface Sent {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}
type Server = Readonly<Record<string, (sent: Sent) => unknown>>;
export const all = ['run-report', 'export-report', 'save-query', 'list-queries'].map(
  (verb) => `demographic-report.${verb}`,
);

export function open(
  server: Server,
  permissions: readonly string[] = [...all, 'patient-sets.save-patient-set', 'patients.read-patient'],
) {
  const sent: Sent[] = [];
  const known: Server = {
    'GET /demographic-report/choices': () => choices,
    'GET /demographic-report/queries': () => ({ queries: [] }),
    ...server,
  };
  vi.stubGlobal('fetch', async (address: string, { method = 'GET', body }: RequestInit = {}) => {
    const path = `${method} ${new URL(address, 'http://clinic.test').pathname.replace('/api', '')}`;
    const one = { path, body: typeof body === 'string' ? JSON.parse(body) : {} };
    sent.push(one);
    const said = await known[path]?.(one);
    if (said === undefined) return Response.json({ title: 'defect' }, { status: 500 });
    return said instanceof Response ? said : Response.json(said);
  });
  const router = createMemoryRouter(
    [
      {
        id: FRAME,
        loader: () => ({ userId: id(5), permissions: [...permissions] }),
        HydrateFallback: () => <LoadingFace label="Loading" />,
        element: <Outlet />,
        children: [{ ErrorBoundary: ErrorFace, children: reportRoutes.own }],
      },
    ],
    { initialEntries: ['/reports/demographic-report'] },
  );
  render(
    <MantineProvider theme={theme} env="test">
      <ClinicContext value={clinicTime}>
        <RouterProvider router={router} />
      </ClinicContext>
    </MantineProvider>,
  );
  const last = (path: string) => sent.findLast((one) => one.path === path)?.body as unknown as Asked | undefined;
  return { sent, last };
}

export const RUN = 'POST /demographic-report/runs';
export const SAVE = 'POST /patient-sets';
export const run = async () => userEvent.click(await screen.findByRole('button', { name: 'Run Query' }));
