import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { choices, openAt, refuse, type Sent, type Server } from '../test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

const permissions = ['users.list-users', 'users.export-users'];
const bo = {
  lastName: 'Castellane',
  firstName: 'Bo',
  type: 'doctor',
  speciality: 'Family medicine',
  team: 'Alder',
  sex: '',
  dateOfBirth: '1979-04-02',
  confidentialitySignedOn: null,
  address: '=HYPERLINK("x")',
  workPhone: '',
  fax: '',
  homePhone: '',
  cellPhone: '',
  otherPhone: '',
  pager: '',
  contactEmail: '',
  bookingPhones: [],
  sites: ['Alder Point', 'Fernhill'],
  roles: ['doctor'],
  bcpSites: [],
  username: 'bo',
  email: '',
  loginExpires: '',
  providerFields: [{ field: 'on.billing-number', values: ['012345'] }],
};
const server = (exporting: (sent: Sent) => unknown): Server => ({
  'GET /users': () => ({ users: [], next: null, counts: { active: 2, locked: 0, inactive: 0, away: 0 } }),
  'GET /user-choices': () => choices,
  'GET /handover/waiting': () => ({ waiting: [] }),
  'GET /outside-checklist/overdue': () => ({ overdue: [] }),
  'POST /users/export': exporting,
});
/** Keeps what the browser would save. */
function saved() {
  const made = vi.fn<(content: Blob) => string>(() => 'blob:x');
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: made, revokeObjectURL: () => undefined }));
  return made;
}
const exportCsv = async () => userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }));

test('everybody whom the filters find leaves as a file, page after page, without formulas', async () => {
  const made = saved();
  const { sent } = openAt(
    '/admin/users?type=doctor&sort=number',
    server(({ body }) =>
      body['after'] ? { users: [{ ...bo, firstName: 'Cy' }], next: null } : { users: [bo], next: 'more' },
    ),
    { permissions },
  );
  await exportCsv();
  expect(await screen.findByText('2 users are in the file.')).toBeVisible();
  expect(screen.getByText('No passwords are in it. It can be imported into another clinic.')).toBeVisible();
  const asked = sent.filter(({ path }) => path === '/api/users/export').map(({ body }) => body);
  expect(asked).toEqual([
    { status: 'current', type: 'doctor' },
    { status: 'current', type: 'doctor', after: 'more' },
  ]);
  const [head = '', first = '', second = ''] = (await made.mock.calls[0]?.[0].text())?.split('\r\n') ?? [];
  expect(head.replace('\u{FEFF}', '')).toMatch(/^Last Name,First Name,Type,/);
  expect(head).toContain('Billing Number');
  expect(first).toMatch(/^Castellane,Bo,doctor,/);
  expect(first).toContain(`"'=HYPERLINK(""x"")"`);
  expect(first).toContain('012345');
  expect(second).toMatch(/^Castellane,Cy,doctor,/);
});

test('it says how far it is, and is not begun twice', async () => {
  saved();
  let answer: (said: unknown) => void = () => undefined;
  const { sent } = openAt(
    '/admin/users',
    server(({ body }) => (body['after'] ? new Promise((done) => (answer = done)) : { users: [bo], next: 'more' })),
    { permissions },
  );
  await exportCsv();
  const busy = await screen.findByRole('button', { name: 'Exporting, 1 user so far' });
  expect(busy).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(busy);
  answer({ users: [], next: null });
  expect(await screen.findByText('1 user is in the file.')).toBeVisible();
  expect(sent.filter(({ path }) => path === '/api/users/export')).toHaveLength(2);
});

test('when a page of it is refused, or the server is away, nothing is saved', async () => {
  const made = saved();
  let tries = 0;
  openAt(
    '/admin/users',
    server(({ body }) => {
      if (!body['after']) return { users: [bo], next: 'more' };
      tries += 1;
      if (tries === 1) return refuse('actor/not-permitted', 403);
      throw new TypeError('Failed to fetch');
    }),
    { permissions },
  );
  await exportCsv();
  expect(await screen.findByText('The users could not be exported.')).toBeVisible();
  await exportCsv();
  expect(await screen.findByText(/^The server cannot be reached\. Nothing was saved/)).toBeVisible();
  await waitFor(() => expect(made).not.toHaveBeenCalled());
});

test('who may not take records out is not offered it', async () => {
  openAt(
    '/admin/users',
    server(() => undefined),
    { permissions: ['users.list-users'] },
  );
  await screen.findByRole('heading', { name: 'Manage Users' });
  expect(screen.queryByRole('button', { name: 'Export CSV' })).toBeNull();
});
