import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { problemOf } from '#kernel/problems.ts';
import { FRAME } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import { auditRoutes } from './routes.ts';

const id = (n: number) => `1c8e2b32-7c1a-4b0e-8f43-bc1d1b0a${String(n).padStart(4, '0')}`;
const ada = { userId: id(1), name: 'Ada Lindqvist', deactivated: false };
const bo = { userId: id(2), name: 'Bo Castellane', deactivated: true };
const patient = { patientId: id(3), name: 'Sunniva Ashgrove' };
const plain = {
  entryId: 1,
  at: '2026-11-10T15:44:18.123Z',
  actor: ada,
  onBehalfOf: null,
  action: 'charts.open-chart',
  outcome: 'done',
  subjectUser: null,
  patient: null,
  reason: null,
  origin: '10.0.0.7',
  facts: {},
  withheld: false,
};
const nobody = { actor: null, subjectUser: null, patient: null };

interface Server {
  readonly entries?: readonly object[];
  readonly next?: string | null;
  readonly names?: Readonly<Record<string, string>>;
  readonly refused?: { readonly status: number; readonly code: string };
}

// The first test would wait for the page's modules.
beforeAll(() => import('./audit-log-page.tsx'));
afterEach(() => vi.unstubAllGlobals());

/** Opens the page before a server that answers like this; `asked` keeps what the log was asked for. */
function open(address: string, server: Server | ((asked: Record<string, unknown>) => Server)) {
  const asked: Record<string, unknown>[] = [];
  const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
  vi.stubGlobal('fetch', async (input: string, { body }: { body?: string } = {}) => {
    if (input.startsWith('/api/audit-log/people')) {
      const people = [ada, bo].map((one, at) => ({ ...one, userNumber: at + 1, type: 'doctor' }));
      return json({ people });
    }
    if (input.startsWith('/api/audit-log/actions')) {
      return json({
        actions: [
          { action: 'charts.open-chart', inLog: true },
          { action: 'orders.send-order', inLog: true },
          { action: 'users.list-users', inLog: false },
          { action: 'users.lock-user', inLog: false },
        ],
      });
    }
    if (input.startsWith('/api/patients?')) {
      return json({
        patients: [{ ...patient, firstName: 'Sunniva', lastName: 'Ashgrove', dateOfBirth: '1980-05-12' }],
        closed: [],
        next: null,
      });
    }
    const wanted = JSON.parse(body ?? '{}') as Record<string, unknown>;
    asked.push(wanted);
    const { entries = [], next = null, names = {}, refused } = typeof server === 'function' ? server(wanted) : server;
    if (refused) return json(refused, refused.status);
    const about = { ...nobody, patient: wanted['patientId'] ? patient : null };
    return json({ entries, next, names, about });
  });
  const frame = {
    id: FRAME,
    loader: () => ({ userId: ada.userId, permissions: ['audit.read-log', 'patients.search-patients'] }),
    HydrateFallback: () => null,
    Component: () => (
      <ClinicContext value={clinicTime}>
        <Outlet />
      </ClinicContext>
    ),
    children: [{ ErrorBoundary: ErrorFace, children: auditRoutes }],
  };
  const router = createMemoryRouter([frame], { initialEntries: [address] });
  render(
    <MantineProvider theme={theme} env="test">
      <RouterProvider router={router} />
    </MantineProvider>,
  );
  return { asked, router };
}

test('an entry says who, what, when, from where and on whom', async () => {
  const refused = { ...plain, entryId: 2, outcome: 'refused', reason: 'patient/not-found', actor: null };
  const unknown = { ...plain, entryId: 3, action: 'orders.send-order', subjectUser: bo, patient };
  open('/audit-log', { entries: [plain, refused, unknown] });
  const [, first, second, third] = await screen.findAllByRole('row');
  expect(first).toHaveTextContent('10:44:18 TodayAda LindqvistOpened a chart charts.open-chart10.0.0.7');
  expect(second).toHaveTextContent('Nobody signed inOpen a chart charts.open-chartrefused');
  expect(third).toHaveTextContent('orders.send-orderSunniva AshgroveBo CastellaneUser Deactivated');
});

test('an entry opens to what it was before and after, in words, and to JSON where there are none', async () => {
  const facts = {
    before: { roles: ['doctor'], holderId: bo.userId, urgent: false },
    after: { roles: [], holderId: null, urgent: true, startsAt: '2026-11-10T15:00:00Z' },
    plan: [`task:transfer:${ada.userId}`],
    odd: [{ deep: { deeper: 1 } }],
  };
  const entry = { ...plain, action: 'users.update-user', subjectUser: bo, reason: 'Leaves', facts };
  open('/audit-log', { entries: [entry], names: { [bo.userId]: bo.name, [ada.userId]: ada.name } });
  await userEvent.click(await screen.findByRole('button', { name: 'Details of entry 1' }));
  const cells = (name: string) => {
    const row = screen.getByRole('rowheader', { name }).closest('tr');
    return within(row ?? document.body)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);
  };
  expect(cells('Roles')).toEqual(['doctor', 'none']);
  expect(cells('Held by')).toEqual(['Bo Castellane', 'none']);
  expect(cells('Urgent')).toEqual(['no', 'yes']);
  expect(cells('Begins')).toEqual(['none', '10 Nov 2026 10:00']);
  expect(screen.getByText('task, transfer, Ada Lindqvist')).toBeVisible();
  expect(screen.getByText(/"deeper": 1/)).toBeVisible();
  expect(screen.getByText('Leaves')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Everything on Bo Castellane' })).toHaveAttribute(
    'href',
    `/audit-log?user=${bo.userId}`,
  );
});

