import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { bo, choices, credentials, everything, ids, openAt, refuse, type Server } from './test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

const at = `/admin/users/${ids.bo}/activate`;
const gone = '00000000-0000-4000-8000-0000000000cc';
const left = { ...bo, status: 'inactive', roles: [], sites: [], username: null };
const departure = {
  handoverId: ids.owner,
  at: '2026-03-31T21:00:00.000Z',
  by: { userId: ids.ada, name: 'Ada Lindqvist', deactivated: false },
  reason: 'moved away',
  roles: [
    { roleId: ids.doctor, name: 'doctor' },
    { roleId: ids.owner, name: 'owner' },
  ],
  sites: [
    { siteId: ids.fernhill, name: 'Fernhill' },
    { siteId: gone, name: 'Old Mill' },
  ],
};
const server = (more: Server = {}): Server => ({
  'GET /user-choices': () => choices,
  [`GET /users/${ids.bo}`]: () => left,
  [`GET /users/${ids.bo}/departure`]: () => ({ departure }),
  ...more,
});
const fill = async (label: string, text: string) => {
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.paste(text);
};
const press = () => userEvent.click(screen.getByRole('button', { name: 'Activate' }));

test('former roles are proposed and not ticked; nothing comes back by itself', async () => {
  openAt(at, server());
  expect(await screen.findByText('Deactivated by Ada Lindqvist: moved away')).toBeVisible();
  const doctor = screen.getByRole('checkbox', { name: 'doctor' });
  expect(doctor).not.toBeChecked();
  expect(screen.getByRole('checkbox', { name: 'owner' })).toBeDisabled();
  expect(screen.getByRole('checkbox', { name: 'Fernhill' })).toBeChecked();
  const closed = screen.getByRole('checkbox', { name: 'Old Mill' });
  expect(closed).toBeDisabled();
  expect(closed).not.toBeChecked();
  await press();
  expect(screen.getByText('Still needed: Access role, User Name or Email, Reason.')).toBeVisible();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('activates with what was confirmed, one’s own password and new credentials', async () => {
  let user: object = left;
  const { router, sent } = openAt(
    at,
    server({
      [`GET /users/${ids.bo}`]: () => user,
      [`GET /users/${ids.bo}/credentials`]: () => credentials,
      [`POST /users/${ids.bo}/activation`]: ({ body }) => {
        if (body['password'] !== 'Tidal7pools') return refuse('confirmation/password-wrong', 403);
        user = bo;
        return { userId: ids.bo, invitation: null };
      },
    }),
  );
  await userEvent.click(await screen.findByRole('checkbox', { name: 'doctor' }));
  const roles = within(screen.getByRole('region', { name: 'Access Roles' }));
  await userEvent.type(roles.getByRole('combobox', { name: 'Other roles' }), 'admin{Enter}');
  await userEvent.click(screen.getByRole('radio', { name: 'Set credentials now' }));
  await fill('User Name', 'bo');
  await fill('Password *', 'Quay9street');
  await fill('Confirm Password *', 'Quay9street');
  await fill('Second Level Passcode *', '4821');
  await fill('Confirm Second Level Passcode *', '4821');
  await fill('Reason *', 'back from leave');
  await press();
  const dialog = within(await screen.findByRole('dialog', { name: 'Activate Bo Castellane?' }));
  expect(dialog.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
    'Bo Castellane is active again, with admin and doctor.',
    'Assigned to Fernhill.',
    'Signs in as bo, and must choose other secrets then.',
  ]);
  await fill('Your password', 'Tidal7pool');
  await userEvent.click(dialog.getByRole('button', { name: 'Activate' }));
  await waitFor(() =>
    expect(dialog.getByLabelText('Your password')).toHaveAccessibleDescription(
      expect.stringContaining('This is not your password.'),
    ),
  );
  await userEvent.clear(dialog.getByLabelText('Your password'));
  await fill('Your password', 'Tidal7pools');
  await userEvent.click(dialog.getByRole('button', { name: 'Activate' }));
  expect(await screen.findByText('Bo Castellane is active again.')).toBeVisible();
  expect(router.state.location.pathname).toBe(`/admin/users/${ids.bo}`);
  expect(sent.findLast(({ method }) => method === 'POST')?.body).toEqual({
    reason: 'back from leave',
    roleIds: [ids.doctor, ids.admin],
    siteIds: [ids.fernhill],
    login: { username: 'bo', email: '', expires: null, secrets: { password: 'Quay9street', passcode: '4821' } },
    password: 'Tidal7pools',
  });
});

test('without a receipt the choice is made anew; a refusal stands at its field', async () => {
  openAt(
    at,
    server({
      [`GET /users/${ids.bo}/departure`]: () => ({ departure: null }),
      [`POST /users/${ids.bo}/activation`]: () => refuse('user/role-not-yours', 403),
    }),
  );
  expect(await screen.findByText(/Choose anew/)).toBeVisible();
  const roles = within(screen.getByRole('region', { name: 'Access Roles' }));
  await userEvent.type(roles.getByRole('combobox', { name: 'Search' }), 'front{Enter}');
  await userEvent.click(screen.getByRole('radio', { name: 'No sign-in' }));
  await fill('Reason *', 'back');
  await press();
  await screen.findByRole('dialog');
  await fill('Your password', 'Tidal7pools');
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Activate' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(roles.getByRole('combobox', { name: 'Search' })).toHaveAccessibleDescription(
    expect.stringContaining('You can give only roles whose permissions you hold yourself.'),
  );
});

test('somebody who is active already', async () => {
  openAt(at, server({ [`GET /users/${ids.bo}`]: () => bo }));
  expect(await screen.findByRole('heading', { name: 'Bo Castellane is active already' })).toBeVisible();
});

test('a block stays unless it is unticked, and then says why', async () => {
  const [family, staff] = [ids.owner, ids.doctor];
  const laid = { reason: 'own family', laidAt: '2026-01-05T18:00:00Z', endsAt: null };
  const { sent } = openAt(
    at,
    server({
      [`GET /users/${ids.bo}/departure`]: () => ({
        departure: {
          ...departure,
          blocks: [
            { blockId: family, name: 'Family', ...laid },
            { blockId: staff, name: 'Staff', ...laid },
          ],
        },
      }),
      [`POST /users/${ids.bo}/activation`]: () => ({ userId: ids.bo, invitation: null }),
    }),
    { permissions: [...everything, 'patient-sets.lift-block'] },
  );
  expect(await screen.findByRole('checkbox', { name: 'Family stays closed' })).toBeChecked();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Staff stays closed' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'doctor' }));
  await userEvent.click(screen.getByRole('radio', { name: 'No sign-in' }));
  await fill('Reason *', 'back');
  await press();
  expect(screen.getByText('Still needed: Why a block is lifted.')).toBeVisible();
  await fill('Why Staff is lifted *', 'no longer here');
  await press();
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('Stays closed: Family.')).toBeVisible();
  expect(dialog.getByText('Lifted, so that Bo Castellane can open the charts: Staff.')).toBeVisible();
  await fill('Your password', 'Tidal7pools');
  await userEvent.click(dialog.getByRole('button', { name: 'Activate' }));
  await waitFor(() =>
    expect(sent.findLast(({ method }) => method === 'POST')?.body).toMatchObject({
      lifts: [{ blockId: staff, reason: 'no longer here' }],
    }),
  );
});
