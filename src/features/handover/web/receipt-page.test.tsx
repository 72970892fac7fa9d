import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { problemOf } from '#kernel/problems.ts';
import { bo, cy, handoverId, openPage, stubServer } from './test-pages.tsx';

const successor = { userId: cy, name: 'Cy Okonjo', deactivated: false };
const receipt = {
  handoverId,
  at: '2026-11-10T15:44:18Z',
  reason: 'Moved away',
  leaver: { userId: bo, name: 'Bo Castellane', deactivated: true },
  actor: { userId: 'a', name: 'Ada Lindqvist', deactivated: false },
  sessionsEnded: 2,
  digest: 'c3fbb858',
  disconnected: ['on.mdbilling'],
  lines: [
    { kind: 'appointment', disposition: 'cancel', successor: null, items: 1 },
    { kind: 'appointment', disposition: 'transfer', successor, items: 3 },
    { kind: 'task', disposition: 'return', successor: null, items: 2 },
  ],
  counted: [
    { kind: 'appointment', items: 4 },
    { kind: 'task', items: 2 },
  ],
  successors: [{ userId: cy, before: 7, after: 10 }],
  leftNow: 0,
};

const notUndone = {
  until: '2026-11-13T15:44:18Z',
  refused: 'handover/leaver-still-out' as string | null,
  undone: null,
  kinds: [{ kind: 'task', items: 2, untouched: 1 }],
  undoHash: 'u1',
};
let undo = notUndone;
beforeEach(() => {
  undo = notUndone;
});
afterEach(() => vi.unstubAllGlobals());
function open(change = {}, replies: Parameters<typeof stubServer>[0] = {}) {
  const asked = stubServer({
    [`POST /handovers/${handoverId}/undo`]: () => ({ json: { items: 1 } }),
    [`GET /handovers/${handoverId}`]: () => ({ json: { ...receipt, ...change } }),
    [`GET /users/${bo}/departure`]: () => ({
      json: {
        departure: {
          handoverId,
          at: receipt.at,
          by: { userId: bo, name: '', deactivated: false },
          reason: '',
          roles: [{ roleId: 'r', name: 'doctor' }],
          sites: [],
        },
      },
    }),
    [`GET /handovers/${handoverId}/undo`]: () => ({ json: undo }),
    [`GET /handovers/${handoverId}/cancelled`]: () => ({
      json: {
        told: 2,
        toCall: 2,
        items: [
          { itemId: '1', startsAt: '2026-11-12T15:00:00Z', name: 'Pia Arroyo', phone: '604-555-0101' },
          { itemId: '2', startsAt: null, name: null, phone: '' },
        ],
        next: null,
      },
    }),
    [`POST /handovers/${handoverId}/document`]: () => ({
      status: 404,
      json: problemOf('handover/receipt-not-found'),
    }),
    ...replies,
  });
  openPage(`/admin/handovers/${handoverId}`);
  return asked;
}
test('what nobody has touched can be given back to whoever is active again, with a reason', async () => {
  undo = { ...undo, refused: null };
  const asked = open({ leaver: { ...receipt.leaver, deactivated: false } });
  expect(await screen.findByText('Tasks: 1 of 2 can go back')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Give the work back' }));
  const dialog = await screen.findByRole('dialog', { name: 'Give the work back to Bo Castellane?' });
  expect(within(dialog).getByText('1 item goes back to Bo Castellane.')).toBeVisible();
  await userEvent.type(within(dialog).getByLabelText('Reason'), 'Stays');
  await userEvent.type(within(dialog).getByLabelText('Your password'), 'Tidal7pools{Enter}');
  await waitFor(() =>
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
      undoHash: 'u1',
      reason: 'Stays',
      password: 'Tidal7pools',
    }),
  );
});