test('a refusal says why, in the words that whoever tried was given', async () => {
  const refused = { ...plain, outcome: 'refused', reason: 'user/last-administrator' };
  open('/audit-log', { entries: [refused] });
  await userEvent.click(await screen.findByRole('button', { name: 'Details of entry 1' }));
  expect(screen.getByText(/This is the last active administrator/)).toBeVisible();
  expect(screen.getByText('It was refused, and nothing was changed.')).toBeVisible();
});

test('filters stand in the address, and are what the log is asked for', async () => {
  const { asked, router } = open(
    `/audit-log?actor=${bo.userId}&action=users.&from=2026-11-01&after=x&place=51&user=nonsense`,
    {
      entries: [plain],
    },
  );
  const what = await screen.findByLabelText('What');
  expect(asked).toEqual([{ actorId: bo.userId, action: 'users.', from: '2026-11-01', after: 'x' }]);
  expect(screen.getByText('51 to 51')).toBeVisible();
  expect(screen.getByRole('combobox', { name: 'Who' })).toHaveValue('Bo Castellane');
  // What leaves no entry is not offered; what nobody has done yet is.
  const offered = [...(what as HTMLSelectElement).options].map(({ label }) => label);
  expect(offered).toEqual([
    'Everything',
    'Charts: all',
    'Opened a chart',
    'orders: all',
    'orders.send-order',
    'Users: all',
    'Locked a user',
  ]);
  await userEvent.selectOptions(what, 'charts.open-chart');
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(asked[1]).toEqual({ actorId: bo.userId, action: 'charts.open-chart', from: '2026-11-01' });
  expect(router.state.location.search).toBe(`?from=2026-11-01&actor=${bo.userId}&action=charts.open-chart`);
});

test('a patient is found by name', async () => {
  const { asked } = open('/audit-log', { entries: [plain] });
  const whom = await screen.findByRole('combobox', { name: 'On whom' });
  await userEvent.type(whom, 'ashg');
  await userEvent.click(await screen.findByRole('option', { name: /Sunniva Ashgrove/ }));
  await waitFor(() => expect(asked.at(-1)).toEqual({ patientId: patient.patientId }));
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'On whom' })).toHaveValue('Sunniva Ashgrove'));
});

test('the file holds every page of what is shown, and no formula', async () => {
  let file = new Blob();
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => ((file = blob), 'blob:x'),
      revokeObjectURL: () => undefined,
    }),
  );
  const formula = { ...plain, entryId: 9, onBehalfOf: ada, reason: '=HYPERLINK("x")', subjectUser: bo, patient };
  const { asked } = open('/audit-log?outcome=done', ({ exporting, after }) => {
    if (!exporting) return { entries: [plain], next: 'second' };
    return after ? { entries: [formula] } : { entries: [plain], next: 'second' };
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }));
  expect(await screen.findByText('2 entries have been exported.')).toBeVisible();
  expect(asked.slice(1)).toEqual([
    { outcome: 'done', exporting: true },
    { outcome: 'done', exporting: true, after: 'second' },
  ]);
  expect((await file.text()).replace('\uFEFF', '').split('\r\n')).toEqual([
    'Entry,When,Who,On behalf of,What,Action,Outcome,On user,On patient,Reason,From,Facts',
    '1,2026-11-10T15:44:18.123Z,Ada Lindqvist,,Opened a chart,charts.open-chart,done,,,,10.0.0.7,{}',
    `9,2026-11-10T15:44:18.123Z,Ada Lindqvist,Ada Lindqvist,Opened a chart,charts.open-chart,done,Bo Castellane,Sunniva Ashgrove,"'=HYPERLINK(""x"")",10.0.0.7,{}`,
    '',
  ]);
});

test('nothing found is said, and the way back to everything', async () => {
  const { router } = open('/audit-log?outcome=refused', {});
  expect(await screen.findByRole('heading', { name: 'No entry matches' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Clear the filters' }));
  await waitFor(() => expect(router.state.location.search).toBe(''));
  expect(await screen.findByRole('heading', { name: 'Nothing is recorded yet' })).toBeVisible();
});

test.each([
  [problemOf('actor/not-permitted'), 'This is not open to you'],
  [{ status: 500, code: '' }, 'This page could not be loaded'],
])('a refusal and a failure are no emptiness: %j', async (refused, title) => {
  open('/audit-log', { refused });
  expect(await screen.findByRole('heading', { level: 1, name: title })).toBeVisible();
});
