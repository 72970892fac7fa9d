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
import { inboxRoutes } from './routes.ts';

const cy = { userId: 'cy', name: 'Cy Okonjo', deactivated: false };
const bo = { userId: 'bo', name: 'Bo Castellane', deactivated: true };
const permissions = [
  'list-pool',
  'read-message',
  'send-message',
  'file-message',
  'unfile-message',
  'snooze-message',
  'mark-unread',
  'take-message',
];
const line = {
  itemId: 'i1',
  messageId: 'm1',
  author: cy,
  subject: 'Knee MRI',
  start: 'The surgeon waits.',
  patient: null,
  at: '2026-11-10T13:00:00Z',
  unread: true,
  snoozedUntil: null,
  cameFrom: bo,
  recipients: [],
  recipientCount: 0,
};
const message = {
  ...line,
  state: 'inbox',
  wasUnread: true,
  recipients: [bo],
  holder: { userId: 'me', name: 'Ada Lindqvist', deactivated: false },
  body: 'The surgeon waits.',
  sentAt: line.at,
  filedAt: null,
  hands: [],
  thread: [],
};
const list = { items: [line], next: null, counts: { inbox: 1, unread: 1, snoozed: 0, pool: 2 }, withheld: 1 };

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** The server's side of the network: answers by method and path, and keeps what it was asked. */
function serveWith(answers: Readonly<Record<string, unknown>>) {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (address: string, { method = 'GET', body }: RequestInit = {}) => {
    const path = address.replace(/^\/api/, '');
    sent.push({ method, path, body: JSON.parse(typeof body === 'string' ? body : 'null') });
    const answer = answers[`${method} ${path}`] ?? { type: 'about:blank', title: 'defect', status: 500 };
    const status = (answer as { status?: number }).status ?? 200;
    return new Response(JSON.stringify(answer), { status });
  });
  return sent;
}

function open(at: string) {
  const session = { userId: 'me', covering: [], permissions: permissions.map((one) => `inbox.${one}`) };
  const routes = [
    { id: FRAME, loader: () => session, Component: Outlet, HydrateFallback: () => null, children: inboxRoutes },
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
const usual = { 'GET /inbox?folder=inbox': list, 'POST /inbox/i1/readings': message };

test('the list says from whom it came, what is unread and what is withheld', async () => {
  serveWith(usual);
  open('/inbox');
  const row = await screen.findByRole('link', { name: /Unread.*Cy Okonjo.*Knee MRI/ });
  expect(row).toHaveTextContent('from Bo Castellane, User Deactivated');
  expect(screen.getByText('1 message is withheld from you: it concerns a record closed to you.')).toBeVisible();
  const folders = within(screen.getByRole('navigation', { name: 'Folders' }));
  expect(folders.getByRole('link', { name: 'Inbox 1 waiting' })).toHaveAttribute('aria-current', 'page');
  expect(folders.getByRole('link', { name: 'Unassigned 2 waiting' })).toHaveAttribute('href', '/inbox?folder=pool');
});

test('a message is read once, however often the list changes, and filed by keyboard with a way back', async () => {
  const sent = serveWith({
    ...usual,
    'PUT /inbox/i1/filing': { itemId: 'i1' },
    'DELETE /inbox/i1/filing': { itemId: 'i1' },
  });
  const router = open('/inbox/i1');
  expect(await screen.findByRole('heading', { name: 'Knee MRI' })).toHaveFocus();
  expect(screen.getByText('This came to Bo Castellane (User Deactivated)')).toBeVisible();
  await waitFor(() => expect(sent.filter(({ method }) => method === 'GET').length).toBeGreaterThan(1));
  await userEvent.keyboard('{Alt>}{Shift>}[KeyE]{/Shift}{/Alt}');
  expect(await screen.findByText('Filed: Knee MRI')).toBeVisible();
  await waitFor(() => expect(router.state.location.pathname).toBe('/inbox'));
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Back in the inbox: Knee MRI')).toBeVisible();
  expect(sent.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /inbox/i1/readings',
    'PUT /inbox/i1/filing',
    'DELETE /inbox/i1/filing',
  ]);
});

test('a reply is kept while its dialog is closed, and sent to whom it answers', async () => {
  const colleagues = [{ ...cy, type: 'doctor', locked: false, siteIds: [] }];
  const sent = serveWith({ ...usual, 'GET /colleagues': { colleagues }, 'POST /messages': { messageId: 'm2' } });
  open('/inbox/i1');
  await userEvent.click(await screen.findByRole('button', { name: 'Reply' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'On Friday');
  await userEvent.click(screen.getByRole('button', { name: /^Close/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Reply' }));
  expect(await screen.findByRole('textbox', { name: 'Message' })).toHaveValue('On Friday');
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Send' }));
  expect(await screen.findByText('Sent to Cy Okonjo.')).toBeVisible();
  expect(sent.find(({ path }) => path === '/messages')?.body).toEqual({
    recipientIds: ['cy'],
    subject: 'Re: Knee MRI',
    body: 'On Friday',
    patientId: null,
    replyToId: 'm1',
  });
});

test('a message that somebody else took first stays theirs, and the page says so', async () => {
  const pool = { ...list, items: [{ ...line, unread: false }], withheld: 0 };
  const taken = problemOf('inbox/already-taken');
  serveWith({ 'GET /inbox/pool': pool, 'PUT /inbox/i1/holder': taken });
  open('/inbox?folder=pool');
  await userEvent.click(await screen.findByRole('button', { name: 'Take “Knee MRI”' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody else has taken this message.');
});
