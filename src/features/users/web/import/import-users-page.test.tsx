import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { choices, openAt, refuse, type Sent, type Server } from '../test-pages.tsx';

const may = { permissions: ['users.import-users', 'users.preview-import'], province: 'BC' };
let files: string[] = [];
beforeEach(() => {
  files = [];
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function saved(this: HTMLAnchorElement) {
    files.push(this.download);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const clean = {
  clean: 2,
  flawed: 0,
  invited: 1,
  withoutSignIn: 1,
  flaws: [],
  flawCount: 0,
  doubts: [],
  doubtCount: 0,
  planHash: 'p1',
};
const flaw = {
  row: 1,
  name: 'Nils Birchwood',
  column: 'roles',
  flaw: 'role-unknown',
  value: 'doctr',
  nearest: 'doctor',
  holder: null,
  otherRow: null,
  says: null,
};
const done = {
  users: 2,
  withoutSignIn: 1,
  mailed: 0,
  endsAt: '2026-11-13T15:00:00.000Z',
  linked: 1,
  links: [{ userId: '00000000-0000-4000-8000-000000000001', name: 'Oona Lee', signsInAs: 'oona', token: 'abc' }],
};
const server = (more: Server = {}): Server => ({
  'GET /user-choices': () => choices,
  'POST /users/import/preview': () => clean,
  'POST /users/import': () => done,
  ...more,
});
const HEAD = 'last name,First Name,TYPE *,Access Roles,User Name';

async function check(text: string) {
  const user = userEvent.setup();
  const paste = await screen.findByLabelText('Paste the rows here');
  await user.clear(paste);
  await user.click(paste);
  await user.paste(text);
  await user.click(screen.getByRole('button', { name: 'Check the file' }));
  return user;
}
const of = (sent: readonly Sent[], path: string) => sent.filter((one) => one.path === path);

test('what is pasted is checked, imported as it was previewed, and its links are shown', async () => {
  const { sent } = openAt('/admin/users/import', server(), may);
  const user = await check(`${HEAD}\nLee,Oona,nurse,doctor,oona\n\nBirchwood,Nils,receptionist,front desk,\n`);
  await screen.findByText('2 rows can be imported');
  expect(screen.getByText('Every row is clean.')).toBeVisible();
  expect(of(sent, '/api/users/import/preview')[0]?.body).toEqual({
    columns: ['lastName', 'firstName', 'type', 'roles', 'username'],
    rows: [
      ['Lee', 'Oona', 'nurse', 'doctor', 'oona'],
      ['Birchwood', 'Nils', 'receptionist', 'front desk', ''],
    ],
  });
  await user.click(screen.getByRole('button', { name: 'Import 2 users' }));
  await screen.findByRole('heading', { name: '2 users have been imported' });
  const [imported] = of(sent, '/api/users/import');
  expect(imported?.body).toMatchObject({ planHash: 'p1' });
  expect(imported?.body).not.toHaveProperty('onlyClean');
  expect(imported?.headers.get('idempotency-key')).toMatch(/^[0-9a-f]{32}$/);
  expect(screen.getByLabelText('Link, Oona Lee')).toHaveValue(`${location.origin}/invitation/abc`);
  expect(screen.getByText('1 user does not sign in.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Save the links as a file' }));
  expect(files).toEqual(['invitations-2026-11-10.csv']);
  expect(screen.getByText(/hand the links over, then delete it/)).toBeVisible();
});

test('whoever leaves before the links are saved is asked', async () => {
  openAt('/admin/users/import', server(), may);
  const user = await check(`${HEAD}\nLee,Oona,nurse,doctor,oona\n`);
  await user.click(await screen.findByRole('button', { name: 'Import 2 users' }));
  await user.click(await screen.findByRole('link', { name: 'Back to Manage Users' }));
  expect(await screen.findByText(/They are shown only now\. Afterwards a new invitation/)).toBeVisible();
});

test('each cell to put right stands with its row in the file; the clean rows need a tick', async () => {
  const preview = { ...clean, clean: 1, flawed: 1, flaws: [flaw], flawCount: 1 };
  const { sent } = openAt('/admin/users/import', server({ 'POST /users/import/preview': () => preview }), may);
  // An empty line between: the second user stands in row 4.
  const user = await check(`${HEAD}\nLee,Oona,nurse,doctor,oona\n\nBirchwood,Nils,receptionist,doctr,\n`);
  const table = await screen.findByRole('table', { name: 'Cells to put right' });
  const cells = within(table).getAllByRole('cell');
  expect(cells.map(({ textContent }) => textContent)).toEqual([
    'Row 4',
    'Nils Birchwood',
    'Access Roles',
    'doctr',
    'There is no such role. Is “doctor” meant?',
  ]);
  const button = screen.getByRole('button', { name: 'Import 1 user' });
  expect(button).toBeDisabled();
  expect(button).toHaveAccessibleDescription('Mend the file, or tick that only the clean rows are imported.');
  await user.click(screen.getByLabelText('Import the clean row and leave out 1'));
  await user.click(button);
  await waitFor(() => expect(of(sent, '/api/users/import')[0]?.body).toMatchObject({ onlyClean: true }));
});

test('doubts are told and do not stand in the way', async () => {
  const doubts = [
    { row: 0, name: 'Oona Lee', doubt: 'same-name-left', otherRow: null },
    { row: 1, name: 'Nils Birchwood', doubt: 'same-name-in-file', otherRow: 0 },
  ];
  openAt(
    '/admin/users/import',
    server({ 'POST /users/import/preview': () => ({ ...clean, doubts, doubtCount: 2 }) }),
    may,
  );
  await check(`${HEAD}\nLee,Oona,nurse,doctor,oona\nBirchwood,Nils,receptionist,doctor,\n`);
  expect(await screen.findByText('Somebody of this name has left.')).toBeVisible();
  expect(screen.getByText('Row 2 has the same name.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Import 2 users' })).toBeEnabled();
});

test.each([
  [
    'Last Name,First Nam,Type,Access Roles\nA,B,nurse,doctor',
    /no column “First Nam” here. Is “First Name” meant\?.*row 1, cell 2/,
  ],
  ['Last Name,First Name,Type,Type,Access Roles\nA,B,nurse,nurse,doctor', /“Type” is there twice/],
  ['Last Name,First Name\nA,B', /Columns are missing: Type and Access Roles/],
  ['Last Name,First Name,Type,Access Roles,Password\nA,B,nurse,doctor,x', /no column “Password”/],
  [`${HEAD}\n`, /There is nobody in it/],
  [`${HEAD}\n,,,,\n`, /There is nobody in it/],
  [`${HEAD}\nA,B,nurse,doctor,b,more`, /row has more cells than there are columns.*row 2, cell 6/],
  [`${HEAD},\nA,B,nurse,doctor,b,more`, /column has no name.*row 1, cell 6/],
  [`${HEAD}\nA,"B,nurse,doctor,b\n`, /quotation mark is opened and never closed.*row 2/],
  [`${HEAD}\nA,B "C",nurse,doctor,b\n`, /quotation mark in the middle of a cell.*row 2, cell 2/],
  [`${HEAD}\n${'A,B,nurse,doctor,b\n'.repeat(5001)}`, /more than 5,000 users/],
])('a file that cannot be read is explained, and nothing is sent: %#', async (text, says) => {
  const { sent } = openAt('/admin/users/import', server(), may);
  await check(text);
  expect(await screen.findByText(says)).toBeVisible();
  expect(of(sent, '/api/users/import/preview')).toEqual([]);
});

test('the template has the columns of the province, and its example is left out', async () => {
  const { sent } = openAt('/admin/users/import', server(), may);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Download the template' }));
  expect(files).toEqual(['users-template.csv']);
  const rows = within(screen.getByRole('table', { name: 'Columns of the template' }))
    .getAllByRole('row')
    .slice(1);
  const lines = rows.map((row) =>
    within(row)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent),
  );
  expect(lines.map(([label]) => label)).toEqual(
    expect.arrayContaining(['Last Name *', 'Rural Retention Code', 'BCP Sites']),
  );
  const head = lines.map(([label]) => `"${label}"`).join(',');
  const example = lines.map(([, , value]) => `"${value}"`).join(',');
  await check(`${head}\n${example}\n${example.replace('"Sam"', '"Una"')}\n`);
  expect(await screen.findByText('The example of the template was left out.')).toBeVisible();
  const [checked] = of(sent, '/api/users/import/preview');
  expect(checked?.body).toMatchObject({ rows: [expect.arrayContaining(['Una'])] });
});

