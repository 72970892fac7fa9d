import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { bo, choices, credentials, ids, openAt, refuse, type Server } from './test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

const at = `/admin/users/${ids.bo}`;
const server = (user: () => unknown, more: Server = {}): Server => ({
  'GET /user-choices': () => choices,
  [`GET /users/${ids.bo}`]: user,
  [`GET /users/${ids.bo}/credentials`]: () => credentials,
  ...more,
});
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const fill = async (label: string, text: string) => {
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.paste(text);
};

test('shows the record under the titles it was entered under', async () => {
  openAt(
    at,
    server(() => bo),
  );
  expect(await screen.findByRole('heading', { level: 1, name: 'Bo Castellane' })).toBeVisible();
  const section = (name: string) => screen.getByRole('region', { name });
  expect(section('User Information')).toHaveTextContent(/TypedoctorSpecialityFamily medicine/);
  expect(section('Access Roles')).toHaveTextContent('The standard access, 38 permissions.');
  expect(section('Site Assignment')).toHaveTextContent('Alder Point');
  expect(section('Login Information')).toHaveTextContent('User NameboEmailnot givenLast sign-inYesterday 17:20');
  expect(screen.getByRole('link', { name: 'Edit' })).toHaveAttribute('href', `${at}/edit`);
  expect(screen.getByRole('link', { name: 'Deactivate' })).toHaveAttribute('href', `${at}/deactivate`);
});

test('what the user can do is one step away, also of somebody who has left', async () => {
  openAt(
    at,
    server(() => ({ ...bo, status: 'inactive', roles: [] })),
    { permissions: ['users.read-user', 'roles.read-access'] },
  );
  expect(await screen.findByRole('link', { name: 'Effective Access' })).toHaveAttribute('href', `${at}/access`);
});

test('which sets are closed to the user is managed from here', async () => {
  openAt(
    at,
    server(() => bo),
    { permissions: ['users.read-user', 'patient-sets.lay-block', 'patient-sets.read-set-access'] },
  );
  expect(await screen.findByRole('button', { name: 'Manage Set Access' })).toBeVisible();
});

test('Lock asks for a reason and one’s own password, and shows what became of it', async () => {
  let user: object = bo;
  const { sent } = openAt(
    at,
    server(() => user, {
      [`PUT /users/${ids.bo}/lock`]: ({ body }) => {
        if (body['password'] !== 'Tidal7pools') return refuse('confirmation/password-wrong', 403);
        user = { ...bo, status: 'locked', lockedReason: 'badge lost', version: 5 };
        return { userId: ids.bo };
      },
    }),
  );
  await screen.findByRole('heading', { level: 1 });
  await press('Lock');
  const dialog = within(await screen.findByRole('dialog', { name: 'Lock Bo Castellane?' }));
  await waitFor(() => expect(dialog.getByLabelText('Reason *')).toHaveFocus());
  await fill('Your password', 'wrong');
  await userEvent.click(dialog.getByRole('button', { name: 'Lock' }));
  expect(dialog.getByLabelText('Reason *')).toHaveAccessibleDescription(expect.stringContaining('This is needed.'));
  await fill('Reason *', 'badge lost');
  await userEvent.click(dialog.getByRole('button', { name: 'Lock' }));
  await waitFor(() =>
    expect(dialog.getByLabelText('Your password')).toHaveAccessibleDescription(
      expect.stringContaining('This is not your password.'),
    ),
  );
  await userEvent.clear(dialog.getByLabelText('Your password'));
  await fill('Your password', 'Tidal7pools');
  await userEvent.click(dialog.getByRole('button', { name: 'Lock' }));
  expect(await screen.findByText('Bo Castellane is locked and signed out everywhere.')).toBeVisible();
  expect(await screen.findByText('Locked: badge lost')).toBeVisible();
  expect(sent.findLast(({ method }) => method === 'PUT')?.body).toEqual({
    reason: 'badge lost',
    password: 'Tidal7pools',
  });
});

test('Unlock, and the refusal when somebody else was quicker', async () => {
  let user: object = { ...bo, status: 'locked', lockedReason: 'badge lost' };
  openAt(
    at,
    server(() => user, {
      [`DELETE /users/${ids.bo}/lock`]: () => {
        user = bo;
        return refuse('user/not-locked', 409);
      },
    }),
  );
  await screen.findByText('Locked: badge lost');
  expect(screen.getByRole('link', { name: 'Let a colleague do the work' })).toHaveAttribute(
    'href',
    `/admin/absences/add?user=${ids.bo}&reason=other&from=2026-11-10`,
  );
  expect(screen.queryByRole('button', { name: 'Lock' })).toBeNull();
  await press('Unlock');
  expect(await screen.findByRole('alert')).toHaveTextContent('This user is not locked.');
  await waitFor(() => expect(screen.queryByText('Locked: badge lost')).toBeNull());
});

test('a door held shut after wrong tries is opened from here', async () => {
  let user: object = { ...bo, heldUntil: '2026-11-10T13:10:00.000Z' };
  openAt(
    at,
    server(() => user, {
      [`DELETE /users/${ids.bo}/lock`]: () => {
        user = bo;
        return { userId: ids.bo };
      },
    }),
  );
  expect(await screen.findByText('Sign-in waits after too many wrong tries')).toBeVisible();
  await press('Unlock');
  expect(await screen.findByText('Bo Castellane can sign in again.')).toBeVisible();
});

