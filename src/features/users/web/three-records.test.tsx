import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { bo, choices, ids, openAt, refuse, type Sent, type Server } from './test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

const line = {
  userId: ids.bo,
  userNumber: 1008,
  lastName: 'Castellane',
  firstName: 'Bo',
  type: 'doctor',
  speciality: '',
  team: '',
  username: 'bo',
  status: 'active',
  roles: ['doctor', 'front desk'],
  sites: [],
  hasCredentials: true,
  lastSignInAt: null,
  heldUntil: null,
};
const losing = {
  changed: [ids.bo],
  unchanged: [],
  hindered: [],
  effects: [
    {
      gains: [],
      loses: [{ permission: 'tasks.add-task', says: 'Give a task.' }],
      users: 1,
      named: [{ userId: ids.bo, name: 'Bo Castellane', deactivated: false }],
    },
  ],
  planHash: 'p1',
};
const counts = { active: 1, locked: 0, inactive: 0 };
const both = { ...bo, roles: [...bo.roles, { id: ids.frontDesk, name: 'front desk' }] };
const server = (more: Server = {}): Server => ({
  'GET /users': () => ({ users: [line], next: null, counts }),
  'GET /user-choices': () => choices,
  'GET /handover/waiting': () => ({ waiting: [] }),
  'GET /outside-checklist/overdue': () => ({ overdue: [] }),
  [`GET /users/${ids.bo}`]: () => both,
  ...more,
});
const asked = (sent: readonly Sent[]) =>
  sent.filter(({ path }) => path === '/api/users').map(({ search }) => Object.fromEntries(search));

test('security records: an empty search lists them all, and the user name opens one', async () => {
  const { router, sent } = openAt('/admin/security-records', server());
  await screen.findByRole('heading', { level: 1, name: 'Search/Edit/Delete Security Records' });
  await userEvent.click(screen.getByRole('button', { name: 'Search' }));
  await waitFor(() => expect(asked(sent)).toHaveLength(2));
  await userEvent.type(screen.getByRole('textbox', { name: 'User name or user number' }), 'bo{Enter}');
  await waitFor(() => expect(asked(sent)).toHaveLength(3));
  expect(asked(sent)).toEqual([
    { status: 'all', hasCredentials: 'true' },
    { status: 'all', hasCredentials: 'true' },
    { status: 'all', hasCredentials: 'true', keyword: 'bo' },
  ]);
  await userEvent.click(screen.getByRole('link', { name: 'bo' }));
  await screen.findByRole('heading', { level: 1, name: 'Update a Security Record' });
  expect(router.state.location.pathname).toBe(`/admin/security-records/${ids.bo}`);
});

