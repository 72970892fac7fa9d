import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { choices, ids, openAt, refuse, type Server } from './test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

const server = (add: Server[string] = () => ({ userId: ids.bo, userNumber: 5, invitation: null })): Server => ({
  'GET /user-choices': () => choices,
  'POST /users': add,
  'GET /users': () => ({ users: [], next: null, counts: { active: 1, locked: 0, inactive: 0, away: 0 } }),
  'GET /handover/waiting': () => ({ waiting: [] }),
  'GET /outside-checklist/overdue': () => ({ overdue: [] }),
});
const section = (name: string) => within(screen.getByRole('region', { name }));
const type = async (name: string, text: string) => {
  const field = screen.getByLabelText(new RegExp(`^${name}( \\*)?$`));
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
};
const chooseType = (name: string) => userEvent.selectOptions(screen.getByRole('combobox', { name: 'Type' }), name);
const press = () => userEvent.click(screen.getByRole('button', { name: 'Add User' }));
const roles = () =>
  section('Access Roles')
    .queryAllByRole('listitem')
    .map((item) => item.textContent);

async function fillIn() {
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  await type('Last Name', 'Solheim');
  await type('First Name', 'Maren');
  await chooseType('doctor');
  await userEvent.click(screen.getByRole('radio', { name: 'Set credentials now' }));
  await type('User Name', 'msolheim');
  await type('Password', 'Quay9street');
  await type('Confirm Password', 'Quay9street');
  await type('Second Level Passcode', '4821');
  await type('Confirm Second Level Passcode', '4821');
}

test('says what is missing, and where, before anything is sent', async () => {
  const { sent } = openAt('/admin/users/add', server());
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  expect(screen.getByText('Still needed: Last Name, First Name, Type, Access role, User Name or Email.')).toBeVisible();
  await type('Last Name', 'Solheim');
  await press();
  expect(screen.getByRole('textbox', { name: 'First Name' })).toHaveFocus();
  expect(screen.getByRole('textbox', { name: 'First Name' })).toHaveAccessibleDescription('This is needed.');
  expect(section('Access Roles').getByRole('combobox', { name: 'Search' })).toBeInvalid();
  expect(sent.some(({ method }) => method === 'POST')).toBe(false);
});

test('adds the whole user in one request with a name of its own, and leads to the list that says so', async () => {
  const { router, sent } = openAt('/admin/users/add', server());
  await fillIn();
  await userEvent.type(section('Site Assignment').getByRole('combobox', { name: 'Search' }), 'fe');
  await userEvent.click(await screen.findByRole('option', { name: /^Fernhill/ }));
  await userEvent.click(section('Site Assignment').getByRole('button', { name: 'Add site' }));
  await userEvent.type(section('Access Roles').getByRole('combobox', { name: 'Search' }), 'admin{Enter}');
  expect(
    section('Access Roles').getByText('With the role admin, Maren Solheim has full access, users and roles included.'),
  ).toBeVisible();
  expect(screen.getByText('Ready to add Maren Solheim to Alder Point.')).toBeVisible();
  await press();
  expect(await screen.findByText('Maren Solheim has been added.')).toBeVisible();
  expect(router.state.location.pathname).toBe('/admin/users');
  const [post, ...more] = sent.filter(({ method }) => method === 'POST');
  expect(more).toEqual([]);
  expect(post?.headers.get('idempotency-key')).toMatch(/^[\da-f]{32}$/);
  expect(post?.body).toEqual({
    lastName: 'Solheim',
    firstName: 'Maren',
    type: 'doctor',
    speciality: '',
    address: '',
    homePhone: '',
    workPhone: '',
    cellPhone: '',
    fax: '',
    contactEmail: '',
    team: '',
    sex: '',
    dateOfBirth: null,
    confidentialitySignedOn: null,
    otherPhone: '',
    pager: '',
    bookingPhones: [],
    providerFields: expect.arrayContaining([{ field: 'on.billing-number', values: [] }]) as unknown,
    siteIds: [ids.fernhill],
    roleIds: [ids.doctor, ids.admin],
    login: {
      username: 'msolheim',
      email: '',
      expires: null,
      secrets: { password: 'Quay9street', passcode: '4821' },
    },
  });
});