test('new credentials, each typed twice, with one’s own password; a refusal stands at its field', async () => {
  let taken = true;
  const { sent } = openAt(
    at,
    server(() => bo, {
      [`PUT /users/${ids.bo}/credentials`]: () => {
        if (!taken) return { invitation: null };
        taken = false;
        return refuse('user/email-taken', 409, { name: 'Cy Okonjo' });
      },
    }),
  );
  await screen.findByRole('heading', { level: 1 });
  await press('Set new credentials');
  const dialog = within(await screen.findByRole('dialog', { name: 'Set new credentials for Bo Castellane' }));
  await userEvent.click(dialog.getByRole('radio', { name: 'Set credentials now' }));
  expect(dialog.getByLabelText('User Name')).toHaveValue('bo');
  await fill('Email', 'bo@alder.example');
  await fill('Password *', 'Quay9street');
  await fill('Confirm Password *', 'Quay9stree');
  await fill('Second Level Passcode *', '4821');
  await fill('Confirm Second Level Passcode *', '4821');
  await fill('Your password', 'Tidal7pools');
  const send = () => userEvent.click(dialog.getByRole('button', { name: 'Set new credentials' }));
  await send();
  expect(dialog.getByLabelText('Confirm Password *')).toHaveFocus();
  expect(dialog.getByText('The two entries differ.')).toBeVisible();
  await fill('Confirm Password *', 't');
  await send();
  await waitFor(() => expect(dialog.getByText('Cy Okonjo has this email.')).toBeVisible());
  await send();
  expect(await screen.findByText('Bo Castellane has new credentials. Old sessions have ended.')).toBeVisible();
  expect(sent.findLast(({ method }) => method === 'PUT')?.body).toEqual({
    login: {
      username: 'bo',
      email: 'bo@alder.example',
      expires: null,
      secrets: { password: 'Quay9street', passcode: '4821' },
    },
    password: 'Tidal7pools',
  });
});

test('an invitation in place of credentials: its link is shown once', async () => {
  const { sent } = openAt(
    at,
    server(() => bo, {
      [`PUT /users/${ids.bo}/credentials`]: () => ({
        invitation: { endsAt: '2026-11-13T13:00:00.000Z', token: 'f00d', mailedTo: null },
      }),
    }),
  );
  await screen.findByRole('heading', { level: 1 });
  await press('Set new credentials');
  const dialog = within(await screen.findByRole('dialog'));
  await fill('Your password', 'Tidal7pools');
  await userEvent.click(dialog.getByRole('button', { name: 'Make the invitation' }));
  expect(await screen.findByText('Hand this link to Bo Castellane')).toBeVisible();
  expect(screen.getByLabelText('Link of the invitation')).toHaveValue(`${location.origin}/invitation/f00d`);
  expect(sent.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({ login: { secrets: null } });
});

test('a forced reset says what it does first', async () => {
  const { sent } = openAt(
    at,
    server(() => bo, { [`POST /users/${ids.bo}/password-reset`]: () => ({}) }),
  );
  await screen.findByRole('heading', { level: 1 });
  await press('Force password reset');
  const dialog = within(await screen.findByRole('dialog', { name: 'Force a password reset for Bo Castellane?' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Force password reset' }));
  expect(await screen.findByText(/must choose a new password and passcode before anything else/)).toBeVisible();
  expect(sent.some(({ path }) => path.endsWith('/password-reset'))).toBe(true);
});

test('a login expiry needs a day, and a refusal stands at it', async () => {
  const { sent } = openAt(
    at,
    server(() => bo, { [`PUT /users/${ids.bo}/login-expiry`]: () => refuse('credentials/expiry-in-the-past', 422) }),
  );
  await screen.findByRole('heading', { level: 1 });
  await press('Set login expiry');
  const dialog = within(await screen.findByRole('dialog', { name: 'Login expiry of Bo Castellane' }));
  const save = () => userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  await save();
  expect(dialog.getByText('Choose a day.')).toBeVisible();
  await userEvent.type(dialog.getByLabelText('Expires On *'), '2026-01-31');
  await save();
  expect(await dialog.findByText(/Choose a time that is still to come/)).toBeVisible();
  expect(sent.findLast(({ method }) => method === 'PUT')?.body).toEqual({
    expires: { day: '2026-01-31', time: '23:59' },
  });
});

test('who may not see how a user signs in sees the rest', async () => {
  openAt(
    at,
    server(() => bo, { [`GET /users/${ids.bo}/credentials`]: () => refuse('actor/not-permitted', 403) }),
  );
  expect(await screen.findByRole('heading', { level: 1, name: 'Bo Castellane' })).toBeVisible();
  expect(screen.queryByRole('region', { name: 'Login Information' })).toBeNull();
});

test('oneself is neither locked nor deactivated from here', async () => {
  openAt(`/admin/users/${ids.ada}`, {
    'GET /user-choices': () => choices,
    [`GET /users/${ids.ada}/credentials`]: () => credentials,
    [`GET /users/${ids.ada}`]: () => ({ ...bo, userId: ids.ada, firstName: 'Ada', lastName: 'Lindqvist' }),
  });
  await screen.findByRole('heading', { level: 1, name: 'Ada Lindqvist' });
  expect(screen.queryByRole('button', { name: 'Lock' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Deactivate' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Edit' })).toBeVisible();
});

test('a user who is not there', async () => {
  openAt(
    at,
    server(() => refuse('user/not-found', 404)),
  );
  expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  expect(await screen.findByText('There is no such user.')).toBeVisible();
});
