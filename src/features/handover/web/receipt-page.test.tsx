import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { csvOf } from './receipt-csv.ts';
import { bo, cy, handoverId, openPage, stubServer } from './test-pages.tsx';

const successor = { userId: cy, name: 'Cy Okonjo', deactivated: false };
const receipt = {
  handoverId,
  at: '2026-11-10T15:44:18Z',
  reason: 'Moved away',
  leaver: { userId: bo, name: 'Bo Castellane', deactivated: true },
  actor: { userId: 'a', name: 'Ada Lindqvist', deactivated: false },
  sessionsEnded: 2,
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

afterEach(() => vi.unstubAllGlobals());
function open(change = {}) {
  stubServer({
    [`GET /handovers/${handoverId}`]: () => ({ json: { ...receipt, ...change } }),
    [`GET /users/${bo}/departure`]: () => ({
      json: { handoverId, at: receipt.at, byName: '', reason: '', roles: [{ roleId: 'r', name: 'doctor' }], sites: [] },
    }),
    [`GET /handovers/${handoverId}/items`]: () => ({
      status: 404,
      json: { code: 'handover/receipt-not-found', facts: {} },
    }),
  });
  openPage(`/admin/handovers/${handoverId}`);
}
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

test('a cell of the file is never a formula', () => {
  const item = { kind: 'task', itemId: 'i', disposition: 'transfer' as const };
  const lines = csvOf(
    ['=HYPERLINK("http://x")', '+1', '-1', '@a', ' =1', 'Ann "Bo" Lee'].map((name) => ({ ...item, successor: name })),
  ).split('\r\n');
  expect(lines[0]).toBe('\uFEFFKind,Item,What happened,Successor');
  expect(lines.slice(1, 7).map((line) => line.split('moved,')[1])).toEqual([
    `"'=HYPERLINK(""http://x"")"`,
    "'+1",
    "'-1",
    "'@a",
    "' =1",
    `"Ann ""Bo"" Lee"`,
  ]);
});

test('the unassigned pool leads to where its work is done, as far as one may', async () => {
  stubServer({
    'GET /handover/pool': () => ({
      json: {
        kinds: [
          { kind: 'message', items: 3, oldest: '2026-11-07T15:00:00Z' },
          { kind: 'claim', items: 1, oldest: '2026-11-10T15:00:00Z' },
        ],
      },
    }),
  });
  openPage('/admin/unassigned');
  expect(await screen.findByRole('heading', { name: '4 items wait for somebody.' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Inbox messages' })).toHaveAttribute('href', '/inbox?folder=pool');
  expect(screen.getByText('Claims')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Claims' })).toBeNull();
});

test('an empty pool says what would be there', async () => {
  stubServer({ 'GET /handover/pool': () => ({ json: { kinds: [] } }) });
  openPage('/admin/unassigned');
  expect(await screen.findByRole('heading', { name: 'Nothing is unassigned' })).toBeVisible();
});
