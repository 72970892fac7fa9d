import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { choices, ids, openAt, refuse, type Server } from '../test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

const may = { permissions: ['users.list-users', 'users.preview-roles', 'users.change-roles'] };
const line = (userId: string, firstName: string, lastName: string) => ({
  userId,
  userNumber: 2,
  lastName,
  firstName,
  type: 'doctor',
  speciality: '',
  team: '',
  username: null,
  status: 'active',
  roles: ['doctor'],
  sites: [],
  hasCredentials: true,
  lastSignInAt: null,
  heldUntil: null,
});
const users = [line(ids.bo, 'Bo', 'Castellane'), line(ids.ada, 'Ada', 'Lindqvist')];
const effects = [
  {
    gains: [{ permission: 'tasks.add-task', says: 'Give a task.' }],
    loses: [],
    users: 1,
    named: [{ userId: ids.bo, name: 'Bo Castellane', deactivated: false }],
  },
];
const preview = { changed: [ids.bo], unchanged: [], hindered: [], effects, planHash: 'p1' };
const server = (more: Server = {}): Server => ({
  'GET /users': () => ({ users, next: null, counts: { active: 2, locked: 0, inactive: 0, away: 0 } }),
  'GET /user-choices': () => choices,
  'GET /handover/waiting': () => ({ waiting: [] }),
  'GET /outside-checklist/overdue': () => ({ overdue: [] }),
  'GET /users/roles/preview': () => preview,
  'POST /users/roles': () => ({ users: 1 }),
  ...more,
});

async function begin(action: 'Add role' | 'Remove role', role = 'front desk') {
  const user = userEvent.setup();
  await user.click(await screen.findByLabelText('Select Bo Castellane'));
  await user.click(screen.getByLabelText('Select Ada Lindqvist'));
  expect(screen.getByText('2 users selected')).toBeVisible();
  await user.click(screen.getByRole('button', { name: action }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.selectOptions(dialog.getByLabelText('Access role'), role);
  return { user, dialog };
}

test('who gains what is seen first; those for whom it cannot be done are named and left out', async () => {
  const unchanged = [{ userId: ids.admin, name: 'Cy Okonjo', deactivated: false }];
  const hindered = [{ userId: ids.ada, name: 'Ada Lindqvist', deactivated: false, why: 'locked' }];
  const { sent } = openAt(
    '/admin/users',
    server({ 'GET /users/roles/preview': () => ({ ...preview, unchanged, hindered }) }),
    may,
  );
  const { user, dialog } = await begin('Add role');
  expect(await dialog.findByText('Give a task.')).toBeVisible();
  expect(dialog.getByRole('heading', { name: 'Bo Castellane' })).toBeVisible();
  expect(dialog.getByText('Ada Lindqvist is locked. Unlock first.')).toBeVisible();
  expect(dialog.getByText('Has the role already: Cy Okonjo.')).toBeVisible();
  const asked = sent.find(({ path }) => path.endsWith('/roles/preview'));
  expect([asked?.search.getAll('userIds'), asked?.search.get('turn')]).toEqual([[ids.bo, ids.ada], 'add']);
  await user.click(dialog.getByRole('button', { name: 'Add the role to 1 user' }));
  expect(await screen.findByText('1 user has the role front desk now.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
    userIds: [ids.bo],
    turn: 'add',
    roleId: ids.frontDesk,
    planHash: 'p1',
  });
  expect(screen.queryByText('2 users selected')).toBeNull();
});

test('a role that allows more than one holds can be removed, and not be added', async () => {
  openAt('/admin/users', server(), may);
  const { user, dialog } = await begin('Add role');
  expect(dialog.getByRole('option', { name: 'owner (allows more than you may do yourself)' })).toBeDisabled();
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  await user.click(screen.getByRole('button', { name: 'Remove role' }));
  expect(within(await screen.findByRole('dialog')).getByRole('option', { name: 'owner' })).toBeEnabled();
});

test('where nobody would be changed, nothing can be pressed', async () => {
  const hindered = [{ userId: ids.bo, name: 'Bo Castellane', deactivated: false, why: 'last-role' }];
  const nothing = { ...preview, changed: [], effects: [], hindered };
  openAt('/admin/users', server({ 'GET /users/roles/preview': () => nothing }), may);
  const { dialog } = await begin('Remove role', 'doctor');
  expect(await dialog.findByText('Bo Castellane has no other role, and one is needed.')).toBeVisible();
  expect(dialog.getByText('Nobody would be changed.')).toBeVisible();
  expect(dialog.getByRole('button', { name: /Remove the role from 0/ })).toBeDisabled();
});

test('changed since one looked: one looks again', async () => {
  const { sent } = openAt(
    '/admin/users',
    server({ 'POST /users/roles': () => refuse('user/roles-changed', 409) }),
    may,
  );
  const { user, dialog } = await begin('Add role');
  await user.click(await dialog.findByRole('button', { name: 'Add the role to 1 user' }));
  await user.click(await dialog.findByRole('button', { name: 'Look again' }));
  await waitFor(() => expect(sent.filter(({ path }) => path.endsWith('/roles/preview'))).toHaveLength(2));
});

test('turned down as a whole, it says why', async () => {
  openAt('/admin/users', server({ 'GET /users/roles/preview': () => refuse('role/not-found', 404) }), may);
  const { dialog } = await begin('Add role');
  expect(await dialog.findByText('There is no such role.')).toBeVisible();
});

test('who may not change roles selects nobody', async () => {
  openAt('/admin/users', server(), { permissions: ['users.list-users'] });
  await screen.findByRole('link', { name: 'Castellane, Bo' });
  expect(screen.queryByLabelText('Select Bo Castellane')).toBeNull();
});
