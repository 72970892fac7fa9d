import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { problemOf } from '#kernel/problems.ts';
import { FRAME } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import type { Chart, ChartNote } from '../contract.ts';
import { chartRoutes } from './routes.ts';

const id = (n: number) => `1c8e2b32-7c1a-4b0e-8f43-bc1d1b0a${String(n).padStart(4, '0')}` as never;
const cy = { userId: id(1), name: 'Cy Okonjo', deactivated: false };
const bo = { userId: id(2), name: 'Bo Castellane', deactivated: true };
const signed: ChartNote = {
  noteId: id(20),
  title: 'Annual visit',
  body: 'Well.',
  author: cy,
  holder: null,
  cameFrom: null,
  writtenAt: '2026-11-09T15:00:00.000Z',
  signedAt: '2026-11-09T16:00:00.000Z',
  signedBy: cy,
  version: 2,
  mayEdit: false,
  maySign: false,
};
const draft: ChartNote = {
  ...signed,
  noteId: id(21),
  title: 'Knee',
  body: 'Swollen.',
  author: bo,
  holder: cy,
  cameFrom: bo,
  signedAt: null,
  signedBy: null,
  version: 3,
  mayEdit: true,
  maySign: true,
};
const chart: Chart = {
  patient: {
    patientId: id(3),
    demographicNumber: 12,
    lastName: 'Ashgrove',
    firstName: 'Sunniva',
    dateOfBirth: '1980-05-12',
    sex: 'female',
    deceasedOn: null,
    deceased: false,
    mrp: cy,
  },
  drafts: [draft],
  notes: [signed],
  next: null,
};

const elsewhere = { results: 2, claims: 1 };

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;
}
type Answered = { readonly status?: number; readonly body: unknown };
const all = [
  'charts.open-chart',
  'charts.write-note',
  'charts.update-note',
  'charts.sign-note',
  'results.list-results',
];

afterEach(() => vi.unstubAllGlobals());

/** Opens the chart before a server that answers like this; `asked` keeps everything that was sent. */
function open(
  server: (asked: Asked) => Answered,
  permissions: readonly string[] = all,
  counted: Answered = { body: elsewhere },
) {
  const asked: Asked[] = [];
  vi.stubGlobal(
    'fetch',
    async (
      path: string,
      { method = 'GET', body, headers = {} }: { method?: string; body?: string; headers?: Record<string, string> } = {},
    ) => {
      const one = { method, path, body: JSON.parse(body ?? '{}') as Record<string, unknown>, headers };
      asked.push(one);
      const { status = 200, body: said } = path.endsWith('/open-elsewhere') ? counted : server(one);
      return new Response(JSON.stringify(said), { status });
    },
  );
  const frame = {
    id: FRAME,
    loader: () => ({ userId: cy.userId, permissions }),
    HydrateFallback: () => null,
    Component: () => (
      <ClinicContext value={clinicTime}>
        <Outlet />
      </ClinicContext>
    ),
    children: [{ ErrorBoundary: ErrorFace, children: chartRoutes }],
  };
  const router = createMemoryRouter([frame], {
    initialEntries: [`/patients/${String(chart.patient.patientId)}/chart`],
  });
  render(
    <MantineProvider theme={theme} env="test">
      <RouterProvider router={router} />
    </MantineProvider>,
  );
  return asked;
}
const card = async (name: string) => within(await screen.findByRole('article', { name }));

test('drafts stand first, with whose they are and where they came from; what is open elsewhere is linked', async () => {
  open(() => ({ body: chart }));
  const knee = await card('Knee');
  expect(knee.getAllByText('User Deactivated')).toHaveLength(2);
  expect(knee.getByText('handed over by')).toBeVisible();
  expect(knee.getByText('to be signed by')).toBeVisible();
  const visit = await card('Annual visit');
  expect(visit.getByText('Yesterday 10:00')).toBeVisible();
  expect(visit.queryByRole('button')).toBeNull();
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
    'To be signed',
    'Notes',
  ]);
  expect(screen.getByRole('link', { name: '2 results' })).toBeVisible();
  expect(screen.queryByRole('link', { name: '1 claim' })).toBeNull();
});

test('whoever may not know what is open elsewhere reads the chart without it; when it fails, that is said', async () => {
  open(() => ({ body: chart }), all, { status: 403, body: problemOf('actor/not-permitted') });
  await card('Knee');
  expect(screen.queryByRole('link', { name: '2 results' })).toBeNull();
  cleanup();
  open(() => ({ body: chart }), all, { status: 500, body: { title: 'defect' } });
  expect(await screen.findByRole('alert')).toBeVisible();
  expect(screen.queryByRole('article')).toBeNull();
});

test('a draft that is somebody else’s cannot be finished here, and who may not write is not asked to', async () => {
  open(() => ({ body: { ...chart, drafts: [{ ...draft, mayEdit: false, maySign: false }] } }), ['charts.open-chart']);
  expect((await card('Knee')).queryByRole('button')).toBeNull();
  expect(screen.queryByRole('button', { name: 'New note' })).toBeNull();
});