test('an email that is none is said at its field before anything is sent', async () => {
  const { sent } = openAt('/admin/users/add', server());
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  const contact = section('Contact Information').getByRole('textbox', { name: 'Contact Email' });
  const email = section('Login Information').getByRole('textbox', { name: 'Email' });
  await userEvent.type(contact, 'maren at home');
  await userEvent.type(email, 'maren');
  await press();
  for (const field of [contact, email]) {
    expect(field).toHaveAccessibleDescription('This does not look like an email address.');
  }
  expect(sent.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('doctor is proposed with its reason, and goes with it unless it was chosen', async () => {
  openAt('/admin/users/add', server());
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  expect(roles()).toEqual([]);
  await chooseType('nurse');
  expect(roles()).toEqual([
    expect.stringMatching(
      /^doctorStandard access, proposed because the type is nurse\. The standard access, 38 permissions\./,
    ),
  ]);
  await chooseType('receptionist');
  expect(roles()).toEqual([]);
  await userEvent.type(section('Access Roles').getByRole('combobox', { name: 'Search' }), 'doctor{Enter}');
  await chooseType('admin');
  expect(roles()).toHaveLength(1);
  await userEvent.click(section('Access Roles').getByRole('button', { name: 'Remove doctor' }));
  await chooseType('doctor');
  expect(roles()).toEqual([]);
});

test('search waits for two letters; a role that is not mine to give cannot be chosen, with the reason', async () => {
  openAt('/admin/users/add', server());
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  const search = section('Access Roles').getByRole('combobox', { name: 'Search' });
  await userEvent.type(search, 'o');
  expect(screen.queryByRole('option', { name: /^owner/ })).toBeNull();
  await userEvent.type(search, 'w');
  const option = await screen.findByRole('option', { name: /^owner/ });
  expect(option).toHaveTextContent('only somebody who holds all of it can give it');
  await userEvent.click(option);
  await userEvent.click(section('Access Roles').getByRole('button', { name: 'Add role' }));
  expect(roles()).toEqual([]);
  expect(search).toHaveAccessibleDescription('Choose one from the list first.');
});

test('somebody of the same name is told of while it is typed, also who has left', async () => {
  const line = { userId: 'u-9', userNumber: 1009, firstName: 'Maren', type: 'nurse', roles: [], sites: [] };
  const users = [
    { ...line, lastName: 'Solheim', status: 'inactive' },
    { ...line, userId: 'u-8', lastName: 'Solheimer', status: 'active' },
  ];
  const { sent } = openAt('/admin/users/add', { ...server(), 'GET /users': () => ({ users, next: null, counts: {} }) });
  await fillIn();
  const notice = await screen.findByText('A user of this name is on record.');
  expect(notice.parentElement).toHaveTextContent('Solheim, Maren, nurse, No. 1009, has left');
  expect(screen.getByRole('link', { name: 'Solheim, Maren' })).toHaveAttribute('href', '/admin/users/u-9');
  expect(screen.queryByRole('link', { name: 'Solheimer, Maren' })).toBeNull();
  expect(sent.find(({ path }) => path === '/api/users')?.search.get('status')).toBe('all');
});

test('typed whole and Add, as the guide says: what fits alone is added', async () => {
  openAt('/admin/users/add', server());
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  const search = section('Site Assignment').getByRole('combobox', { name: 'Search' });
  await userEvent.type(search, 'fern');
  await userEvent.click(section('Site Assignment').getByRole('button', { name: 'Add site' }));
  expect(section('Site Assignment').getByRole('listitem')).toHaveTextContent('Fernhill');
  expect(search).toHaveValue('');
});

test('an own address stands on the letterhead without the city of the site', async () => {
  openAt('/admin/users/add', server());
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  const paper = screen.getByRole('figure', { name: 'Letterhead preview' });
  const city = 'Nanaimo BC';
  expect(paper).toHaveTextContent(city);
  await userEvent.type(screen.getByLabelText('Address'), '88 Elm Crescent, Ottawa');
  expect(paper).toHaveTextContent('88 Elm Crescent, Ottawa');
  expect(paper).not.toHaveTextContent(city);
});

test('what was chosen and left without Add is added all the same', async () => {
  openAt('/admin/users/add', server());
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  const search = section('Site Assignment').getByRole('combobox', { name: 'Search' });
  await userEvent.type(search, 'quay');
  await userEvent.clear(search);
  await userEvent.type(search, 'fern');
  await userEvent.click(await screen.findByRole('option', { name: /^Fernhill/ }));
  expect(section('Site Assignment').queryByRole('listitem')).toBeNull();
  await userEvent.click(screen.getByLabelText('Fax'));
  expect(section('Site Assignment').getByRole('listitem')).toHaveTextContent('Fernhill');
});

test('rules are ticked off while typing, for the password and the passcode', async () => {
  openAt('/admin/users/add', server());
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  const rules = (name: string) =>
    within(screen.getByRole('list', { name }))
      .getAllByRole('listitem')
      .map((one) => one.textContent);
  await userEvent.click(screen.getByRole('radio', { name: 'Set credentials now' }));
  await type('Password', 'quay9');
  expect(rules('Password rules')).toEqual([
    'At least 8 characters, not yet',
    'Letters and numbers, met',
    'Upper and lower case, not yet',
    'Not one that is guessed first: no well-known password, no name of user or clinic, met',
    'Both entries are the same, not yet',
  ]);
  await type('Password', 'Quay9street');
  await type('Confirm Password', 'Quay9street');
  expect(rules('Password rules').every((one) => one?.endsWith(', met'))).toBe(true);
  await type('Second Level Passcode', '1234');
  expect(rules('Passcode rules')[0]).toMatch(/, not yet$/);
  await type('Second Level Passcode', '4821');
  expect(rules('Passcode rules')[0]).toMatch(/, met$/);
});

test('the letterhead follows, and asks about an address that may be private', async () => {
  openAt('/admin/users/add', server());
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  const letterhead = within(screen.getByRole('figure', { name: 'Letterhead preview' }));
  await type('Last Name', 'Solheim');
  await chooseType('doctor');
  expect(letterhead.getByText('Dr Solheim')).toBeVisible();
  expect(letterhead.getByText('210 Alder Road')).toBeVisible();
  await type('Address', '14 Juniper Lane');
  await type('Home Phone', '250-555-0187');
  expect(letterhead.getByText('14 Juniper Lane')).toBeVisible();
  expect(screen.getByText('Is 14 Juniper Lane a private address?')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Use the site’s' }));
  expect(screen.queryByText(/a private address/)).toBeNull();
  expect(letterhead.getByText('210 Alder Road')).toBeVisible();
});

test('who is invited needs one name; the link is shown here, once', async () => {
  const { router, sent } = openAt(
    '/admin/users/add',
    server(() => ({
      userId: ids.bo,
      userNumber: 5,
      invitation: { endsAt: '2026-11-13T13:00:00.000Z', token: 'f00d', mailedTo: null },
    })),
  );
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  await type('Last Name', 'Solheim');
  await type('First Name', 'Maren');
  await chooseType('doctor');
  await type('Email', 'maren@alder.example');
  await press();
  expect(await screen.findByLabelText('Link of the invitation')).toHaveValue(`${location.origin}/invitation/f00d`);
  expect(sent.find(({ method }) => method === 'POST')?.body).toMatchObject({
    login: { username: '', email: 'maren@alder.example', expires: null, secrets: null },
  });
  await userEvent.click(screen.getByRole('link', { name: 'Back to Manage Users' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/admin/users'));
});

test('without sign-in no credentials are asked for, nor sent', async () => {
  const { sent } = openAt('/admin/users/add', server());
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  await type('Last Name', 'Lund');
  await type('First Name', 'Per');
  await chooseType('nurse');
  await userEvent.click(screen.getByRole('radio', { name: 'No sign-in' }));
  expect(screen.queryByLabelText('Confirm Password *')).toBeNull();
  await press();
  expect(await screen.findByText('Per Lund has been added.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).not.toHaveProperty('login');
});

test('a refusal stands at the field it speaks of, and goes when that is typed over', async () => {
  openAt(
    '/admin/users/add',
    server(() => refuse('user/username-taken', 409)),
  );
  await fillIn();
  await press();
  const field = screen.getByRole('textbox', { name: 'User Name' });
  await waitFor(() => expect(field).toHaveFocus());
  expect(field).toHaveAccessibleDescription(expect.stringContaining('Another user has this user name.'));
  expect(screen.getByRole('textbox', { name: 'Last Name' })).toHaveValue('Solheim');
  await userEvent.type(field, '2');
  expect(field).toBeValid();
});

test('a lost answer is tried again under the same name, so that it is done once', async () => {
  let lost = true;
  const { sent } = openAt(
    '/admin/users/add',
    server(() => {
      if (!lost) return { userId: ids.bo, userNumber: 5 };
      lost = false;
      throw new TypeError('network');
    }),
  );
  await fillIn();
  await press();
  expect(await screen.findByRole('alert')).toHaveTextContent('Try again: it is done only once.');
  await press();
  expect(await screen.findByText('Maren Solheim has been added.')).toBeVisible();
  const keys = sent.filter(({ method }) => method === 'POST').map(({ headers }) => headers.get('idempotency-key'));
  expect(keys).toEqual([keys[0], keys[0]]);
});

test('leaving with something entered is asked about first', async () => {
  const { router } = openAt('/admin/users/add', server());
  await screen.findByRole('heading', { level: 1, name: 'Add User' });
  await type('Last Name', 'S');
  await userEvent.click(screen.getByRole('link', { name: 'Cancel' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Stay' }));
  expect(screen.getByRole('textbox', { name: 'Last Name' })).toHaveValue('S');
  await userEvent.click(screen.getByRole('link', { name: 'Cancel' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Leave' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/admin/users'));
});
