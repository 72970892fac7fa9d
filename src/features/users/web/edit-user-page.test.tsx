import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { bo, choices, ids, openAt, refuse, type Server } from './test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

const at = `/admin/users/${ids.bo}/edit`;
const server = (update: Server[string], user: Server[string] = () => bo): Server => ({
  'GET /user-choices': () => choices,
  [`GET /users/${ids.bo}`]: user,
  [`PUT /users/${ids.bo}`]: update,
});
const never = () => {
  throw new Error('nothing may be sent');
};
const field = (name: string) => screen.findByRole('textbox', { name });
const retype = async (name: string, text: string) => {
  const one = await field(name);
  await userEvent.clear(one);
  await userEvent.click(one);
  await userEvent.paste(text);
};
const update = () => userEvent.click(screen.getByRole('button', { name: 'Update User' }));

test('changes what was changed, of the version that was seen', async () => {
  const { router, sent } = openAt(
    at,
    server(() => ({ userId: ids.bo, version: 5 })),
  );
  expect(await field('Last Name')).toHaveValue('Castellane');
  expect(screen.getByText('Nothing has been changed yet.')).toBeVisible();
  expect(screen.queryByRole('region', { name: 'Login Information' })).toBeNull();
  await retype('Work Phone', '250-555-0130');
  expect(screen.getByText('Changed: Work Phone.')).toBeVisible();
  await update();
  expect(await screen.findByText('Bo Castellane has been updated.')).toBeVisible();
  expect(router.state.location.pathname).toBe(`/admin/users/${ids.bo}`);
  const put = sent.find(({ method }) => method === 'PUT');
  expect(put?.headers.get('if-match')).toBe('"4"');
  expect(put?.body).toMatchObject({
    lastName: 'Castellane',
    workPhone: '250-555-0130',
    roleIds: [ids.doctor],
    siteIds: [ids.alder],
  });
  expect(put?.body).not.toHaveProperty('version');
});

test('a site that is taken away says what is still to come there, and is not let go before that is moved', async () => {
  const assigned = [
    { id: ids.alder, name: 'Alder Point' },
    { id: ids.fernhill, name: 'Fernhill' },
  ];
  const booked = {
    siteId: ids.fernhill,
    appointments: 3,
    first: '2026-11-12T17:00:00.000Z',
    last: '2026-12-01T17:00:00.000Z',
  };
  const facts = { name: 'Bo Castellane', site: 'Fernhill', appointments: 3 };
  openAt(at, {
    ...server(
      () => refuse('user/booked-at-site', 409, facts),
      () => ({ ...bo, sites: assigned }),
    ),
    [`GET /users/${ids.bo}/site-removal`]: () => ({ booked: [booked] }),
  });
  await field('Last Name');
  const card = within(screen.getByRole('region', { name: 'Site Assignment' }));
  await userEvent.click(card.getByRole('button', { name: 'Remove Fernhill' }));
  expect(await card.findByText('Bo Castellane has 3 appointments to come at Fernhill')).toBeVisible();
  expect(card.getByRole('link', { name: 'Schedule at Fernhill' })).toHaveAttribute(
    'href',
    `/schedule?view=week&day=2026-11-12&site=${ids.fernhill}&provider=${ids.bo}`,
  );
  await update();
  expect(
    await card.findByText(/^Bo Castellane has 3 appointments to come at Fernhill\. Move them first/),
  ).toBeVisible();
  await waitFor(() => expect(card.getByRole('combobox', { name: 'Search' })).toHaveFocus());
});

test('another type takes no role away from whoever has it', async () => {
  openAt(at, server(never));
  await field('Last Name');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'receptionist');
  const roles = within(screen.getByRole('region', { name: 'Access Roles' }));
  expect(roles.getByRole('button', { name: 'Remove doctor' })).toBeVisible();
});

