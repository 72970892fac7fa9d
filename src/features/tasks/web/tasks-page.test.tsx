import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { expect, test, vi } from 'vitest';
import { problemOf } from '#kernel/problems.ts';
import { FRAME } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { clinicTime } from '#web/ui/test-render.tsx';
import { taskRoutes } from './routes.ts';

const ada = { userId: 'me', name: 'Ada Lindqvist', deactivated: false };
const bo = { userId: 'bo', name: 'Bo Castellane', deactivated: true };
const task = {
  taskId: 't1',
  title: 'Call back',
  details: 'Before noon',
  due: '2026-11-09',
  urgent: true,
  overdue: true,
  patient: { patientId: 'p1', name: 'Emeric Tolland' },
  author: bo,
  madeAt: '2026-11-02T13:00:00Z',
  holder: ada,
  cameFrom: bo,
  doneAt: null,
  doneBy: null,
  type: null,
  copies: [],
  version: 3,
};
const list = { tasks: [task], next: null, counts: { mine: 1, overdue: 1, given: 0, pool: 0 }, withheld: 0 };

interface Sent {
  readonly what: string;
  readonly body: unknown;
  readonly version: string | undefined;
}

/** The server's side of the network: answers by method and path, and keeps what it was asked. */
function serveWith(answers: Readonly<Record<string, (sent: Sent) => unknown>>) {
  const asked: Sent[] = [];
  vi.stubGlobal('fetch', async (address: string, { method = 'GET', body, headers }: RequestInit = {}) => {
    const what = `${method} ${address.replace(/^\/api/, '')}`;
    const sent = {
      what,
      body: JSON.parse(typeof body === 'string' ? body : 'null'),
      version: new Headers(headers).get('if-match') ?? undefined,
    };
    asked.push(sent);
    const answer = answers[what]?.(sent) ?? { type: 'about:blank', title: 'defect', status: 500 };
    return new Response(JSON.stringify(answer), { status: (answer as { status?: number }).status ?? 200 });
  });
  return asked;
}

function open(at: string, more: readonly string[] = []) {
  const permissions = ['add-task', 'update-task', 'finish-task', 'reopen-task', 'take-task'].map(
    (one) => `tasks.${one}`,
  );
  const session = { ...ada, covering: [], permissions: [...permissions, ...more] };
  const routes = [
    { id: FRAME, loader: () => session, Component: Outlet, HydrateFallback: () => null, children: taskRoutes },
  ];
  const router = createMemoryRouter(routes, { initialEntries: [at] });
  render(
    <MantineProvider theme={theme} env="test">
      <ClinicContext value={clinicTime}>
        <RouterProvider router={router} />
      </ClinicContext>
    </MantineProvider>,
  );
  return router;
}

test('a task says in words that it is urgent and overdue, who gave it and whose it was', async () => {
  serveWith({ 'GET /tasks?folder=mine': () => list });
  open('/tasks');
  const [row] = await screen.findAllByRole('listitem');
  if (!row) throw new Error('no row');
  expect(row).toHaveTextContent('urgent');
  expect(row).toHaveTextContent('overdue since Mon 9 Nov');
  expect(row).toHaveTextContent('from Bo Castellane, User Deactivated');
  expect(row).toHaveTextContent('given by Bo Castellane (User Deactivated)');
  expect(within(row).getByRole('link', { name: 'Emeric Tolland' })).toHaveAttribute('href', '/patients/p1');
  expect(screen.getByText('1 of yours is overdue.')).toBeVisible();
});

test('a task is ticked off, and that is taken back', async () => {
  const sent = serveWith({
    'GET /tasks?folder=mine': () => list,
    'PUT /tasks/t1/done': () => ({ taskId: 't1', version: 4 }),
    'DELETE /tasks/t1/done': () => ({ taskId: 't1', version: 5 }),
  });
  open('/tasks');
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Done: Call back' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Open again: Call back')).toBeVisible();
  expect(sent.map(({ what }) => what).filter((what) => !what.startsWith('GET'))).toEqual([
    'PUT /tasks/t1/done',
    'DELETE /tasks/t1/done',
  ]);
});

