import { MantineProvider } from '@mantine/core';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FRAME, type Session } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import { reachRoutes } from './routes.ts';

const all = [...reachRoutes.user, ...reachRoutes.patient];
// Loaded once, so that no test waits for a page of another one.
await Promise.all(all.map(async ({ lazy }) => typeof lazy === 'function' && lazy()));
configure({ asyncUtilTimeout: 10_000, defaultHidden: true });

const id = (n: number) => `1c8e2b32-7c1a-4b0e-8f43-bc1d1b0a${String(n).padStart(4, '0')}`;
const pia = {
  patientId: id(1),
  demographicNumber: 12,
  lastName: 'Arroyo',
  firstName: 'Pia',
  dateOfBirth: '1980-05-12',
};
const block = {
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
const reach = {
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
const opener = {
  userId: id(3),
  name: 'Bo Castellane',
  deactivated: false,
  type: 'doctor',
  through: [{ roleId: id(4), name: 'doctor' }],
  standing: 'could',
  blocks: [],
};
const kept = { ...opener, userId: id(5), name: 'Cy Okonjo', standing: 'blocked', blocks: [block] };
const openers = {
  patient: pia,
  could: 1,
  keptOut: 1,
  openers: [opener, kept],
  next: null,
  recordedSince: reach.recordedSince,
};
const use = {
  entryId: 7,
  at: '2026-11-09T15:04:05Z',
  who: { userId: id(3), name: 'Bo Castellane', deactivated: false },
  onBehalfOf: { userId: id(4), name: 'Cy Okonjo', deactivated: false },
  roles: ['doctor'],
  action: 'charts.open-chart',
  outcome: 'done',
  reason: null,
  origin: '10.0.0.7',
};
const uses = {
  patient: { ...pia, healthNumber: '9876543217', healthProvince: 'BC' },
  people: [use.who],
  uses: [use, { ...use, entryId: 6, outcome: 'refused', reason: 'patient/not-found' }],
  next: null,
};
const at = {
  reach: `/admin/users/${id(5)}/reach`,
  openers: `/patients/${pia.patientId}/openers`,
  uses: `/patients/${pia.patientId}/uses`,
};
const paths = {
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
const refuse = (code: string, status: number) =>
  Response.json({ type: `/refusals/${code}`, code, facts: {}, status }, { status });

type Sent = Readonly<Record<string, unknown>>;
/** Opens an address before a server that answers each path like this; what it was sent, in order. */
function openAt(address: string, server: Readonly<Record<string, (sent: Sent) => unknown>>, permissions = everything) {
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

let saved: Blob[];
beforeEach(() => {
  saved = [];
  vi.stubGlobal('print', vi.fn<() => void>());
  URL.createObjectURL = (content) => {
    saved.push(content as Blob);
    return 'blob:x';
  };
  URL.revokeObjectURL = () => undefined;
  HTMLAnchorElement.prototype.click = () => undefined;
});
afterEach(() => vi.unstubAllGlobals());

describe('what can X see', () => {
  test('who is closed, by which set, on which terms', async () => {
    openAt(at.reach, { [paths.reach]: () => reach });
    expect(await screen.findByRole('heading', { name: 'What can Cy Okonjo see?' })).toBeVisible();
    expect(screen.getByText(/Every chart but those of 1 patient, through the role doctor\./)).toBeVisible();
    const blocks = screen.getByRole('table', { name: 'Blocks' });
    expect(within(blocks).getByText('Okonjo family')).toBeVisible();
    expect(within(blocks).getByText('laid by Ada Lindqvist')).toBeVisible();
    expect(within(blocks).getByText('until it is lifted')).toBeVisible();
    expect(
      within(blocks).getByText('master file stays readable, no emergency access, asked for by the patient'),
    ).toBeVisible();
    const patients = screen.getByRole('table', { name: 'List of patients' });
    expect(within(patients).getByText('Arroyo, Pia')).toBeVisible();
    expect(within(patients).getByRole('link', { name: 'Who can open the chart of Arroyo, Pia' })).toHaveAttribute(
      'href',
      at.openers,
    );
    expect(screen.getByRole('link', { name: 'Effective Access' })).toHaveAttribute(
      'href',
      `/admin/users/${id(5)}/access`,
    );
  });

  test('a keyword is asked for once it stands still; filters and moment stand in the address', async () => {
    const { sent, router } = openAt(`${at.reach}?day=2026-05-03&time=09:00`, { [paths.reach]: () => reach });
    expect(await screen.findByRole('heading', { name: 'What could Cy Okonjo see?' })).toBeVisible();
    await userEvent.type(screen.getByRole('textbox', { name: 'Keyword' }), 'arr');
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent).toEqual([
      { day: '2026-05-03', time: '09:00' },
      { day: '2026-05-03', time: '09:00', keyword: 'arr' },
    ]);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Patient Set' }), 'Okonjo family');
    await waitFor(() => expect(sent.at(-1)).toMatchObject({ blockId: block.blockId, keyword: 'arr' }));
    expect(router.state.location.search).toContain('day=2026-05-03');
  });

  test('empty, and empty under a filter, are told apart', async () => {
    const none = { ...reach, closed: 0, blocks: [], patients: [] };
    const { router } = openAt(`${at.reach}?keyword=zzz`, { [paths.reach]: () => none });
    expect(await screen.findByText('Nothing matches')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Clear the filters' }));
    expect(await screen.findByText('No patient is closed')).toBeVisible();
    expect(screen.getByText(/^Every chart, through the role doctor\./)).toBeVisible();
    expect(router.state.location.search).toBe('');
  });

  test('as a file that the server makes, by the filters of the page', async () => {
    const { sent } = openAt(`${at.reach}?keyword=arr`, {
      [paths.reach]: () => reach,
      [paths.reachFile]: () => new Response('1,Arroyo', { headers: { 'content-type': 'text/csv' } }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(await saved[0]?.text()).toBe('1,Arroyo');
    expect(sent.at(-1)).toEqual({ keyword: 'arr' });
  });

  test('a file that is refused says why', async () => {
    openAt(at.reach, {
      [paths.reach]: () => reach,
      [paths.reachFile]: () => refuse('actor/not-permitted', 403),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }));
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(saved).toHaveLength(0);
  });

  test('whoever may not take it is not asked to', async () => {
    openAt(at.reach, { [paths.reach]: () => reach }, ['reach.read-reach']);
    await screen.findByRole('heading', { level: 1 });
    expect(screen.queryByRole('button', { name: 'Export CSV' })).toBeNull();
  });

  test('refused and failed have their faces', async () => {
    openAt(at.reach, { [paths.reach]: () => refuse('user/not-found', 404) });
    expect(await screen.findByRole('heading', { level: 1 })).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
  });
});

describe('who could open this chart', () => {
  test('who, through which role, and by what the others are kept out', async () => {
    openAt(at.openers, { [paths.openers]: () => openers });
    expect(await screen.findByRole('heading', { name: 'Who can open the chart of Pia Arroyo?' })).toBeVisible();
    expect(screen.getByText('1 user can; 1 with a role that opens charts is kept out.')).toBeVisible();
    const table = screen.getByRole('table', { name: 'Users' });
    expect(within(table).getByText('open')).toBeVisible();
    expect(within(table).getByText(/by the set “Okonjo family”/)).toBeVisible();
    const views = screen.getByRole('navigation', { name: 'Views of this patient' });
    expect(within(views).getByRole('link', { name: 'Who could open it' })).toHaveAttribute('aria-current', 'page');
    expect(within(views).getByRole('link', { name: 'Who did' })).toHaveAttribute('href', at.uses);
  });

  test('only those who were kept out', async () => {
    const { sent } = openAt(at.openers, { [paths.openers]: () => openers });
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Show' }), 'Who was kept out');
    await waitFor(() => expect(sent.at(-1)).toEqual({ could: false }));
  });

  test('as a file that the server makes, by the filters of the page', async () => {
    const { sent } = openAt(`${at.openers}?could=no`, {
      [paths.openers]: () => openers,
      [paths.openersFile]: () => new Response('Cy Okonjo,doctor', { headers: { 'content-type': 'text/csv' } }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(await saved[0]?.text()).toBe('Cy Okonjo,doctor');
    expect(sent.at(-1)).toEqual({ could: false });
  });

  test('whoever may not take it is not asked to', async () => {
    openAt(at.openers, { [paths.openers]: () => openers }, ['reach.list-openers']);
    await screen.findByRole('heading', { level: 1 });
    expect(screen.queryByRole('button', { name: 'Export CSV' })).toBeNull();
  });

  test('closed to the reader, it shows the closed record and nothing else', async () => {
    openAt(at.openers, { [paths.openers]: () => refuse('patient/not-found', 404) });
    expect(await screen.findByRole('heading', { name: 'This record is not open to you' })).toBeVisible();
    expect(screen.queryByText(/Arroyo/)).toBeNull();
  });
});

describe('who did', () => {
  test('what, when by the clinic’s clock, who in which role, whose, from where', async () => {
    openAt(at.uses, { [paths.uses]: () => uses });
    expect(await screen.findByRole('heading', { name: 'Who dealt with the record of Pia Arroyo?' })).toBeVisible();
    expect(screen.getByText(/no\. 12, born 12 May 1980, health number 9876543217 \(BC\)/)).toBeVisible();
    const [done, refused] = within(screen.getByRole('table', { name: 'Uses of the record' }))
      .getAllByRole('row')
      .slice(1);
    for (const said of [
      '9 Nov 2026 10:04:05',
      'Bo Castellane',
      'on behalf of Cy Okonjo',
      'doctor',
      'Opened a chart',
      'Charts',
      '10.0.0.7',
    ])
      expect(done).toHaveTextContent(said);
    expect(refused).toHaveTextContent('refused');
  });

  test('days are filters; reversed ones say that nothing can match', async () => {
    const { sent } = openAt(`${at.uses}?from=2026-05-03&to=2026-05-01`, {
      [paths.uses]: () => ({ ...uses, uses: [] }),
    });
    expect(await screen.findByText('The last day is before the first: nothing can match.')).toBeVisible();
    expect(sent).toEqual([{ from: '2026-05-03', to: '2026-05-01' }]);
  });

  test('on paper stands the whole report', async () => {
    const lines: number[] = [];
    openAt(at.uses, {
      [paths.uses]: ({ exporting, after }) =>
        exporting
          ? { ...uses, uses: [{ ...use, entryId: after ? 1 : 2 }], next: after ? null : 'more' }
          : { ...uses, next: 'more' },
    });
    vi.stubGlobal('print', () => lines.push(screen.getAllByRole('row').length - 1));
    const table = await screen.findByRole('table', { name: 'Uses of the record' });
    await userEvent.click(screen.getByRole('button', { name: 'Print' }));
    await waitFor(() => expect(lines).toEqual([2]));
    await waitFor(() => expect(within(table).getAllByRole('row')).toHaveLength(3));
  });

  test('as a file that the server makes, by the filters of the page', async () => {
    const { sent } = openAt(`${at.uses}?from=2026-05-03`, {
      [paths.uses]: () => uses,
      [paths.usesFile]: () => new Response('7,2026', { headers: { 'content-type': 'text/csv' } }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(await saved[0]?.text()).toBe('7,2026');
    expect(sent.at(-1)).toEqual({ from: '2026-05-03' });
  });
});