test('how far an undo is stands in the dialog, and it can be stopped', async () => {
  undo = { ...undo, refused: null };
  const answered = Promise.withResolvers<{ status: number; json: unknown }>();
  open(
    { leaver: { ...receipt.leaver, deactivated: false } },
    {
      [`POST /handovers/${handoverId}/undo`]: () => answered.promise,
      [`GET /users/${bo}/deactivation/progress`]: () => ({ json: { step: 1 } }),
      [`POST /users/${bo}/deactivation/stop`]: () => {
        answered.resolve({ status: 409, json: problemOf('request/stopped') });
        return { json: {} };
      },
    },
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Give the work back' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText('Reason'), 'Stays');
  await userEvent.type(within(dialog).getByLabelText('Your password'), 'Tidal7pools{Enter}');
  expect(await within(dialog).findByRole('progressbar', { name: 'Tasks: kind 1 of 1 …' })).toHaveValue(0);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Stop, change nothing' }));
  expect(await screen.findByText('This was stopped while it was being done. Nothing has changed.')).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('who must be called about a cancelled visit stands there, as far as the reader may know', async () => {
  open();
  expect(await screen.findByText('2 patients were written to. 2 have to be called.')).toBeVisible();
  expect(screen.getByText('Pia Arroyo')).toBeVisible();
  expect(screen.getByText('Record withheld')).toBeVisible();
});

test('while the leaver is out, the way leads to Activate', async () => {
  open();
  expect(await screen.findByRole('link', { name: 'Activate Bo Castellane' })).toHaveAttribute(
    'href',
    `/admin/users/${bo}/activate`,
  );
});

const rows = async (name: string) =>
  within(await screen.findByRole('table', { name }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent));

test('the receipt adds up: counted before, where it went, nothing left, and the load of who took it', async () => {
  open();
  expect(await screen.findByText('6 counted before, 6 written in the ledger, 0 left now.')).toBeVisible();
  expect(await rows('Open work')).toEqual([
    ['Appointments', '4', '3 Cy Okonjo1 cancelled', '0'],
    ['Tasks', '2', '2 Unassigned pool', '0'],
    ['All', '6', '6 written in the ledger, one line each', '0'],
  ]);
  expect(await rows('Load of the successors')).toEqual([['Cy Okonjo', '7', '3', '10']]);
  expect(screen.getByText('Tuesday 10 November 2026, 10:44:18 EST')).toBeVisible();
  expect(screen.getByText('2 sessions')).toBeVisible();
  expect(screen.getByText('MDBilling was disconnected')).toBeVisible();
  expect(screen.getByText('1 role: doctor')).toBeVisible();
});

test.each([
  [
    'an item that is in no line',
    {
      counted: [
        { kind: 'appointment', items: 4 },
        { kind: 'task', items: 3 },
      ],
    },
    '7 counted before, 6 written in the ledger, 0 left',
  ],
  ['work that the leaver still holds', { leftNow: 2 }, '6 counted before, 6 written in the ledger, 2 left'],
])('%s is a warning', async (_, change, says) => {
  open(change);
  expect(await screen.findByText('This hand-over does not add up')).toBeVisible();
  expect(screen.getByText(new RegExp(says))).toBeVisible();
});

test('new work of a user who came back is no gap', async () => {
  open({ leaver: { ...receipt.leaver, deactivated: false }, leftNow: 2 });
  expect(await screen.findByText('Bo Castellane has been activated again since')).toBeVisible();
  expect(screen.queryByText('This hand-over does not add up')).toBeNull();
});

test('a file that cannot be read whole is not made', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Download CSV' }));
  expect(await screen.findByText('The file could not be made')).toBeVisible();
  expect(screen.getByText('There is no such receipt.')).toBeVisible();
});

test('the digest stands on the paper, and every item can be looked at, with where it went', async () => {
  const item = (itemId: string, says: string | null, more = {}) => ({
    kind: 'task',
    itemId,
    says,
    disposition: 'transfer',
    successor: 'Cy Okonjo',
    backAt: null,
    ...more,
  });
  const pages = [
    { items: [item('1', 'Call back'), item('2', null)], closed: 1, next: 'n' },
    { items: [item('3', 'Fax', { disposition: 'return', successor: null })], closed: 1, next: null },
  ];
  open({}, { [`GET /handovers/${handoverId}/items`]: () => ({ json: pages.shift() }) });
  expect(await screen.findByText('c3fbb858')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show all 6' }));
  const table = await screen.findByRole('table', { name: 'Items of this hand-over' });
  expect(within(table).getByRole('row', { name: /Call back.*Tasks.*Bo Castellane.*Cy Okonjo/ })).toBeVisible();
  expect(within(table).getByText('Record withheld')).toBeVisible();
  expect(screen.getByText('1 patient is closed to you and not listed.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await within(table).findByText('Unassigned pool')).toBeVisible();
});