test('changed by somebody else meanwhile, both stand side by side and the reader chooses', async () => {
  const now = { ...task, title: 'Call twice', version: 4 };
  const sent = serveWith({
    'GET /tasks?folder=mine': () => list,
    'GET /tasks/t1': () => now,
    'GET /colleagues': () => ({ colleagues: [{ ...ada, type: 'doctor', locked: false, siteIds: [] }] }),
    'PUT /tasks/t1': ({ version }) =>
      version === '"4"' ? { taskId: 't1', version: 5 } : problemOf('request/version-stale'),
  });
  open('/tasks');
  await userEvent.click(await screen.findByRole('button', { name: 'Edit “Call back”' }));
  const details = await screen.findByRole('textbox', { name: 'Details' });
  await userEvent.clear(details);
  await userEvent.type(details, 'After noon');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  const both = await screen.findByRole('table');
  expect(within(both).getByRole('row', { name: /Call back Call twice/ })).toBeVisible();
  expect(within(both).getByRole('row', { name: /After noon Before noon/ })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Save yours' }));
  expect(await screen.findByText('Saved: Call back')).toBeVisible();
  expect(sent.filter(({ what }) => what === 'PUT /tasks/t1').map(({ version }) => version)).toEqual(['"3"', '"4"']);
});

test('the filter stands in the address, and an empty one says how to see the rest', async () => {
  serveWith({
    'GET /tasks?folder=mine': () => list,
    'GET /tasks?folder=mine&only=urgent': () => list,
    'GET /tasks?folder=given&only=urgent': () => ({ ...list, tasks: [] }),
  });
  const router = open('/tasks?folder=given&only=urgent');
  expect(await screen.findByRole('heading', { name: 'Nothing is urgent' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Show all' })).toHaveAttribute('href', '/tasks?folder=given');
  await userEvent.click(screen.getByRole('radio', { name: 'Mine (1)' }));
  expect(await screen.findByText('Call back')).toBeVisible();
  expect(router.state.location.search).toBe('?only=urgent');
  await userEvent.click(screen.getByRole('radio', { name: 'All' }));
  await waitFor(() => expect(router.state.location.search).toBe(''));
});

test('whoever may passes a colleague’s task on, and does nothing else with it', async () => {
  const cy = { userId: 'cy', name: 'Cy Okonjo', deactivated: false };
  const theirs = { ...task, details: '', holder: cy };
  const sent = serveWith({
    'GET /tasks?folder=all': () => ({ ...list, tasks: [theirs] }),
    'GET /colleagues': () => ({
      colleagues: [cy, { ...cy, userId: 'dee', name: 'Dee Marchetti' }].map((one) => ({
        ...one,
        type: 'nurse',
        locked: false,
        siteIds: [],
      })),
    }),
    'GET /colleagues/dee/doubts/task?itemId=t1': () => ({ doubts: ['away'] }),
    'PUT /tasks/t1/passing': () => ({ taskId: 't1', version: 4 }),
  });
  open('/tasks?folder=all', ['tasks.pass-task']);
  await userEvent.click(await screen.findByRole('button', { name: 'Give “Call back”' }));
  expect(screen.queryByRole('button', { name: 'Edit “Call back”' })).toBeNull();
  await userEvent.click(await screen.findByRole('combobox', { name: 'Who has it from now on' }));
  expect(screen.queryByRole('option', { name: /Cy Okonjo/ })).toBeNull();
  await userEvent.click(await screen.findByRole('option', { name: /Dee Marchetti/ }));
  expect(await screen.findByText('Away, or soon to be.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Give' }));
  expect(await screen.findByText('Dee Marchetti has it now.')).toBeVisible();
  expect(sent.find(({ what }) => what === 'PUT /tasks/t1/passing')).toMatchObject({
    body: { assigneeId: 'dee' },
    version: '"3"',
  });
});
