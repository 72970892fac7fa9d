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

function open(refused: string | null = null) {
  const asked = stubServer({
    [`GET /handovers/${handoverId}`]: () => ({ json: receipt }),
    [`GET /handovers/${handoverId}/return`]: () => ({
      json: {
        refused,
        kinds: [
          { kind: 'task', items: 5, unfinished: 3, able: 2 },
          { kind: 'result', items: 4, unfinished: 0, able: 0 },
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
            says: 'Call back',
          },
          { itemId: 'e2', since: '2026-11-01T15:00:00Z', facet: null, holder: null, conflict: 'blocked', says: null },
        ],
        next: null,
      },
    }),
    [`POST /handovers/${handoverId}/return`]: () => ({ json: { items: 1 } }),
  });
  openPage(`/admin/handovers/${handoverId}/return`, ['handover.take-back-work']);
  return asked;
}

test('a kind goes back as a whole or item by item, with a reason and a password', async () => {
  const asked = open();
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Take back: Tasks' }));
  expect(screen.getByText('2 items chosen.')).toBeVisible();
  expect(screen.getByText(/1 item cannot go to Bo Castellane now/)).toBeVisible();
  expect(screen.queryByRole('checkbox', { name: 'Take back: Results' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Single items: Tasks' }));
  expect(await screen.findByRole('checkbox', { name: 'Record withheld' })).toBeDisabled();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Call back' }));
  expect(screen.getByText('1 item chosen.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Take back' }));
  await userEvent.type(await screen.findByLabelText(/Reason/), 'is back');
  await userEvent.type(screen.getByLabelText(/Your password/), 'Tidal7pools');
  await userEvent.click(screen.getAllByRole('button', { name: 'Take back' }).at(-1) ?? document.body);
  expect(await screen.findByText('1 item is with Bo Castellane again.')).toBeVisible();
  expect(asked.find(({ method }) => method === 'POST')?.body).toMatchObject({
    what: [{ kind: 'task', itemIds: [itemId] }],
    items: 1,
    reason: 'is back',
  });
});

test('while the leaver is out, the page says so and leads to Activate', async () => {
  open('handover/leaver-still-out');
  expect(await screen.findByRole('link', { name: 'Activate Bo Castellane' })).toBeVisible();
  expect(screen.getByRole('checkbox', { name: 'Take back: Tasks' })).toBeDisabled();
});
