import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { choices, ids, openAt, refuse, type Sent, type Server } from './test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

const line = (given: object) => ({
  userId: ids.bo,
  userNumber: 2,
  lastName: 'Castellane',
  firstName: 'Bo',
  type: 'doctor',
  speciality: 'Family medicine',
  team: 'Alder',
  username: 'bo',
  status: 'active',
  roles: ['doctor'],
  sites: ['AP', 'FH'],
  hasCredentials: true,
  lastSignInAt: '2026-11-10T12:51:00.000Z',
  heldUntil: null,
  ...given,
});
const ada = line({
  userId: ids.ada,
  lastName: 'Lindqvist',
  firstName: 'Ada',
  type: 'admin',
  roles: ['admin', 'doctor'],
});
const ruben = line({
  userId: ids.owner,
  lastName: 'Novak',
  firstName: 'Ruben',
  status: 'locked',
  roles: ['front desk'],
  sites: [],
});
const counts = { active: 2, locked: 1, inactive: 4, away: 1 };
const waiting = [
  { userId: ids.owner, name: 'Ruben Novak', locked: true, items: 37, oldest: '2026-11-03T15:00:00.000Z' },
];
const server = (users: (sent: Sent) => unknown, held: unknown = { waiting: [] }): Server => ({
  'GET /users': users,
  'GET /user-choices': () => choices,
  'GET /handover/waiting': () => held,
  'GET /outside-checklist/overdue': () => ({ overdue: [] }),
});
const rowOf = async (name: string) => {
  const row = (await screen.findByRole('link', { name })).closest('tr');
  return within(row as HTMLElement);
};

