import { MantineProvider } from '@mantine/core';
import { configure, render } from '@testing-library/react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { FRAME, type Session } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import type { Line, Review } from '../contract.ts';
import { accessReviewRoutes } from './routes.ts';

// Loaded once, so that no test waits for a page of another one.
await Promise.all(accessReviewRoutes.map(async ({ lazy }) => typeof lazy === 'function' && lazy()));

const id = <Of extends string>(n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as Id<Of>;
export const ids = {
  review: id<'review'>(1),
  ada: id<'user'>(11),
  bo: id<'user'>(12),
  cy: id<'user'>(13),
  dee: id<'user'>(14),
  doctor: id<'role'>(21),
  desk: id<'role'>(22),
  fernhill: id<'site'>(31),
};
export const ada = { userId: ids.ada, name: 'Ada Lindqvist', deactivated: false };
export const cy = { userId: ids.cy, name: 'Cy Okonjo', deactivated: false };

export const bo: Line = {
  userId: ids.bo,
  userNumber: 1002,
  name: 'Bo Castellane',
  type: 'doctor',
  status: 'active',
  statusNow: 'active',
  roles: [
    { id: ids.doctor, name: 'doctor', change: 'same' },
    { id: ids.desk, name: 'front desk', change: 'new' },
  ],
  sites: [{ id: ids.fernhill, name: 'Fernhill', change: 'same' }],
  permissions: 38,
  lastSignInAt: '2026-11-10T13:02:00.000Z',
  blocks: 2,
  blocksBefore: 1,
  blockedBy: ['Harbour staff'],
  reviewer: 'Ada Lindqvist',
  mine: true,
  state: 'undecided',
  decidedAt: null,
  reason: null,
  endedRoles: [],
  endedSites: [],
  outcome: null,
  seen: 'a'.repeat(32),
};
export const dee: Line = { ...bo, userId: ids.dee, userNumber: 1004, name: 'Dee Hartwell', seen: 'd'.repeat(32) };

export const review: Review = {
  reviewId: ids.review,
  name: 'Autumn',
  scope: 'role',
  scopeName: 'front desk',
  dueOn: '2026-11-20',
  startedAt: '2026-11-09T15:00:00.000Z',
  startedBy: ada,
  closedAt: null,
  closedBy: null,
  closedReason: null,
  digest: null,
  mayClose: true,
  multisite: true,
  overdue: false,
  counts: { undecided: 2, handed: 0, confirmed: 1, ended: 0, out: 0, left: 0 },
  mine: 2,
  reviewers: [
    { ...ada, lines: 3, waiting: 2 },
    { ...cy, lines: 1, waiting: 0 },
  ],
  candidates: [ada, cy],
  lines: [bo, dee],
  next: null,
  matching: 2,
};

const everything = [
  'list-reviews',
  'preview-review',
  'start-review',
  'read-review',
  'confirm-lines',
  'end-access',
  'hand-to-deactivate',
  'take-back-decision',
  'give-lines',
  'close-review',
  'make-document',
].map((verb) => `access-review.${verb}`);
export const all = [...everything, 'handover.deactivate-user', 'handover.preview-deactivation'];

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly search: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}
/** Answers as the server would; what it does not know is a defect. */
export type Server = Readonly<Record<string, (sent: Sent) => unknown>>;

export const refuse = (code: string, status: number, facts = {}) =>
  Response.json({ type: `/refusals/${code}`, code, facts, status }, { status });

/** Opens an address of the Admin tab against a server that answers `METHOD /path` as given. */
export function openAt(page: string, server: Server, permissions: readonly string[] = all) {
  // What is hidden has not to be found out of each element anew: these pages are large.
  configure({ defaultHidden: true });
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(address, 'http://clinic.test');
    const { method = 'GET', body } = init;
    const one = {
      method,
      path: pathname.replace('/api', ''),
      search: searchParams,
      body: typeof body === 'string' ? JSON.parse(body) : {},
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
      loader: () => ({ userId: ids.ada, permissions: [...permissions] }) as unknown as Session,
      HydrateFallback: () => <LoadingFace label="Loading" />,
      element: <Outlet />,
      children: [{ path: 'admin', ErrorBoundary: ErrorFace, children: accessReviewRoutes }],
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
