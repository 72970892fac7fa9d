import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { ids, openAt, refuse, type Server } from './test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

const waiting = [
  { userId: ids.owner, name: 'Ruben Novak', locked: true, items: 37, oldest: '2026-11-03T15:00:00.000Z' },
];
const server = (held: () => unknown, overdue: unknown[] = []): Server => ({
  'GET /handover/waiting': held,
  'GET /outside-checklist/overdue': () => ({ overdue }),
});

test('the page on which an administrator starts says what waits, since when, and leads there', async () => {
  openAt(
    '/schedule',
    server(() => ({ waiting })),
  );
  await screen.findByText('Ruben Novak is locked and still holds 37 items.');
  expect(screen.getByRole('region', { name: 'What waits for an administrator' })).toHaveTextContent(
    'The oldest has waited since 3 Nov 10:00.',
  );
  expect(screen.getByRole('link', { name: 'Hand over the work' })).toHaveAttribute(
    'href',
    `/admin/users/${ids.owner}/deactivate`,
  );
});

test('so does work of somebody whose security record was deleted, each with its way', async () => {
  const gone = { locked: false, items: 5, oldest: '2026-11-01T15:00:00.000Z' };
  const held = [
    ...waiting,
    { ...gone, userId: ids.bo, name: 'Bo Castellane' },
    { ...gone, userId: ids.ada, name: 'Cy Okonjo', oldest: null },
  ];
  openAt(
    '/schedule',
    server(() => ({ waiting: held })),
  );
  await screen.findByText('Bo Castellane has no security record any more and still holds 5 items.');
  const region = screen.getByRole('region', { name: 'What waits for an administrator' });
  expect(region).toHaveTextContent('The oldest has waited since 1 Nov 10:00.');
  expect(region).toHaveTextContent('One more locked user still holds 37 items. Show the locked users');
  expect(region).toHaveTextContent('Without a security record: Cy Okonjo');
  expect(screen.queryByRole('link', { name: 'Cy Okonjo' })).toHaveAttribute(
    'href',
    `/admin/users/${ids.ada}/deactivate`,
  );
});

test('several things are one line with the day of each, and nothing is nothing at all', async () => {
  const overdue = [{ userId: ids.bo, name: 'Bo Castellane', lines: 2, since: '2026-11-01' }];
  openAt(
    '/schedule',
    server(() => ({ waiting }), overdue),
  );
  await screen.findByText('2 things wait: work of locked users since 3 Nov and an outside checklist since 1 Nov.');
});

test('where nothing waits, nothing is said', async () => {
  const { sent } = openAt(
    '/schedule',
    server(() => ({ waiting: [] })),
  );
  await waitFor(() => expect(sent.map(({ path }) => path)).toContain('/api/handover/waiting'));
  expect(screen.queryByRole('region')).toBeNull();
});

test('of what the reader may not know nothing is said', async () => {
  openAt('/schedule', {
    ...server(() => ({ waiting })),
    'GET /outside-checklist/overdue': () => refuse('actor/not-permitted', 403),
  });
  await screen.findByText('Ruben Novak is locked and still holds 37 items.');
});

test('a failure is no silence, and is tried again', async () => {
  let fails = true;
  openAt(
    '/schedule',
    server(() => (fails ? refuse('request/malformed', 400) : { waiting })),
  );
  await screen.findByText('What waits for an administrator could not be looked up.');
  const again = await screen.findByRole('button', { name: 'Load again' });
  fails = false;
  await userEvent.click(again);
  await screen.findByText('Ruben Novak is locked and still holds 37 items.');
});
