import { MantineProvider } from '@mantine/core';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { expect, test, vi } from 'vitest';
import { problemOf } from '#kernel/problems.ts';
import { FRAME } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import type { Asked, Summary } from '../contract.ts';
import type { SavedQuery } from '../queries-contract.ts';
import { reportRoutes } from './routes.ts';

await Promise.all(reportRoutes.own.map(async ({ lazy }) => typeof lazy === 'function' && lazy()));
configure({ asyncUtilTimeout: 10_000, defaultHidden: true });

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const choices = {
  providers: [
    { userId: id(1), name: 'Bo Castellane', deactivated: true },
    { userId: id(2), name: 'Cy Okonjo', deactivated: false },
  ],
  sites: [{ siteId: id(9), name: 'Fernhill', closed: false }],
};
const none = { count: 0, first: [] };
const summary: Summary = { found: 2, shown: 2, fingerprint: '17', unreadable: none, notFound: none, someClosed: false };
const pageOf = (names: readonly string[], more: object = {}) => ({
  patients: names.map((name, at) => ({ patientId: id(100 + at), cells: [String(at + 1), name, '', '', ''] })),
  next: null,
  summary,
  ...more,
});
const refuse = (code: string, facts = {}) => Response.json({ code, facts, status: 422 }, { status: 422 });

interface Sent {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}
type Server = Readonly<Record<string, (sent: Sent) => unknown>>;
const all = ['run-report', 'export-report', 'save-query', 'list-queries'].map((verb) => `demographic-report.${verb}`);

function open(
  server: Server,
  permissions: readonly string[] = [...all, 'patient-sets.save-patient-set', 'patients.read-patient'],
) {
  const sent: Sent[] = [];
  const known: Server = {
    'GET /demographic-report/choices': () => choices,
    'GET /demographic-report/queries': () => ({ queries: [] }),
    ...server,
  };
  vi.stubGlobal('fetch', async (address: string, { method = 'GET', body }: RequestInit = {}) => {
    const path = `${method} ${new URL(address, 'http://clinic.test').pathname.replace('/api', '')}`;
    const one = { path, body: typeof body === 'string' ? JSON.parse(body) : {} };
    sent.push(one);
    const said = await known[path]?.(one);
    if (said === undefined) return Response.json({ title: 'defect' }, { status: 500 });
    return said instanceof Response ? said : Response.json(said);
  });
  const router = createMemoryRouter(
    [
      {
        id: FRAME,
        loader: () => ({ userId: id(5), permissions: [...permissions] }),
        HydrateFallback: () => <LoadingFace label="Loading" />,
        element: <Outlet />,
        children: [{ ErrorBoundary: ErrorFace, children: reportRoutes.own }],
      },
    ],
    { initialEntries: ['/reports/demographic-report'] },
  );
  render(
    <MantineProvider theme={theme} env="test">
      <ClinicContext value={clinicTime}>
        <RouterProvider router={router} />
      </ClinicContext>
    </MantineProvider>,
  );
  const last = (path: string) => sent.findLast((one) => one.path === path)?.body as unknown as Asked | undefined;
  return { sent, last };
}

const RUN = 'POST /demographic-report/runs';
const SAVE = 'POST /patient-sets';
const run = async () => userEvent.click(await screen.findByRole('button', { name: 'Run Query' }));

test('a report is asked for as the form says, and answers with its count, its criteria in words and its rows', async () => {
  const { last } = open({ [RUN]: () => pageOf(['Ash', 'Birch']) });
  await userEvent.type(await screen.findByRole('textbox', { name: 'Last Name' }), 'a');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Age' }), 'between-including');
  await userEvent.type(screen.getByRole('textbox', { name: 'From' }), '12m');
  await userEvent.type(screen.getByRole('textbox', { name: 'To' }), '40');
  await userEvent.click(within(screen.getByRole('group', { name: 'Sex' })).getByRole('checkbox', { name: 'Female' }));
  await userEvent.click(
    within(screen.getByRole('group', { name: 'Site' })).getByRole('checkbox', { name: 'Fernhill' }),
  );
  await userEvent.type(screen.getByRole('textbox', { name: 'Demographic ID(s)' }), '1, 2 x');
  expect(screen.getByText('2 numbers, 1 not a number.')).toBeVisible();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Limit' }), '50');
  await run();
  expect(await screen.findByText('2 patients.')).toBeVisible();
  expect(
    screen.getByText(/Patients between and including 12 months and 40 years old today, with the sex female/),
  ).toBeVisible();
  expect(screen.getByText(/at home at Fernhill/)).toBeVisible();
  expect(screen.getByRole('link', { name: '1' })).toHaveAttribute('href', `/patients/${id(100)}`);
  expect(last(RUN)).toEqual({
    columns: ['demographic-number', 'last-name', 'first-name', 'birth-date', 'phone'],
    criteria: {
      age: { comparison: 'between-including', from: '12m', to: '40', style: 'exact' },
      lastName: 'a',
      sexes: ['female'],
      siteIds: [id(9)],
      demographicIds: '1, 2 x',
    },
    orderBy: 'last-name',
    limit: 50,
  });
  await userEvent.type(screen.getByRole('textbox', { name: 'Last Name' }), 'b');
  expect(screen.getByText(/still the results of the last run/)).toBeVisible();
});