test('Delete Record says what ends and what stays, asks for the own password, and leads back', async () => {
  const at = `DELETE /users/${ids.bo}/security-record`;
  let tries = 0;
  const { sent } = openAt(
    `/admin/security-records/${ids.bo}`,
    server({
      [at]: () => (tries++ === 0 ? refuse('confirmation/password-wrong', 403) : { userId: ids.bo }),
    }),
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Delete Record' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/so does the history/)).toBeVisible();
  await userEvent.type(dialog.getByLabelText('Your password'), 'wrong');
  await userEvent.click(dialog.getByRole('button', { name: 'Delete Record' }));
  await dialog.findByText(/This is not your password/);
  await userEvent.type(dialog.getByLabelText('Your password'), 'right');
  await userEvent.click(dialog.getByRole('button', { name: 'Delete Record' }));
  expect(await screen.findByText('The security record of Bo Castellane has been deleted.')).toBeVisible();
  expect(screen.getByText(/Deactivate hands over the open work/)).toBeVisible();
  expect(sent.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
});

test('one’s own security record is not deleted, nor one that is not there', async () => {
  const own = { ...both, userId: ids.ada, firstName: 'Ada' };
  openAt(`/admin/security-records/${ids.ada}`, server({ [`GET /users/${ids.ada}`]: () => own }));
  await screen.findByText(/your own security record/);
  expect(screen.queryByRole('button', { name: 'Delete Record' })).toBeNull();
});

test('without credentials there is nothing to delete', async () => {
  const without = { credentials: null, invitation: null };
  openAt(`/admin/security-records/${ids.bo}`, server({ [`GET /users/${ids.bo}/credentials`]: () => without }));
  await screen.findByText('Bo Castellane has no security record');
});

test('roles are deleted one by one, and the last one says why it stays', async () => {
  let now = both;
  const { sent } = openAt(
    `/admin/provider-roles/${ids.bo}`,
    server({
      [`GET /users/${ids.bo}`]: () => now,
      'GET /users/roles/preview': () => losing,
      'POST /users/roles': () => {
        now = bo;
        return { users: 1 };
      },
      [`PUT /users/${ids.bo}`]: ({ body }) => {
        const roleIds = body['roleIds'] as string[];
        now = { ...both, roles: both.roles.filter(({ id }) => roleIds.includes(id)) };
        return { userId: ids.bo, version: 5 };
      },
    }),
  );
  await screen.findByRole('heading', { level: 1, name: 'Roles of Bo Castellane' });
  await userEvent.click(screen.getByRole('button', { name: 'Delete the role front desk' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Delete the role front desk of Bo Castellane?' }));
  expect(await dialog.findByText('Give a task.')).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Delete the role front desk' }));
  expect(await screen.findByText('Bo Castellane does not have the role front desk any more.')).toBeVisible();
  const last = await screen.findByRole('button', { name: 'Delete the role doctor' });
  await waitFor(() => expect(last).toBeDisabled());
  expect(last).toHaveAccessibleDescription(expect.stringContaining('Deactivate ends the last ones'));
  expect(screen.getByRole('link', { name: 'Go to Deactivate' })).toHaveAttribute(
    'href',
    `/admin/users/${ids.bo}/deactivate`,
  );
  expect(sent.find(({ path }) => path === '/api/users/roles')?.body).toEqual({
    userIds: [ids.bo],
    turn: 'remove',
    roleId: ids.frontDesk,
    planHash: 'p1',
  });
  await userEvent.type(screen.getByRole('combobox', { name: 'Search' }), 'front{Enter}');
  expect(await screen.findByText('Bo Castellane has the role front desk now.')).toBeVisible();
  // Only the roles change: what is not sent stays.
  expect(sent.find(({ method }) => method === 'PUT')?.body).not.toHaveProperty('providerFields');
});

const beginDeleting = async (more: Server) => {
  const { sent } = openAt(`/admin/provider-roles/${ids.bo}`, server(more));
  await userEvent.click(await screen.findByRole('button', { name: 'Delete the role front desk' }));
  const dialog = within(await screen.findByRole('dialog'));
  return { sent, dialog, confirm: () => dialog.getByRole('button', { name: 'Delete the role front desk' }) };
};

test('nobody takes their own last right: it says why, and there is nothing to confirm', async () => {
  const hindered = [{ userId: ids.bo, name: 'Bo Castellane', deactivated: false, why: 'own-last-right' }];
  const { sent, dialog, confirm } = await beginDeleting({
    'GET /users/roles/preview': () => ({ ...losing, changed: [], effects: [], hindered }),
  });
  expect(await dialog.findByText(/you would take the rights of an administrator from yourself/)).toBeVisible();
  expect(dialog.getByText('Bo Castellane keeps the role')).toBeVisible();
  expect(confirm()).toBeDisabled();
  await userEvent.click(dialog.getByRole('button', { name: 'Close, keep the role' }));
  expect(sent.filter(({ method }) => method !== 'GET')).toEqual([]);
  await waitFor(() => expect(screen.getByRole('button', { name: 'Delete the role front desk' })).toHaveFocus());
});

test('a refusal is said, and it can be looked at again', async () => {
  const { sent, dialog, confirm } = await beginDeleting({
    'GET /users/roles/preview': () => losing,
    'POST /users/roles': () => refuse('user/roles-changed', 409),
  });
  await waitFor(() => expect(confirm()).toBeEnabled());
  await userEvent.click(confirm());
  expect(await dialog.findByRole('alert')).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Look again' }));
  await waitFor(() => expect(sent.filter(({ path }) => path.endsWith('/roles/preview'))).toHaveLength(2));
});

test('a provider record opens by its ID; Inactive leads to Deactivate with Update Record', async () => {
  const { router } = openAt('/admin/provider-records', server());
  await userEvent.click(await screen.findByRole('link', { name: /^1008/ }));
  await screen.findByRole('heading', { level: 1, name: 'Edit Bo Castellane' });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Inactive');
  expect(screen.getByText('Update Record leads on to Deactivate.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Update Record' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/admin/users/${ids.bo}/deactivate`));
});

test('nobody found is said as such, and a further page goes on from the cursor', async () => {
  const { sent } = openAt(
    '/admin/provider-records',
    server({
      'GET /users': ({ search }) =>
        search.get('keyword')
          ? { users: [], next: null, counts }
          : { users: [line], next: search.has('after') ? null : 'more', counts },
    }),
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
  await waitFor(() => expect(asked(sent).at(-1)).toEqual({ status: 'all', after: 'more' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Last name, first name' }), 'zz{Enter}');
  expect(await screen.findByText('Nobody matches')).toBeVisible();
});
