import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { problemOf } from '#kernel/problems.ts';
import { FRAME } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import { resultRoutes } from './routes.ts';

const bo = { userId: '1c8e2b32-7c1a-4b0e-8f43-bc1d1b0a1111', name: 'Bo Castellane', deactivated: false };
const oswin = { userId: '1c8e2b32-7c1a-4b0e-8f43-bc1d1b0a2222', name: 'Oswin Thackeray', deactivated: true };
const patient = {
  patientId: 'p',
  demographicNumber: 1023,
  lastName: 'Tolland',
  firstName: 'Emeric',
  dateOfBirth: '1979-08-22',
};
const ferritin = {
  resultId: 'ferritin',
  patient,
  title: 'Ferritin',
  category: 'Laboratory',
  status: 'final',
  issuedAt: '2026-11-09T15:00:00Z',
  abnormal: true,
  urgent: false,
  section: 'laboratory',
  orderer: oswin,
  holder: bo,
  cameFrom: oswin,
  arrivedFor: oswin,
  acknowledgedAt: null,
};
const glucose = {
  ...ferritin,
  resultId: 'glucose',
  title: 'Glucose',
  abnormal: false,
  orderer: bo,
  cameFrom: null,
  arrivedFor: null,
};
const waiting = { open: 2, abnormal: 1, withheld: 1, pool: 0, poolWithheld: 0 };
const read = {
  ...ferritin,
  acknowledgedBy: null,
  ordererNamed: '',
  conclusion: 'Iron is low.',
  former: [],
  lines: [
    {
      name: 'Ferritin',
      code: '2276-4',
      value: '11.39836998783036',
      unit: 'µg/L',
      referenceRange: '30–300',
      abnormal: true,
    },
  ],
  history: [{ at: '2026-11-09T16:00:00Z', what: 'handed-over', by: bo, from: oswin, to: bo }],
  mayAcknowledge: true,
  mayTake: false,
};

interface Answer {
  readonly status?: number;
  readonly json: unknown;
}
let asked: string[] = [];
/** Answers like the server, by method and address. */
function serve(answers: Readonly<Record<string, Answer>>) {
  asked = [];
  vi.stubGlobal('fetch', async (address: string, { method = 'GET' }: RequestInit = {}) => {
    asked.push(`${method} ${address}`);
    const { status = 200, json } = answers[`${method} ${address}`] ?? {
      status: 404,
      json: problemOf('result/not-found'),
    };
    return new Response(JSON.stringify(json), { status });
  });
}
afterEach(() => vi.unstubAllGlobals());

const permissions = ['results.list-results', 'results.take-result', 'results.acknowledge-result', 'charts.open-chart'];
const session = { userId: bo.userId, firstName: 'Bo', lastName: 'Castellane', covering: [], permissions };
function open(address: string, more: readonly string[] = []) {
  const frame = {
    id: FRAME,
    loader: () => ({ ...session, permissions: [...permissions, ...more] }),
    HydrateFallback: () => null,
    Component: () => (
      <ClinicContext value={clinicTime}>
        <Outlet />
      </ClinicContext>
    ),
    children: [{ ErrorBoundary: ErrorFace, children: resultRoutes }],
  };
  const router = createMemoryRouter([frame], { initialEntries: [address] });
  render(
    <MantineProvider theme={theme} env="test">
      <RouterProvider router={router} />
    </MantineProvider>,
  );
  return router;
}

test('the list shows what waits, for whom it arrived, and how much is withheld', async () => {
  serve({ 'GET /api/results?folder=open': { json: { results: [ferritin, glucose], next: null, waiting } } });
  open('/results');
  const rows = await screen.findAllByRole('row');
  expect(within(rows[1] ?? document.body).getByRole('link', { name: 'Ferritin' })).toHaveAttribute(
    'href',
    '/results/ferritin',
  );
  expect(rows[1]).toHaveTextContent('Abnormal');
  expect(rows[1]).toHaveTextContent('arrived for Oswin Thackeray');
  expect(rows[2]).not.toHaveTextContent('Abnormal');
  expect(screen.getByText(/1 result is withheld from you/)).toBeVisible();
});

test('an empty pool says so, and a result can be taken out of it', async () => {
  const pooled = { ...glucose, holder: null };
  const answer = (results: unknown[]) => ({ json: { results, next: null, waiting: { ...waiting, withheld: 0 } } });
  const answers: Record<string, Answer> = {
    'GET /api/results?folder=pool': answer([pooled]),
    'PUT /api/results/glucose/holder': { json: { resultId: 'glucose' } },
  };
  serve(answers);
  open('/results?folder=pool');
  const take = await screen.findByRole('button', { name: 'Take “Glucose” of Emeric Tolland' });
  answers['GET /api/results?folder=pool'] = answer([]);
  await userEvent.click(take);
  expect(await screen.findByText('“Glucose” is yours now.')).toBeVisible();
  expect(await screen.findByRole('heading', { name: 'Nothing waits unassigned' })).toBeVisible();
});

