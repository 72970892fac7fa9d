import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bo, choices, ids, openAt, refuse, type Server } from './test-pages.tsx';
import { privateDoubt } from './private-doubt.ts';

afterEach(() => vi.unstubAllGlobals());

const server = (more: Server = {}): Server => ({
  'GET /user-choices': () => choices,
  [`GET /users/${ids.bo}`]: () => bo,
  'GET /users': () => ({ users: [], next: null, counts: { active: 1, locked: 0, inactive: 0, away: 0 } }),
  'GET /handover/waiting': () => ({ waiting: [] }),
  'GET /outside-checklist/overdue': () => ({ overdue: [] }),
  'GET /colleagues': () => ({
    colleagues: [
      { userId: ids.bo, name: 'Bo Castellane', deactivated: false, type: 'doctor', locked: false, siteIds: [] },
    ],
  }),
  'POST /users': () => ({ userId: ids.bo, userNumber: 5 }),
  [`PUT /users/${ids.bo}`]: () => ({ userId: ids.bo, version: 5 }),
  ...more,
});
const section = (name: string) => within(screen.getByRole('region', { name }));
const adding = async (province: string, more?: Server) => {
  const opened = openAt('/admin/users/add', server(more), { province });
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  return opened;
};
const type = async (field: HTMLElement, text: string) => {
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
};
const chooseType = (name: string) => userEvent.selectOptions(screen.getByRole('combobox', { name: 'Type' }), name);
const fill = async () => {
  await type(screen.getByRole('textbox', { name: 'Last Name' }), 'Solheim');
  await type(screen.getByRole('textbox', { name: 'First Name' }), 'Maren');
  await chooseType('doctor');
  await userEvent.click(screen.getByRole('radio', { name: 'No sign-in' }));
};

test.each([
  ['AB', ['Billing Number', 'Source Code', 'BA Number', 'Facility Number', 'Skill Code'], ['E-Delivery Ids', 'TAK #']],
  ['BC', ['Billing Number', 'Payee Number', 'Rural Retention Code'], ['CPSID', 'IHA Provider Mnemonic']],
  ['ON', ['Billing Number', 'Group Number', 'Speciality Code'], ['CPSID', 'LifeLabs Client ID']],
  ['SK', ['Billing Number', '3rd Party Billing #'], ['CPSID']],
  ['NS', ['Billing Number', 'Alternate Billing #'], ['Licence Number']],
])('%s has its own fields, and BCP Sites only in BC', async (province, billing, identifiers) => {
  await adding(province);
  for (const label of billing)
    expect(section('Billing Information').getByRole('textbox', { name: label })).toBeVisible();
  for (const label of identifiers) {
    expect(section('3rd Party Identifiers').getByRole('textbox', { name: label })).toBeVisible();
  }
  expect(screen.queryAllByRole('region', { name: 'BCP Sites' })).toHaveLength(province === 'BC' ? 1 : 0);
});

test('a number that does not fit is said before anything is sent; one that is taken stands at its field', async () => {
  const facts = { field: 'on.billing-number', label: 'Billing Number', name: 'Cy Okonjo' };
  const { sent } = await adding('ON', { 'POST /users': () => refuse('user/identifier-taken', 409, facts) });
  await fill();
  const field = section('Billing Information').getByRole('textbox', { name: 'Billing Number' });
  await type(field, '12345');
  await userEvent.click(screen.getByRole('button', { name: 'Add User' }));
  expect(field).toHaveAccessibleDescription(expect.stringContaining('An OHIP number has 6 digits.'));
  expect(sent.some(({ method }) => method === 'POST')).toBe(false);
  await type(field, '123 456');
  await userEvent.click(screen.getByRole('button', { name: 'Add User' }));
  await waitFor(() => expect(field).toHaveFocus());
  expect(field).toHaveAccessibleDescription(expect.stringContaining('Cy Okonjo has this Billing Number already.'));
});