test('Inactive says why it cannot be done here and leads to Deactivate', async () => {
  const { router } = openAt(at, server(never));
  await field('Last Name');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Inactive');
  expect(screen.getByText('Bo Castellane is not made inactive here')).toBeVisible();
  expect(screen.getByText(/Open work would be left with nobody/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Go to Deactivate' })).toHaveAttribute(
    'href',
    `/admin/users/${ids.bo}/deactivate`,
  );
  await update();
  expect(await screen.findByRole('heading', { name: 'Deactivate page' })).toBeVisible();
  expect(router.state.location.pathname).toBe(`/admin/users/${ids.bo}/deactivate`);
});

test('somebody else has saved: both versions field by field, and what is chosen is saved', async () => {
  const theirs = {
    ...bo,
    version: 6,
    speciality: 'Obstetrics',
    fax: '250-555-0999',
    roles: [{ id: ids.frontDesk, name: 'front desk' }],
  };
  let now: typeof bo | typeof theirs = bo;
  const { sent } = openAt(
    at,
    server(
      ({ headers }) => {
        if (headers.get('if-match') === '"6"') return { userId: ids.bo, version: 7 };
        now = theirs;
        return refuse('request/version-stale', 412);
      },
      () => now,
    ),
  );
  await retype('Speciality', 'Geriatrics');
  await retype('Work Phone', '250-555-0130');
  await update();
  const dialog = within(await screen.findByRole('dialog', { name: 'Bo Castellane was changed by somebody else' }));
  const of = (label: string) => within(dialog.getByRole('radiogroup', { name: label }));
  expect(dialog.getAllByRole('radiogroup')).toHaveLength(4);
  expect(of('Speciality').getByRole('radio', { name: 'Geriatrics' })).not.toBeChecked();
  expect(of('Speciality').getByRole('radio', { name: 'Obstetrics' })).toBeChecked();
  expect(of('Work Phone').getByRole('radio', { name: '250-555-0130' })).toBeChecked();
  expect(of('Access Roles').getByRole('radio', { name: 'front desk' })).toBeChecked();
  expect(of('Fax').getByRole('radio', { name: '250-555-0999' })).toBeChecked();
  await userEvent.click(of('Speciality').getByRole('radio', { name: 'Geriatrics' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Go on with this' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await field('Fax')).toHaveValue('250-555-0999');
  await update();
  await screen.findByText('Bo Castellane has been updated.');
  expect(sent.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({
    speciality: 'Geriatrics',
    workPhone: '250-555-0130',
    fax: '250-555-0999',
    roleIds: [ids.frontDesk],
  });
});

test('deactivated by somebody else in the meantime: said, and nothing is lost unseen', async () => {
  let left = false;
  openAt(
    at,
    server(
      () => {
        left = true;
        return refuse('request/version-stale', 412);
      },
      () => (left ? { ...bo, status: 'inactive', version: 5 } : bo),
    ),
  );
  await retype('Fax', '1');
  await update();
  expect(await screen.findByRole('alert')).toHaveTextContent('Bo Castellane has been deactivated in the meantime');
});

test('a refusal about the roles stands at the roles', async () => {
  openAt(
    at,
    server(() => refuse('user/last-administrator', 409)),
  );
  await retype('Fax', '1');
  await update();
  const search = within(screen.getByRole('region', { name: 'Access Roles' })).getByRole('combobox', { name: 'Search' });
  await waitFor(() => expect(search).toHaveFocus());
  expect(search).toHaveAccessibleDescription(expect.stringContaining('This is the last active administrator.'));
});

test('where the clinic has one site, it is not asked for and stays', async () => {
  const { sent } = openAt(at, {
    ...server(() => ({ userId: ids.bo, version: 5 })),
    'GET /user-choices': () => ({ ...choices, sites: choices.sites.slice(0, 1) }),
  });
  await retype('Fax', '1');
  expect(screen.queryByRole('region', { name: 'Site Assignment' })).toBeNull();
  await update();
  await waitFor(() => expect(sent.find(({ method }) => method === 'PUT')?.body['siteIds']).toEqual([ids.alder]));
});

test('whoever has left is activated first', async () => {
  openAt(
    at,
    server(never, () => ({ ...bo, status: 'inactive', roles: [], sites: [] })),
  );
  expect(await screen.findByRole('heading', { name: 'Bo Castellane has been deactivated' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Activate' })).toHaveAttribute('href', `/admin/users/${ids.bo}/activate`);
});
