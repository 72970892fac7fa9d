import { MantineProvider } from '@mantine/core';
import { configure, render } from '@testing-library/react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { FRAME, type Session } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import { reachRoutes } from './routes.ts';

const all = [...reachRoutes.user, ...reachRoutes.patient];

export const id = (n: number) => `1c8e2b32-7c1a-4b0e-8f43-bc1d1b0a${String(n).padStart(4, '0')}`;

export const pia = {
  patientId: id(1),
  demographicNumber: 12,
  lastName: 'Arroyo',
  firstName: 'Pia',
  dateOfBirth: '1980-05-12',
};

export const block = {
  blockId: id(2),
  set: 'Okonjo family',
  laidAt: '2026-05-02T15:00:00Z',
  laidBy: 'Ada Lindqvist',
  reason: 'relatives',
  endsAt: null,
  reviewOn: null,
  masterFileOpen: true,
  emergencyAllowed: false,
  patientRequest: true,
};

export const reach = {
  name: 'Cy Okonjo',
  type: 'doctor',
  status: 'active',
  through: ['doctor'],
  closed: 1,
  blocks: [{ ...block, patients: 1 }],
  patients: [{ ...pia, closedBy: [{ blockId: block.blockId, since: block.laidAt }] }],
  next: null,
  recordedSince: '2025-11-01T15:00:00Z',
};

export const at = {
  reach: `/admin/users/${id(5)}/reach`,
  openers: `/patients/${pia.patientId}/openers`,
  uses: `/patients/${pia.patientId}/uses`,
};

export const paths = {
  reach: `/api/users/${id(5)}/reach-readings`,
  reachFile: `/api/users/${id(5)}/reach-files`,
  openers: `/api/patients/${pia.patientId}/opener-readings`,
  openersFile: `/api/patients/${pia.patientId}/opener-files`,
  uses: `/api/patients/${pia.patientId}/use-readings`,
  usesFile: `/api/patients/${pia.patientId}/use-files`,
};

const everything = [
  'reach.read-reach',
  'reach.export-reach',
  'reach.list-openers',
  'reach.export-openers',
  'reach.list-uses',
  'reach.export-uses',
  'patients.read-patient',
  'roles.read-access',
  'users.read-user',
];

export const refuse = (code: string, status: number) =>
  Response.json({ type: `/refusals/${code}`, code, facts: {}, status }, { status });

type Sent = Readonly<Record<string, unknown>>;

/** Opens an address before a server that answers each path like this; what it was sent, in order. */
export function openAt(
  address: string,
  server: Readonly<Record<string, (sent: Sent) => unknown>>,
  permissions = everything,
) {
  const sent: Sent[] = [];
  vi.stubGlobal(
    'fetch',
    vi.fn<(path: string, init?: RequestInit) => Promise<Response>>(async (path, { body } = {}) => {
      const one = JSON.parse(typeof body === 'string' ? body : '{}') as Sent;
      sent.push(one);
      const said = server[path]?.(one);
      if (said === undefined) return Response.json({ title: 'defect' }, { status: 500 });
      return said instanceof Response ? said : Response.json(said);
    }),
  );
  const routes = [
    {
      id: FRAME,
      loader: () => ({ userId: id(9), permissions }) as unknown as Session,
      HydrateFallback: () => <LoadingFace label="Loading" />,
      element: <Outlet />,
      children: [
        { path: 'admin', ErrorBoundary: ErrorFace, children: reachRoutes.user },
        { ErrorBoundary: ErrorFace, children: reachRoutes.patient },
      ],
    },
  ];
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  render(
    <MantineProvider theme={theme} env="test">
      <ClinicContext value={clinicTime}>
        <RouterProvider router={router} />
      </ClinicContext>
    </MantineProvider>,
  );
  return { sent, router };
}

export let saved: Blob[];

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    // Loaded once, so that no test waits for a page of another one.
    await Promise.all(all.map(async ({ lazy }) => typeof lazy === 'function' && lazy()));
    configure({ defaultHidden: true });
  });
  beforeEach(() => {
    saved = [];
    vi.stubGlobal('print', vi.fn<() => void>());
    URL.createObjectURL = (content) => {
      saved.push(content as Blob);
      return 'blob:x';
    };
    URL.revokeObjectURL = () => undefined;
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}