test('a nurse in Ontario is asked for the CNO number; what stands in the other field is not sent', async () => {
  const { sent } = await adding('ON');
  await fill();
  await type(section('3rd Party Identifiers').getByRole('textbox', { name: 'CPSID' }), '88300');
  await chooseType('nurse');
  expect(section('3rd Party Identifiers').queryByRole('textbox', { name: 'CPSID' })).toBeNull();
  await type(section('3rd Party Identifiers').getByRole('textbox', { name: 'CNO number' }), '0412233');
  await userEvent.click(screen.getByRole('button', { name: 'Add User' }));
  await screen.findByText('Maren Solheim has been added.');
  const fields = sent.find(({ method }) => method === 'POST')?.body['providerFields'];
  expect(fields).toContainEqual({ field: 'on.cno-number', values: ['0412233'] });
  expect(fields).not.toContainEqual(expect.objectContaining({ field: 'on.cpsid' }));
});

test('what is missing is said, leads to its field, and is gone with it', async () => {
  await adding('AB');
  expect(screen.queryByRole('region', { name: /already/ })).toBeNull();
  await fill();
  const panel = section('Can Maren already …');
  const first = panel.getAllByRole('button', { name: 'Add Billing Number' })[0];
  if (first) await userEvent.click(first);
  const field = screen.getByRole('textbox', { name: 'Billing Number' });
  expect(field).toHaveFocus();
  await userEvent.paste('123456789');
  expect(panel.queryByRole('button', { name: 'Add Billing Number' })).toBeNull();
  expect(panel.getByRole('button', { name: 'Add E-Delivery Ids or Connect Care Provider Id' })).toBeVisible();
  await chooseType('receptionist');
  expect(screen.queryByRole('region', { name: /already/ })).toBeNull();
});

test('in BC it is said which service location code counts while the user has none', async () => {
  const record = { ...bo, sites: [...bo.sites, { id: ids.fernhill, name: 'Fernhill' }] };
  openAt(`/admin/users/${ids.bo}/edit`, server({ [`GET /users/${ids.bo}`]: () => record }), { province: 'BC' });
  const field = await screen.findByRole('combobox', { name: 'Service Location Code (SLC)' });
  expect(field).toHaveAccessibleDescription(
    /Left empty, what counts: L, the site’s, at Alder Point; Q, the clinic’s, at Fernhill\.$/,
  );
  await userEvent.selectOptions(field, 'V');
  expect(field).not.toHaveAccessibleDescription(/Left empty/);
});

test('several ids are sent one by one; the premium program goes with its site, and says so', async () => {
  const record = {
    ...bo,
    sites: [
      { id: ids.alder, name: 'Alder Point' },
      { id: ids.fernhill, name: 'Fernhill' },
    ],
    bcpSiteIds: [ids.alder, ids.fernhill],
    providerFields: [{ field: 'ab.e-delivery-ids', values: ['E1', 'E2'] }],
  };
  const { sent } = openAt(`/admin/users/${ids.bo}/edit`, server({ [`GET /users/${ids.bo}`]: () => record }), {
    province: 'BC',
  });
  await screen.findByRole('heading', { level: 1, name: 'Edit Bo Castellane' });
  await userEvent.click(section('Site Assignment').getByRole('button', { name: 'Remove Fernhill' }));
  expect(section('BCP Sites').queryByRole('checkbox', { name: 'Fernhill' })).toBeNull();
  expect(section('BCP Sites').getByText(/^Fernhill is no longer assigned/)).toBeVisible();
  expect(screen.getByText('Changed: Site Assignment, BCP Sites.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Update User' }));
  await screen.findByText('Bo Castellane has been updated.');
  const put = sent.find(({ method }) => method === 'PUT')?.body;
  expect(put).toMatchObject({ bcpSiteIds: [ids.alder] });
  // Of another province: not on the page, and not touched.
  expect(put?.['providerFields']).not.toContainEqual(expect.objectContaining({ field: 'ab.e-delivery-ids' }));
});