test('who is dead is shown as that, where nobody knows the day too', async () => {
  open(() => ({ body: { ...chart, patient: { ...chart.patient, deceased: true } } }));
  expect(await screen.findByText('Deceased')).toBeVisible();
  expect(screen.getByText(/^no\. 12/)).not.toHaveTextContent('years');
});

test('a closed chart shows nothing of its patient', async () => {
  open(() => ({ status: 404, body: problemOf('patient/not-found') }));
  expect(await screen.findByRole('heading', { level: 1, name: 'This record is not open to you' })).toBeVisible();
});

test('a note is written as a draft', async () => {
  const asked = open(({ path }) => ({ body: path.endsWith('/notes') ? { noteId: id(30), version: 1 } : chart }));
  await userEvent.click(await screen.findByRole('button', { name: 'New note' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save draft' }));
  expect(screen.getByText('A note needs a title.')).toBeVisible();
  await userEvent.type(screen.getByRole('textbox', { name: 'Title' }), 'Ankle');
  await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'Sprained.');
  await userEvent.click(screen.getByRole('button', { name: 'Save draft' }));
  expect(await screen.findByText(/“Ankle” is saved as a draft/)).toBeVisible();
  const [sent] = asked.filter(({ path }) => path.endsWith('/notes'));
  expect(sent?.body).toEqual({ title: 'Ankle', body: 'Sprained.' });
  expect(sent?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  expect(screen.queryByRole('textbox')).toBeNull();
});

test('signing asks once more with the words in sight, and sends the version that was read', async () => {
  const asked = open(({ path }) => ({
    body: path.endsWith('/signature')
      ? { noteId: draft.noteId, signedAt: '2026-11-10T16:00:00.000Z', version: 4 }
      : chart,
  }));
  await userEvent.click((await card('Knee')).getByRole('button', { name: 'Sign Knee' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Sign “Knee”?' }));
  expect(dialog.getByText('Swollen.')).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Sign' }));
  expect(await screen.findByText('“Knee” is signed.')).toBeVisible();
  expect(asked.find(({ path }) => path.endsWith('/signature'))?.headers['if-match']).toBe('"3"');
});

test('a draft that was changed since it was read is not signed but shown again', async () => {
  const asked = open(({ path }) =>
    path.endsWith('/signature') ? { status: 412, body: problemOf('request/version-stale') } : { body: chart },
  );
  await userEvent.click((await card('Knee')).getByRole('button', { name: 'Sign Knee' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Sign' }));
  expect(await screen.findByText(/Read it again before you sign/)).toBeVisible();
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(() => expect(asked.filter(({ path }) => path.endsWith('/chart-readings'))).toHaveLength(2));
});

test('when the draft was changed elsewhere, both versions are shown', async () => {
  let reads = 0;
  const newer = { ...chart, drafts: [{ ...draft, body: 'Swollen, warm.', version: 4 }] };
  const asked = open(({ method, path, headers }) => {
    if (path.endsWith('/chart-readings')) return { body: (reads += 1) > 1 ? newer : chart };
    if (method === 'PUT' && headers['if-match'] === '"3"')
      return { status: 412, body: problemOf('request/version-stale') };
    return { body: { noteId: draft.noteId, version: 5 } };
  });
  await userEvent.click((await card('Knee')).getByRole('button', { name: 'Edit Knee' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Title' }), ', left');
  await userEvent.click(screen.getByRole('button', { name: 'Save draft' }));
  const dialog = within(await screen.findByRole('dialog', { name: /was changed by somebody else/ }));
  expect(dialog.getByRole('radio', { name: 'Knee, left' })).toBeChecked();
  expect(dialog.getByRole('radio', { name: 'Swollen, warm.' })).toBeChecked();
  await userEvent.click(dialog.getByRole('button', { name: 'Go on with this' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save draft' }));
  await screen.findByText(/is saved as a draft/);
  const sent = asked.findLast(({ method }) => method === 'PUT');
  expect([sent?.headers['if-match'], sent?.body]).toEqual(['"4"', { title: 'Knee, left', body: 'Swollen, warm.' }]);
});

test('older notes are shown behind the newer ones', async () => {
  open(({ body }) => ({
    body: body['after']
      ? { ...chart, drafts: [], notes: [{ ...signed, noteId: id(22), title: 'Older visit' }] }
      : { ...chart, next: 'further' },
  }));
  await userEvent.click(await screen.findByRole('button', { name: 'Show older notes' }));
  await card('Older visit');
  const titles = screen.getAllByRole('article').map((one) => one.getAttribute('aria-label'));
  expect(titles).toEqual(['Knee', 'Annual visit', 'Older visit']);
  expect(screen.queryByRole('button', { name: 'Show older notes' })).toBeNull();
});
