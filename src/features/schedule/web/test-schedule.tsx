import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { FRAME } from '#web/session.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import { theme } from '#web/theme.ts';
import type { Appointment, Schedule, TakenSlot } from '../contract.ts';
import { scheduleRoutes } from './routes.ts';

// Loaded once, so that no test waits for the page.
await Promise.all(scheduleRoutes.map(async ({ lazy }) => typeof lazy === 'function' && lazy()));

export const DAY = '2026-11-24';
const id = <Of extends string>(n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as Id<Of>;
export const [alder, fernhill] = [id<'site'>(1), id<'site'>(2)];
const [bo, cy] = [id<'user'>(11), id<'user'>(12)];
export const ids = { bo, cy };

let last = 100;

/** An appointment of Gideon Farrow with Bo at Alder Point. */
export function appointment(given: Partial<Appointment> = {}): Appointment {
  last += 1;
  const { day = DAY, start = '09:00' } = given;
  return {
    appointmentId: id(last),
    patient: { patientId: id(31), name: 'Gideon Farrow' },
    provider: { userId: bo, name: 'Bo Castellane', deactivated: false },
    siteId: alder,
    startsAt: `${day}T${start}:00.000Z`,
    endsAt: `${day}T${start}:00.000Z`,
    day,
    start,
    end: '09:30',
    durationMinutes: 30,
    overlaps: false,
    reason: 'Follow-up',
    status: 'booked',
    version: 1,
    cameFrom: null,
    arrivedFor: null,
    may: { move: true, cancel: true, mark: ['arrived', 'seen', 'no-show'] },
    ...given,
  };
}

export function taken(given: Partial<TakenSlot> = {}): TakenSlot {
  const { provider, siteId, startsAt, endsAt, day, start, end, durationMinutes, overlaps } = appointment();
  return {
    patient: null,
    patientName: null,
    provider,
    siteId,
    startsAt,
    endsAt,
    day,
    start,
    end,
    durationMinutes,
    overlaps,
    ...given,
  };
}

export const colleague = (userId: Id<'user'>, name: string, type: string, siteIds: readonly Id<'site'>[]) => ({
  userId,
  name,
  type,
  siteIds,
  locked: false,
  deactivated: false,
});
const colleagues = [
  colleague(id(10), 'Ada Lindqvist', 'admin', [alder]),
  colleague(cy, 'Cy Okonjo', 'doctor', [alder, fernhill]),
  colleague(bo, 'Bo Castellane', 'doctor', [alder]),
];
const sites = [
  { siteId: alder, name: 'Alder Point', shortName: 'AP', colour: 'teal', address: '' },
  { siteId: fernhill, name: 'Fernhill', shortName: 'FH', colour: 'purple', address: '' },
];
const clinic = { name: 'Alder Point', province: 'ON', timeZone: 'America/Toronto', today: DAY, idleLimitMinutes: 30 };
const session = {
  userId: bo,
  firstName: 'Bo',
  lastName: 'Castellane',
  type: 'doctor',
  clinic,
  permissions: [],
  unread: 0,
  poolWaiting: 0,
  covering: [],
};

export const schedule = (given: Partial<Schedule> = {}): Schedule => ({
  appointments: [],
  taken: [],
  away: [],
  now: { day: DAY, time: '09:10' },
  may: { book: true },
  ...given,
});

/** What was sent, as the border saw it. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}
type Answers = Readonly<Record<string, (sent: Sent) => unknown>>;

/** A refusal as the server sends it. */
export const refusal = (status: number, code: string) => ({ refused: { status, code } });

const usual: Answers = {
  'GET /session': () => session,
  'GET /colleagues': () => ({ colleagues }),
  'GET /user-choices': () => ({ roles: [], sites }),
  'GET /appointments': () => schedule(),
};

/** Opens the schedule at an address, before a server that answers so; hands back what is sent to it. */
export function openSchedule(
  at: string,
  answers: Answers,
  covering: readonly object[] = [],
): { readonly sent: Sent[]; readonly search: () => string } {
  const sent: Sent[] = [];
  vi.stubGlobal(
    'fetch',
    async (url: string, { method, headers, body }: Pick<Sent, 'method' | 'headers'> & { readonly body?: string }) => {
      const { pathname, searchParams } = new URL(url, 'http://clinic.example');
      const path = pathname.replace('/api', '');
      const one: Sent = { method, path, query: searchParams, headers, body: JSON.parse(body ?? '{}') };
      sent.push(one);
      const answer = await (answers[`${one.method} ${path}`] ?? usual[`${one.method} ${path}`])?.(one);
      if (answer === undefined) throw new TypeError(`nobody answers ${one.method} ${path}`);
      const { refused } = answer as { refused?: { status: number; code: string } };
      return Response.json(refused ? { type: `/refusals/${refused.code}`, ...refused } : answer, {
        status: refused?.status ?? 200,
      });
    },
  );
  const router = createMemoryRouter(
    [
      {
        id: FRAME,
        loader: () => ({ ...session, covering }),
        HydrateFallback: () => null,
        element: (
          <ClinicContext value={{ ...clinicTime, today: DAY }}>
            <Outlet />
          </ClinicContext>
        ),
        children: [{ ErrorBoundary: ErrorFace, children: scheduleRoutes }],
      },
    ],
    { initialEntries: [at] },
  );
  render(
    <MantineProvider theme={theme} env="test">
      <RouterProvider router={router} />
    </MantineProvider>,
  );
  return { sent, search: () => router.state.location.search };
}