test('columns stand in the order in which they are chosen, and can be moved forward', async () => {
  const { last } = open({ [RUN]: () => pageOf([]) });
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Chart #' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'First Name' }));
  await userEvent.click(screen.getByRole('button', { name: 'Chart #: move forward' }));
  await run();
  await waitFor(() =>
    expect(last(RUN)?.columns).toEqual(['demographic-number', 'last-name', 'birth-date', 'chart-number', 'phone']),
  );
});

test('what was pasted in vain and closed records are told', async () => {
  const told = { unreadable: { count: 1, first: ['x7'] }, notFound: { count: 120, first: [99, 98] }, someClosed: true };
  open({ [RUN]: () => pageOf(['Ash'], { summary: { ...summary, ...told } }) });
  await run();
  expect(await screen.findByText('Not a number, and not looked for: x7.')).toBeVisible();
  expect(screen.getByText('No patient has the number: 99, 98 and 118 more.')).toBeVisible();
  expect(screen.getByText(/Some records are closed to you/)).toBeVisible();
});

test('a refusal stands at its field', async () => {
  open({ [RUN]: () => refuse('report/age-unreadable', { age: 'x' }) });
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Age' }), 'older');
  await userEvent.type(screen.getByRole('textbox', { name: 'Years, or 18m' }), 'x');
  await run();
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Years, or 18m' })).toBeInvalid());
  expect(screen.getByRole('alert')).toHaveTextContent('Not an age: “x”.');
});

test('nobody, a lost connection, not permitted, a defect', async () => {
  open({ [RUN]: () => pageOf([], { summary: { ...summary, found: 0, shown: 0 } }) });
  expect(await screen.findByRole('heading', { name: 'Not run yet' })).toBeVisible();
  await run();
  expect(await screen.findByRole('heading', { name: 'Nobody meets these criteria' })).toBeVisible();
  expect(screen.queryByRole('textbox', { name: 'Set Name' })).toBeNull();
});

test('a lost connection is told', async () => {
  open({});
  await run();
  expect(await screen.findByRole('alert')).toBeVisible();
});

test('whoever may not run reports is told so', async () => {
  open(
    { 'GET /demographic-report/queries': () => Response.json(problemOf('actor/not-permitted'), { status: 403 }) },
    [],
  );
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
});

test('a defect while loading is told', async () => {
  open({ 'GET /demographic-report/choices': () => undefined });
  expect(await screen.findByRole('heading', { name: 'This page could not be loaded' })).toBeVisible();
});