test('lists everybody with what can be done, and whom one must not deactivate', async () => {
  openAt(
    '/admin/users',
    server(() => ({ users: [line({}), ada, ruben], next: null, counts })),
  );
  const row = await rowOf('Castellane, Bo');
  expect(row.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
    '', // to choose it for what is done with several
    'Castellane, Bo',
    '2',
    'doctor',
    'Family medicine',
    'Alder',
    'doctor',
    'AP, FH',
    'Active',
    'Today 07:51',
    '',
  ]);
  expect(row.getByRole('link', { name: 'View Bo Castellane' })).toHaveAttribute('href', `/admin/users/${ids.bo}`);
  expect(row.getByRole('link', { name: 'Edit Bo Castellane' })).toHaveAttribute('href', `/admin/users/${ids.bo}/edit`);
  expect(row.getByRole('link', { name: 'Deactivate Bo Castellane' })).toHaveAttribute(
    'href',
    `/admin/users/${ids.bo}/deactivate`,
  );
  expect(row.getByRole('button', { name: 'Lock Bo Castellane' })).toBeVisible();
  const mine = await rowOf('Lindqvist, Ada');
  expect(mine.getByText('You')).toBeVisible();
  const greyed = mine.getByRole('button', { name: /^Deactivate Ada Lindqvist: You cannot deactivate yourself/ });
  expect(greyed).toHaveAttribute('aria-disabled', 'true');
  expect(mine.getByRole('button', { name: /^Lock Ada Lindqvist: You cannot lock yourself/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  expect(screen.getByRole('radio', { name: 'All current 3' })).toBeChecked();
  expect(screen.getByRole('radio', { name: 'Deactivated users 4' })).not.toBeChecked();
  expect(screen.getByRole('link', { name: 'Add User' })).toHaveAttribute('href', '/admin/users/add');
});

test('who is away has a list of their own, and says until when', async () => {
  const { router, sent } = openAt(
    '/admin/users',
    server(() => ({ users: [line({ awayUntil: '2026-12-04' })], next: null, counts })),
  );
  expect((await rowOf('Castellane, Bo')).getByText('Away until 4 Dec 2026')).toBeVisible();
  await userEvent.click(screen.getByRole('radio', { name: 'Away 1' }));
  await waitFor(() => expect(router.state.location.search).toBe('?list=away'));
  expect(sent.findLast(({ path }) => path === '/api/users')?.search.get('status')).toBe('away');
});

test('somebody locked who still holds work stands on top, with the way to hand it over', async () => {
  openAt(
    '/admin/users',
    server(() => ({ users: [ruben], next: null, counts }), { waiting }),
  );
  const notice = (await screen.findByText('Ruben Novak is locked and still holds 37 items.')).closest('[role=status]');
  expect(notice).toHaveTextContent('The oldest has waited since 3 Nov 10:00.');
  expect(screen.getByRole('link', { name: 'Hand over the work' })).toHaveAttribute(
    'href',
    `/admin/users/${ids.owner}/deactivate`,
  );
  expect((await rowOf('Novak, Ruben')).getByText('Still holds 37 items')).toBeVisible();
});

test('the padlock of somebody locked opens it again, after one question', async () => {
  let user = ruben;
  const { sent } = openAt('/admin/users', {
    ...server(() => ({ users: [user], next: null, counts })),
    [`DELETE /users/${ids.owner}/lock`]: () => {
      user = { ...ruben, status: 'active' };
      return { userId: ids.owner };
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Unlock Ruben Novak' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Unlock' }));
  await screen.findByText('Ruben Novak can sign in again.');
  expect(sent.find(({ method }) => method === 'DELETE')?.body).toEqual({ was: 'locked' });
  expect(await screen.findByRole('button', { name: 'Lock Ruben Novak' })).toBeVisible();
});

test('several things that wait are one line, which opens', async () => {
  const overdue = [{ userId: ids.bo, name: 'Bo Castellane', lines: 2, since: '2026-11-01' }];
  openAt('/admin/users', {
    ...server(() => ({ users: [ruben], next: null, counts }), { waiting }),
    'GET /outside-checklist/overdue': () => ({ overdue }),
  });
  await screen.findByText('2 things wait: work of locked users since 3 Nov and an outside checklist since 1 Nov.');
  expect(screen.queryByText('Ruben Novak is locked and still holds 37 items.')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show them' }));
  expect(screen.getByText('Ruben Novak is locked and still holds 37 items.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open the checklist' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Hide them' }));
  expect(screen.queryByRole('link', { name: 'Open the checklist' })).toBeNull();
});

test('keyword, type, list and order are asked of the server and stand in the address', async () => {
  const { router, sent } = openAt(
    '/admin/users',
    server(() => ({ users: [line({})], next: null, counts })),
  );
  await userEvent.type(await screen.findByRole('textbox', { name: 'Keyword' }), 'castel');
  await waitFor(() => expect(router.state.location.search).toBe('?keyword=castel'));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'doctor');
  await userEvent.click(screen.getByRole('radio', { name: 'Deactivated users 4' }));
  await userEvent.click(screen.getByRole('button', { name: 'Last sign-in' }));
  await waitFor(() =>
    expect(router.state.location.search).toBe('?list=deactivated&keyword=castel&type=doctor&sort=last-sign-in'),
  );
  const order = (direction: string) =>
    waitFor(() =>
      expect(screen.getByRole('columnheader', { name: 'Last sign-in' })).toHaveAttribute('aria-sort', direction),
    );
  await order('ascending');
  await userEvent.click(screen.getByRole('button', { name: 'Last sign-in' }));
  await order('descending');
  const asked = () => Object.fromEntries(sent.findLast(({ path }) => path === '/api/users')?.search ?? []);
  const wanted = { keyword: 'castel', type: 'doctor', status: 'inactive', sort: 'last-sign-in', descending: 'true' };
  await waitFor(() => expect(asked()).toEqual(wanted));
  expect(screen.getByRole('textbox', { name: 'Keyword' })).toHaveValue('castel');
});

test('an address that was kept opens the same list', async () => {
  const { sent } = openAt(
    '/admin/users?keyword=no&list=locked&sort=nonsense',
    server(() => ({ users: [ruben], next: null, counts })),
  );
  expect(await screen.findByRole('textbox', { name: 'Keyword' })).toHaveValue('no');
  expect(screen.getByRole('radio', { name: 'Locked 1' })).toBeChecked();
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ keyword: 'no', status: 'locked', sort: 'name' });
});

test('pages forward by the cursor and back', async () => {
  const many = { active: 7, locked: 0, inactive: 0 };
  const page = (from: number) =>
    Array.from({ length: 3 }, (_, at) => line({ userId: `u${from + at}`, lastName: `User ${from + at}` }));
  const { router } = openAt(
    '/admin/users',
    server(({ search }) =>
      search.get('after') === 'c1'
        ? { users: page(4), next: 'c2', counts: many }
        : { users: page(1), next: 'c1', counts: many },
    ),
  );
  expect(await screen.findByText('1 to 3 of 7')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect(await screen.findByText('4 to 6 of 7')).toBeVisible();
  expect(screen.getByRole('link', { name: 'User 4, Bo' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
  expect(await screen.findByText('1 to 3 of 7')).toBeVisible();
  expect(router.state.location.search).toBe('');
});

test('nobody found says so and offers to clear; nobody locked is no failure', async () => {
  const nobody = { users: [], next: null, counts: { active: 0, locked: 0, inactive: 0, away: 0 } };
  const { router } = openAt(
    '/admin/users?list=locked&keyword=zz',
    server(() => nobody),
  );
  expect(await screen.findByRole('heading', { name: 'No user matches “zz”' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Clear the filters' }));
  expect(await screen.findByRole('heading', { name: 'Nobody is locked' })).toBeVisible();
  expect(router.state.location.search).toBe('?list=locked');
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Keyword' })).toHaveValue(''));
});

test('without permissions there are no actions, and what may not be known is left out', async () => {
  openAt(
    '/admin/users',
    server(() => ({ users: [line({})], next: null, counts }), refuse('actor/not-permitted', 403)),
    { permissions: ['users.list-users'] },
  );
  const row = await rowOf('Castellane, Bo');
  expect(row.getAllByRole('link')).toHaveLength(1);
  expect(screen.queryByRole('link', { name: 'Add User' })).toBeNull();
  expect(screen.queryByText(/still holds/)).toBeNull();
});

test('refused and failed never look like an empty list', async () => {
  openAt(
    '/admin/users',
    server(() => refuse('actor/not-permitted', 403)),
  );
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
});

test('failed', async () => {
  openAt('/admin/users', {
    'GET /handover/waiting': () => ({ waiting: [] }),
    'GET /outside-checklist/overdue': () => ({ overdue: [] }),
  });
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
});
