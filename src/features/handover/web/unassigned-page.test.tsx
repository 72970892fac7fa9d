import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { bo, cy, openPage, stubServer } from './test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

const [one, two] = ['e0000000-0000-4000-8000-000000000001', 'e0000000-0000-4000-8000-000000000002'];
const item = {
  facet: null,
  since: '2026-11-01T15:00:00Z',
  overdue: true,
  patient: null,
  cameFrom: null,
  arrivedFor: null,
};
const pool = {
  items: [
    {
      ...item,
      kind: 'message',
      itemId: one,
      says: 'Echo',
      arrivedFor: { userId: bo, name: 'Bo Castellane', deactivated: true },
    },
    { ...item, kind: 'claim', itemId: two, says: 'Visit, Pia Arroyo', facet: 'rejected', overdue: false },
  ],
  next: null,
  kinds: [
    {
      kind: 'message',
      items: 1,
      urgent: 0,
      late: 1,
      overdue: 1,
      withheld: 2,
      oldest: item.since,
      withheldOldest: item.since,
    },
    { kind: 'claim', items: 1, urgent: 0, late: 0, overdue: 0, withheld: 0, oldest: item.since, withheldOldest: null },
  ],
  alarmDays: 3,
};
const may = ['handover.list-pool', 'handover.assign-pool', 'handover.export-pool', 'inbox.list-inbox'];

function open(permissions: readonly string[] = may, answer: object = pool) {
  const asked = stubServer({
    'GET /handover/pool/items': () => ({ json: answer }),
    'GET /colleagues': () => ({
      json: { colleagues: [{ userId: cy, name: 'Cy Okonjo', type: 'doctor', locked: false, deactivated: false }] },
    }),
    'POST /handover/pool/assignment/preview': () => ({
      json: {
        items: [
          { kind: 'message', itemId: one, conflict: null },
          { kind: 'claim', itemId: two, conflict: 'blocked' },
        ],
        doubts: [
          { kind: 'message', doubt: 'away' },
          { kind: 'claim', doubt: 'number-missing' },
        ],
      },
    }),
    [`GET /handover/pool/withheld/message/${cy}`]: () => ({ json: { items: 2, able: 1 } }),
    'POST /handover/pool/withheld/message/assignment': () => ({ json: { items: 1 } }),
    'POST /handover/pool/assignment': () => ({ json: { items: 1 } }),
  });
  openPage('/admin/unassigned', permissions);
  return asked;
}

test('what waits is one list, with whom it arrived for, what waits too long and what is withheld', async () => {
  open();
  const table = await screen.findByRole('table', { name: 'Unassigned work' });
  expect(within(table).getByText('arrived for Bo Castellane')).toBeVisible();
  expect(within(table).getByText('too long')).toBeVisible();
  expect(within(table).getByRole('link', { name: 'Inbox messages' })).toHaveAttribute('href', '/inbox?folder=pool');
  expect(within(table).queryByRole('link', { name: 'Claims' })).toBeNull();
  expect(screen.getByText('1 item has waited for more than 3 days')).toBeVisible();
  const withheld = within(screen.getByRole('region', { name: 'Withheld from you' }));
  expect(withheld.getByText('Inbox messages')).toBeVisible();
  expect(withheld.getByText(/^2 items, waiting since/)).toBeVisible();
  expect(withheld.queryByRole('button')).toBeNull();
});

test('what is withheld goes unseen to a colleague, as much of it as they may see', async () => {
  const asked = open([...may, 'handover.assign-withheld']);
  await userEvent.click(await screen.findByRole('button', { name: 'Assign unseen: Inbox messages, 2 items' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Assign unseen: Inbox messages' }));
  await userEvent.click(dialog.getByRole('combobox', { name: 'To' }));
  await userEvent.click(await screen.findByRole('option', { name: /Cy Okonjo/ }));
  expect(await dialog.findByText('1 of 2 items can go to Cy Okonjo. The rest stays in the pool.')).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Assign 1 item' }));
  expect(await screen.findByText('1 item is with Cy Okonjo now.')).toBeVisible();
  expect(asked.find(({ path }) => path === '/handover/pool/withheld/message/assignment')?.body).toEqual({
    userId: cy,
    items: 1,
  });
});

test('what is chosen goes to a colleague as far as nothing stands against it', async () => {
  const asked = open();
  await userEvent.click(await screen.findByRole('checkbox', { name: /Echo/ }));
  await userEvent.click(screen.getByRole('checkbox', { name: /Visit/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Assign' }));
  await userEvent.click(await screen.findByRole('combobox', { name: 'To' }));
  await userEvent.click(await screen.findByRole('option', { name: /Cy Okonjo/ }));
  expect(await screen.findByText('1 item can go to Cy Okonjo.')).toBeVisible();
  expect(screen.getByText('Claims: chart closed to the successor (1)')).toBeVisible();
  // What is thought of concerns what goes, and not what stays.
  expect(screen.getByText('Before Cy Okonjo has it')).toBeVisible();
  expect(screen.getByText('Away, or soon to be.')).toBeVisible();
  expect(screen.queryByText(/A number that this work needs/)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Assign 1 item' }));
  expect(await screen.findByText('1 item is with Cy Okonjo now.')).toBeVisible();
  expect(asked.find(({ path }) => path === '/handover/pool/assignment')?.body).toEqual({
    userId: cy,
    items: [{ kind: 'message', itemId: one }],
  });
});

test('whoever may not assign sees the list alone; an empty pool says what would be there', async () => {
  open(['handover.list-pool'], { ...pool, items: [], kinds: [] });
  expect(await screen.findByRole('heading', { name: 'Nothing is unassigned' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Export CSV' })).toBeNull();
});
