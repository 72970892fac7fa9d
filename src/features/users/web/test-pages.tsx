import { abilities } from '../record-schema.ts';
import { MantineProvider } from '@mantine/core';
import { configure, render } from '@testing-library/react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import { FRAME, type Session } from '#web/session.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import { theme } from '#web/theme.ts';
import { AtStart } from './at-start.tsx';
import { userRoutes } from './routes.ts';

// Loaded once, so that no test waits for a page of another one.
await Promise.all(userRoutes.map(async ({ lazy }) => typeof lazy === 'function' && lazy()));
export const ids = {
  ada: '00000000-0000-4000-8000-00000000000a',
  bo: '00000000-0000-4000-8000-00000000000b',
  admin: '00000000-0000-4000-8000-0000000000a1',
  doctor: '00000000-0000-4000-8000-0000000000d1',
  frontDesk: '00000000-0000-4000-8000-0000000000f1',
  owner: '00000000-0000-4000-8000-0000000000e1',
  alder: '00000000-0000-4000-8000-0000000000aa',
  fernhill: '00000000-0000-4000-8000-0000000000ff',
} as const;

export const everything = [
  'users.list-users',
  'users.read-user',
  'users.add-user',
  'users.update-user',
  'users.preview-roles',
  'users.change-roles',
  'users.preview-site-removal',
  'schedule.list-appointments',
  'credentials.set-credentials',
  'credentials.set-login-expiry',
  'credentials.force-password-reset',
  'users.delete-security-record',
  'users.lock-user',
  'users.unlock-user',
  'users.activate-user',
  'absences.add-absence',
  'handover.deactivate-user',
];

const session = (permissions: readonly string[], province: string) =>
  ({
    userId: ids.ada,
    firstName: 'Ada',
    lastName: 'Lindqvist',
    type: 'admin',
    clinic: {
      name: 'Alder Point',
      province,
      serviceLocationCode: 'Q',
      timeZone: 'America/Toronto',
      today: '2026-11-10',
      idleLimitMinutes: 30,
      passwordPolicy: 'guide',
    },
    permissions: [...permissions],
    unread: 0,
    poolWaiting: 0,
    limited: null,
    loginEndsAt: null,
    notices: [],
  }) as unknown as Session;

export const choices = {
  roles: [
    {
      roleId: ids.admin,
      name: 'admin',
      description: 'Everything.',
      system: 'admin',
      mayGive: true,
      permissions: 60,
      enables: [...abilities],
    },
    {
      roleId: ids.doctor,
      name: 'doctor',
      description: 'The standard access.',
      system: 'doctor',
      mayGive: true,
      permissions: 38,
      enables: [...abilities],
    },
    {
      roleId: ids.frontDesk,
      name: 'front desk',
      description: 'Books.',
      system: null,
      mayGive: true,
      permissions: 7,
      enables: [],
    },
    { roleId: ids.owner, name: 'owner', description: '', system: null, mayGive: false, permissions: 3, enables: [] },
  ],
  sites: [
    {
      siteId: ids.alder,
      name: 'Alder Point',
      shortName: 'AP',
      colour: 'teal',
      address: '210 Alder Road',
      city: 'Nanaimo BC',
      province: 'BC',
      phone: '250-555-0110',
      fax: '',
      serviceLocationCode: 'L',
    },
    {
      siteId: ids.fernhill,
      name: 'Fernhill',
      shortName: 'FH',
      colour: 'purple',
      address: '88 Fernhill Avenue',
      city: 'Nanaimo BC',
      province: 'BC',
      phone: '250-555-0130',
      fax: '',
      serviceLocationCode: '',
    },
  ],
};

export const bo = {
  userId: ids.bo,
  userNumber: 1008,
  lastName: 'Castellane',
  firstName: 'Bo',
  type: 'doctor',
  speciality: 'Family medicine',
  address: '',
  homePhone: '',
  workPhone: '',
  cellPhone: '',
  fax: '',
  contactEmail: '',
  team: 'Alder',
  sex: '',
  dateOfBirth: null,
  confidentialitySignedOn: null,
  otherPhone: '',
  pager: '',
  bookingPhones: [],
  providerFields: [],
  bcpSiteIds: [],
  status: 'active',
  lockedReason: null,
  roles: [{ id: ids.doctor, name: 'doctor' }],
  sites: [{ id: ids.alder, name: 'Alder Point' }],
  username: 'bo',
  email: null,
  lastSignInAt: null,
  heldUntil: null,
  version: 4,
};

/** How Bo signs in. */
export const credentials = {
  credentials: {
    username: 'bo',
    email: null,
    ready: true,
    mustChange: false,
    expiresAt: null,
    setAt: '2026-10-01T16:00:00.000Z',
    lastSignInAt: '2026-11-09T22:20:00.000Z',
  },
  invitation: null,
};

export const refuse = (code: string, status: number, facts = {}) =>
  Response.json(
    { type: `/refusals/${code}`, code, facts, status },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );

/** What was sent: the method, the address and the body. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly search: URLSearchParams;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** Answers as the server would; what it does not know is a defect. */
export type Server = Readonly<Record<string, (sent: Sent) => unknown>>;

interface Visit {
  readonly permissions?: readonly string[];
  /** Where the clinic is. */
  readonly province?: string;
}

/** What is answered where a test does not care: nobody has left, nothing waits. */
const usual: readonly (readonly [RegExp, () => unknown])[] = [
  [/^GET .*\/credentials$/, () => credentials],
  [/^GET .*\/departure$/, () => ({ departure: null })],
  [/^GET \/handover\/pool$/, () => ({ kinds: [] })],
  [/^GET \/leaving$/, () => ({ leaving: [] })],
];

/** Opens an address of the Admin tab against a server that answers `METHOD /path` as given. */
export function openAt(page: string, server: Server, { permissions = everything, province = 'ON' }: Visit = {}) {
  // What is hidden has not to be found out of each element anew: these pages are large, and say `toBeVisible` where it counts.
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
      const asked = `${method} ${one.path.replace('/api', '')}`;
      const answer = server[asked] ?? usual.find(([pattern]) => pattern.test(asked))?.[1];
      if (!answer) return Response.json({ title: 'defect' }, { status: 500 });
      const said = await answer(one);
      return said instanceof Response ? said : Response.json(said);
    }),
  );
  const routes = [
    {
      id: FRAME,
      loader: () => session(permissions, province),
      HydrateFallback: () => <LoadingFace label="Loading" />,
      element: <Outlet />,
      children: [
        { path: 'schedule', element: <AtStart /> },
        {
          path: 'admin',
          ErrorBoundary: ErrorFace,
          children: [...userRoutes, { path: 'users/:userId/deactivate', element: <h1>Deactivate page</h1> }],
        },
      ],
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