test('both versions show the numbers too, and the chosen ones stand', async () => {
  const newer = { ...bo, version: 5, team: 'Birch', providerFields: [{ field: 'bc.cpsid', values: ['2'] }] };
  let reads = 0;
  let puts = 0;
  const { sent } = openAt(
    `/admin/users/${ids.bo}/edit`,
    server({
      [`GET /users/${ids.bo}`]: () => (reads++ === 0 ? bo : reads > 2 ? bo : newer),
      [`PUT /users/${ids.bo}`]: () =>
        puts++ === 0 ? refuse('request/version-stale', 412) : { userId: ids.bo, version: 6 },
    }),
    { province: 'BC' },
  );
  await screen.findByRole('heading', { level: 1, name: 'Edit Bo Castellane' });
  await type(section('3rd Party Identifiers').getByRole('textbox', { name: 'CPSID' }), '1');
  await userEvent.click(screen.getByRole('button', { name: 'Update User' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('radiogroup', { name: 'Team' })).toBeVisible();
  await userEvent.click(within(dialog.getByRole('radiogroup', { name: 'CPSID' })).getByRole('radio', { name: '1' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Go on with this' }));
  await userEvent.click(screen.getByRole('button', { name: 'Update User' }));
  await screen.findByText('Bo Castellane has been updated.');
  expect(sent.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({
    team: 'Birch',
    providerFields: expect.arrayContaining([{ field: 'bc.cpsid', values: ['1'] }]) as unknown,
  });
});

test('a colleague lends roles that may be given, open sites and the team, and nothing else', async () => {
  const colleague = {
    ...bo,
    roles: [...bo.roles, { id: ids.owner, name: 'owner' }],
    address: '1 Home Street',
    providerFields: [{ field: 'on.billing-number', values: ['123456'] }],
  };
  const { sent } = await adding('ON', { [`GET /users/${ids.bo}`]: () => colleague });
  await fill();
  await userEvent.click(screen.getByRole('button', { name: 'Copy from a colleague' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Copy' }));
  expect(dialog.getByText('Choose a colleague first.')).toBeVisible();
  await userEvent.type(dialog.getByRole('combobox', { name: 'Colleague' }), 'bo');
  await userEvent.click(await screen.findByRole('option', { name: /^Bo Castellane/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Copy' }));
  expect(await screen.findByText(/have been copied from Bo Castellane\. Left out, because .*: owner\.$/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Add User' }));
  await screen.findByText('Maren Solheim has been added.');
  expect(sent.find(({ method }) => method === 'POST')?.body).toMatchObject({
    team: 'Alder',
    roleIds: [ids.doctor],
    siteIds: [ids.alder],
    address: '',
    providerFields: expect.arrayContaining([{ field: 'on.billing-number', values: [] }]) as unknown,
  });
});

describe('what may well be private', () => {
  const nothing = { address: '', workPhone: '', homePhone: '', cellPhone: '' };
  test.each([
    [{}, undefined],
    [{ address: '14 Juniper Lane' }, 'address'],
    [{ address: '14 Juniper Lane', workPhone: '250-555-0130' }, undefined],
    [{ workPhone: '250-555-0130', cellPhone: '(250) 555 0130' }, 'workPhone'],
    [{ homePhone: '250-555-0130' }, undefined],
  ])('%j: %s', (given, doubt) => expect(privateDoubt({ ...nothing, ...given })).toBe(doubt));
});

test('a booking phone that is none is said', async () => {
  await adding('ON');
  const field = screen.getByLabelText('Booking Notification Phone(s)');
  await type(field, '250-555-0101, call me');
  await userEvent.click(screen.getByRole('button', { name: 'Add User' }));
  expect(field).toHaveAccessibleDescription(expect.stringContaining('Only digits'));
});