test('changed since the check: it is checked again, and only then imported', async () => {
  let times = 0;
  const { sent } = openAt(
    '/admin/users/import',
    server({ 'POST /users/import': () => ((times += 1) === 1 ? refuse('user/import-changed', 409) : done) }),
    may,
  );
  const user = await check(`${HEAD}\nLee,Oona,nurse,doctor,oona\n`);
  await user.click(await screen.findByRole('button', { name: 'Import 2 users' }));
  await user.click(await screen.findByRole('button', { name: 'Check again' }));
  await waitFor(() => expect(of(sent, '/api/users/import/preview')).toHaveLength(2));
  await user.click(await screen.findByRole('button', { name: 'Import 2 users' }));
  await screen.findByRole('heading', { name: '2 users have been imported' });
});

test('a server that is away is told, at the check and at the import, and the same request is sent again', async () => {
  let times = 0;
  const away = () => {
    times += 1;
    if (times === 1) throw new TypeError('away');
    return done;
  };
  const { sent } = openAt('/admin/users/import', server({ 'POST /users/import': away }), may);
  const user = await check(`${HEAD}\nLee,Oona,nurse,doctor,oona\n`);
  await user.click(await screen.findByRole('button', { name: 'Import 2 users' }));
  expect(await screen.findByText(/not known whether this was done/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Import 2 users' }));
  await screen.findByRole('heading', { name: '2 users have been imported' });
  const keys = of(sent, '/api/users/import').map(({ headers }) => headers.get('idempotency-key'));
  expect(new Set(keys).size).toBe(1);
});

test('who may not import is told so before the form', async () => {
  openAt('/admin/users/import', server(), { permissions: ['users.list-users'] });
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
});
