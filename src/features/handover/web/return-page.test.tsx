import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { bo, cy, handoverId, openPage, stubServer } from './test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

const itemId = 'e0000000-0000-4000-8000-000000000001';
const receipt = {
  handoverId,
  at: '2026-11-10T15:44:18Z',
  reason: 'Moved away',
  leaver: { userId: bo, name: 'Bo Castellane', deactivated: false },
  actor: { userId: 'a', name: 'Ada Lindqvist', deactivated: false },
  sessionsEnded: 0,
  lines: [],
  counted: [],
  successors: [],
  leftNow: 0,
};

const other = { since: '2026-11-01T15:00:00Z', facet: null, holder: null };

function open(refused: string | null = null) {
  const asked = stubServer({
    [`GET /handovers/${handoverId}`]: () => ({ json: receipt }),
    [`GET /handovers/${handoverId}/return`]: () => ({
      json: {
        refused,
        kinds: [
          { kind: 'task', items: 5, unfinished: 4, able: 3, touched: 1 },
          { kind: 'result', items: 4, unfinished: 0, able: 0, touched: 0 },
          { kind: 'letter', items: 2, unfinished: 1, able: 1, touched: 0 },
        ],
        returns: [],
      },
    }),
    [`GET /handovers/${handoverId}/return/task`]: () => ({
      json: {
        items: [
          {
            itemId,
            since: '2026-11-01T15:00:00Z',
            facet: null,
            holder: { userId: cy, name: 'Cy Okonjo', deactivated: false },
            conflict: null,
            touched: false,
            says: 'Call back',
          },
          { ...other, itemId: 'e2', conflict: 'blocked', touched: false, says: null },
          { ...other, itemId: 'e3', conflict: null, touched: false, says: 'Ring the lab' },
          { ...other, itemId: 'e4', conflict: null, touched: true, says: 'Order paper' },
        ],
        next: null,
      },
    }),
    [`POST /handovers/${handoverId}/return`]: () => ({ json: { items: 1 } }),
  });
  openPage(`/admin/handovers/${handoverId}/return`, ['handover.take-back-work']);
  return asked;
}

const box = (name: string) => screen.getByRole('checkbox', { name });
async function takeBack() {
  await userEvent.click(screen.getByRole('button', { name: 'Take back' }));
  await userEvent.type(await screen.findByLabelText(/Reason/), 'is back');
  await userEvent.type(screen.getByLabelText(/Your password/), 'Tidal7pools');
  await userEvent.click(screen.getAllByRole('button', { name: 'Take back' }).at(-1) ?? document.body);
}

test('a kind goes back as a whole, some left out, with a reason and a password', async () => {
  const asked = open();
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Take back: Tasks' }));
  expect(screen.getByText('2 items chosen.')).toBeVisible();
  expect(screen.getByText(/1 item cannot go to Bo Castellane now/)).toBeVisible();
  expect(screen.queryByRole('checkbox', { name: 'Take back: Results' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Single items: Tasks' }));
  expect(await screen.findByRole('checkbox', { name: 'Record withheld' })).toBeDisabled();
  expect(box('Ring the lab')).toBeChecked();
  await userEvent.click(box('Call back'));
  expect(screen.getByText('1 item chosen.')).toBeVisible();
  await takeBack();
  expect(await screen.findByText('1 item is with Bo Castellane again.')).toBeVisible();
  expect(asked.find(({ method }) => method === 'POST')?.body).toMatchObject({
    what: [{ kind: 'task', exceptIds: [itemId] }],
    items: 1,
    reason: 'is back',
  });
});

test('single items go back; what was worked on since only where that is said', async () => {
  const asked = open();
  await userEvent.click(await screen.findByRole('button', { name: 'Single items: Tasks' }));
  expect(await screen.findByRole('checkbox', { name: 'Order paper' })).toBeDisabled();
  expect(screen.getByText('worked on since')).toBeVisible();
  await userEvent.click(box('Also 1 item that somebody has worked on since'));
  await userEvent.click(box('Order paper'));
  expect(screen.getByText('1 item chosen.')).toBeVisible();
  await userEvent.click(box('All 3 shown'));
  expect(screen.getByText('3 items chosen.')).toBeVisible();
  await userEvent.click(box('Call back'));
  await takeBack();
  await screen.findByText('1 item is with Bo Castellane again.');
  expect(asked.find(({ method }) => method === 'POST')?.body).toMatchObject({
    what: [{ kind: 'task', itemIds: ['e4', 'e3'], alsoTouched: true }],
    items: 2,
  });
});

test('everything that can go back is one press', async () => {
  open();
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Take back everything that can go back' }));
  expect(screen.getByText('3 items chosen.')).toBeVisible();
  expect(box('Take back: Letters')).toBeChecked();
  await userEvent.click(box('Take back: Letters'));
  expect(screen.getByText('2 items chosen.')).toBeVisible();
});

test('while the leaver is out, the page says so and leads to Activate', async () => {
  open('handover/leaver-still-out');
  expect(await screen.findByRole('link', { name: 'Activate Bo Castellane' })).toBeVisible();
  expect(screen.getByRole('checkbox', { name: 'Take back: Tasks' })).toBeDisabled();
});