test('pages lead forward and back', async () => {
  const { last } = open({
    [RUN]: ({ body }) =>
      'after' in body
        ? pageOf(['Cedar'], { summary: null })
        : pageOf(['Ash', 'Birch'], { next: 'more', summary: { ...summary, found: 3, shown: 3 } }),
  });
  await run();
  await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
  expect(await screen.findByText('Cedar')).toBeVisible();
  expect(last(RUN)).toMatchObject({ after: 'more' });
  expect(screen.getByText('3 to 3 of 3')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
  expect(await screen.findByText('Birch')).toBeVisible();
  expect(screen.getByText('1 to 2 of 3')).toBeVisible();
});

test('whom the report shows is saved as a set, exactly as it was seen', async () => {
  const { last } = open({
    [RUN]: () => pageOf(['Ash', 'Birch']),
    [SAVE]: () => ({ setId: id(7), name: 'Family', versionNumber: 1, members: 2, joined: 2, departed: 0 }),
  });
  await run();
  await userEvent.type(await screen.findByRole('textbox', { name: 'Set Name' }), 'Family');
  await userEvent.click(screen.getByRole('button', { name: 'Save Patient Set' }));
  expect(await screen.findByText('“Family” is saved with 2 patients.')).toBeVisible();
  expect(last(SAVE)).toEqual({
    name: 'Family',
    criteria: {},
    orderBy: 'last-name',
    seen: { patients: 2, fingerprint: '17' },
  });
});

test('a name that is taken offers a new version, with who comes and goes, and asks why', async () => {
  const facts = { setId: id(7), name: 'Family', version: 3, joined: 1, departed: 2 };
  const { last } = open({
    [RUN]: () => pageOf(['Ash', 'Birch']),
    [SAVE]: ({ body }) =>
      'newVersion' in body
        ? { setId: id(7), name: 'Family', versionNumber: 2, members: 2, joined: 1, departed: 2 }
        : refuse('set/name-taken', facts),
  });
  await run();
  await userEvent.type(await screen.findByRole('textbox', { name: 'Set Name' }), 'family');
  await userEvent.click(screen.getByRole('button', { name: 'Save Patient Set' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'There is a set “Family” already' }));
  expect(dialog.getByText(/takes in 1 patient and lets go 2 patients/)).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Make a New Version' })).toBeDisabled();
  await userEvent.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Twins');
  await userEvent.click(dialog.getByRole('button', { name: 'Make a New Version' }));
  expect(await screen.findByText('“Family” has a version 2 now, with 2 patients.')).toBeVisible();
  expect(last(SAVE)).toMatchObject({ newVersion: { setId: id(7), version: 3, reason: 'Twins' } });
});

test('without Demographic # there is no set to save, and the page says how to get there', async () => {
  open({ [RUN]: () => pageOf(['Ash']) });
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Demographic #' }));
  await run();
  expect(await screen.findByText(/choose Demographic # under Search For/)).toBeVisible();
  expect(screen.queryByRole('textbox', { name: 'Set Name' })).toBeNull();
});

test('a set that could not be saved says why', async () => {
  open({ [RUN]: () => pageOf(['Ash']), [SAVE]: () => refuse('set/report-changed', { shown: 2, now: 3 }) });
  await run();
  await userEvent.click(await screen.findByRole('button', { name: 'Save Patient Set' }));
  expect(await screen.findByText(/2 patients then, 3 now/)).toBeVisible();
});

const saved = (name: string, own: boolean): SavedQuery => ({
  queryId: id(own ? 31 : 32) as SavedQuery['queryId'],
  name,
  shared: !own,
  own,
  owner: 'Cy Okonjo',
  asked: { columns: ['sex'], criteria: { lastName: 'Sm', providerIds: [null] }, orderBy: 'city', limit: 10 },
  changedAt: '2026-11-10T13:02:00.000Z',
  version: 4,
});

test('a saved query is loaded into the form', async () => {
  const { last } = open({
    'GET /demographic-report/queries': () => ({ queries: [saved('Smiths', true), saved('Everybody', false)] }),
    [RUN]: () => pageOf([]),
  });
  await userEvent.selectOptions(
    await screen.findByRole('combobox', { name: 'Load Query' }),
    'Everybody (shared by Cy Okonjo)',
  );
  expect(screen.getByRole('textbox', { name: 'Last Name' })).toHaveValue('Sm');
  await run();
  await waitFor(() => expect(last(RUN)).toEqual(saved('', false).asked));
});

test('a query is saved under a name, or over one’s own', async () => {
  const { sent } = open({
    'GET /demographic-report/queries': () => ({ queries: [saved('Smiths', true)] }),
    'POST /demographic-report/queries': () => saved('Other', true),
    [`PUT /demographic-report/queries/${id(31)}`]: () => saved('Smiths', true),
  });
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Load Query' }), 'Smiths');
  await userEvent.click(screen.getByRole('button', { name: 'Save Query' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Save over “Smiths”' }));
  await waitFor(() => expect(sent.some(({ path }) => path.startsWith('PUT'))).toBe(true));
  await userEvent.click(screen.getByRole('button', { name: 'Save Query' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Save Query' }));
  await userEvent.clear(dialog.getByRole('textbox', { name: 'Query Name' }));
  await userEvent.type(dialog.getByRole('textbox', { name: 'Query Name' }), 'Other');
  await userEvent.click(dialog.getByRole('button', { name: 'Save Query' }));
  await waitFor(() =>
    expect(sent.findLast(({ path }) => path.startsWith('POST'))?.body).toMatchObject({ name: 'Other', shared: false }),
  );
});

test('queries are managed: one’s own are shared and deleted, others’ only stand there', async () => {
  const { sent } = open({
    'GET /demographic-report/queries': () => ({ queries: [saved('Smiths', true), saved('Everybody', false)] }),
    [`PUT /demographic-report/queries/${id(31)}`]: () => saved('Smiths', true),
    [`DELETE /demographic-report/queries/${id(31)}`]: () => ({}),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Manage Queries' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Manage Queries' }));
  expect(dialog.queryByRole('button', { name: 'Delete “Everybody”' })).toBeNull();
  await userEvent.click(dialog.getByRole('button', { name: 'Share “Smiths”' }));
  await waitFor(() =>
    expect(sent.some(({ path, body }) => path.startsWith('PUT') && body['shared'] === true)).toBe(true),
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Delete “Smiths”' }));
  await waitFor(() => expect(sent.some(({ path }) => path.startsWith('DELETE'))).toBe(true));
});