test('a result that was sent anew shows what it said before, and whom the laboratory names', async () => {
  const [line] = read.lines;
  const before = {
    title: 'Ferritin',
    status: 'preliminary',
    issuedAt: '2026-11-08T15:00:00Z',
    abnormal: false,
    urgent: false,
    conclusion: '',
    acknowledgedAt: '2026-11-08T16:00:00Z',
    acknowledgedBy: oswin,
    replacedAt: '2026-11-09T15:30:00Z',
    lines: [{ ...line, value: 'not yet' }],
  };
  const step = { at: before.replacedAt, what: 'corrected', by: null, from: null, to: null };
  const json = { ...read, orderer: null, ordererNamed: 'Wilma Ferris 777', former: [before], history: [step] };
  serve({
    'POST /api/results/ferritin/readings': { json },
    'GET /api/results': { json: { results: [], next: null, waiting } },
  });
  open('/results/ferritin');
  expect(await screen.findByRole('heading', { name: 'Before it was sent anew' })).toBeVisible();
  await userEvent.click(screen.getByText(/What it said until then \(preliminary\)/));
  expect(screen.getByText('not yet')).toBeVisible();
  expect(screen.getByText('Acknowledged by Oswin Thackeray')).toBeVisible();
  expect(screen.getByText('Wilma Ferris 777 (as the laboratory says)')).toBeVisible();
  expect(screen.getByText('The laboratory sent it anew')).toBeVisible();
});

test('a result is read once, acknowledged, and leads to the next', async () => {
  const answers: Record<string, Answer> = {
    'POST /api/results/ferritin/readings': { json: read },
    'GET /api/results': { json: { results: [ferritin, glucose], next: null, waiting } },
    'PUT /api/results/ferritin/acknowledgement': { status: 409, json: problemOf('result/already-acknowledged') },
  };
  serve(answers);
  open('/results/ferritin');
  expect(await screen.findByRole('heading', { level: 1, name: 'Ferritin' })).toBeVisible();
  expect(screen.getByText('Iron is low.')).toBeVisible();
  expect(screen.getByText('11.398')).toBeVisible();
  expect(
    screen.getByText('Bo Castellane handed it over from Oswin Thackeray (User Deactivated) to Bo Castellane'),
  ).toBeVisible();
  expect(screen.getByRole('link', { name: 'Emeric Tolland' })).toHaveAttribute('href', '/patients/p/chart');

  await userEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('This result has been acknowledged already.');
  answers['PUT /api/results/ferritin/acknowledgement'] = {
    json: { resultId: 'ferritin', acknowledgedAt: '2026-11-10T15:00:00Z' },
  };
  await userEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
  expect(await screen.findByText('Bo Castellane acknowledged it')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Acknowledge' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Next: Glucose' })).toHaveAttribute('href', '/results/glucose');
  expect(asked.filter((one) => one.endsWith('/readings'))).toHaveLength(1);
});

test('a record closed to the reader is refused, not empty', async () => {
  serve({});
  open('/results/closed');
  await waitFor(() =>
    expect(screen.getByText('There is no such result, or the record is closed to you.')).toBeVisible(),
  );
});

test('whoever may passes a colleague’s result on, of everybody’s and on its page', async () => {
  const theirs = { ...glucose, holder: oswin };
  const cy = { ...bo, userId: '1c8e2b32-7c1a-4b0e-8f43-bc1d1b0a3333', name: 'Cy Okonjo' };
  const colleagues = [oswin, cy].map((one) => ({ ...one, type: 'doctor', locked: false, siteIds: [] }));
  serve({
    'GET /api/results?folder=all': { json: { results: [theirs], next: null, waiting } },
    'GET /api/colleagues': { json: { colleagues } },
    [`GET /api/colleagues/${cy.userId}/doubts/result?itemId=glucose`]: { json: { doubts: ['cannot-see'] } },
    'PUT /api/results/glucose/passing': { status: 409, json: problemOf('work/already-taken') },
  });
  open('/results?folder=all', ['results.pass-result']);
  await userEvent.click(await screen.findByRole('button', { name: 'Give “Glucose, Emeric Tolland”' }));
  await userEvent.click(await screen.findByRole('combobox', { name: 'Who has it from now on' }));
  expect(screen.queryByRole('option', { name: /Oswin/ })).toBeNull();
  await userEvent.click(await screen.findByRole('option', { name: /Cy Okonjo/ }));
  expect(await screen.findByText(/May not see it/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Give' }));
  expect(await screen.findByText('Somebody else has taken this.')).toBeVisible();
});

test('everybody’s are offered to nobody else', async () => {
  serve({ 'GET /api/results?folder=open': { json: { results: [], next: null, waiting } } });
  open('/results');
  await screen.findByRole('heading', { name: 'No result waits for you' });
  expect(screen.queryByRole('radio', { name: 'Everybody’s' })).toBeNull();
});
