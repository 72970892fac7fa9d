import { MantineProvider } from '@mantine/core';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { FRAME } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import { patientRoutes } from './routes.ts';

const id = (n: number) => `1c8e2b32-7c1a-4b0e-8f43-bc1d1b0a${String(n).padStart(4, '0')}`;
const cy = { userId: id(1), name: 'Cy Okonjo', deactivated: false };
const bo = { userId: id(2), name: 'Bo Castellane', deactivated: true };
const file = {
  patientId: id(3),
  demographicNumber: 12,
  lastName: 'Ashgrove',
  firstName: 'Sunniva',
  dateOfBirth: '1980-05-12',
  sex: 'female',
  healthNumber: '9876 543 217',
  healthProvince: 'BC',
  phone: '250-555-0110',
  cellPhone: '',
  email: '',
  address: '4 Cedar Way',
  city: 'Nanaimo',
  province: 'BC',
  postalCode: '',
  deceasedOn: null,
  deceased: false,
  healthVersion: 'AB',
  healthCardType: '',
  healthEffectiveOn: null,
  healthRenewOn: '2027-01-02',
  pcnIndicator: '',
  secondPhone: '',
  chartNumber: 'C7',
  rosterStatus: 'rostered',
  patientStatus: 'active',
  joinedOn: null,
  endedOn: null,
  familyDoctor: '',
  newsletter: 'paper',
  site: { siteId: id(8), name: 'Fernhill' },
  mrp: bo,
  version: 4,
};
const sites = [
  { siteId: id(7), name: 'Alder Point', closed: false },
  { siteId: id(8), name: 'Fernhill', closed: true },
];
const lines = [
  file,
  { ...file, patientId: id(4), demographicNumber: 13, lastName: 'Asher', firstName: '', dateOfBirth: null, mrp: null },
];
const everything = ['search-patients', 'read-patient', 'add-patient', 'update-patient'].map((one) => `patients.${one}`);

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string | null;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;
}
type Answered = { readonly status?: number; readonly body: unknown };

configure({ asyncUtilTimeout: 10_000 });
afterEach(() => vi.unstubAllGlobals());

/** Opens a page before a server that answers like this, and otherwise knows the two patients and one doctor. */
function open(
  address: string,
  {
    server = () => undefined,
    permissions = everything,
  }: { server?: (asked: Asked) => Answered | undefined; permissions?: readonly string[] } = {},
) {
  const asked: Asked[] = [];
  const usual = ({ method, path, query }: Asked): Answered => {
    if (path === '/api/most-responsible-providers') return { body: { mrps: [cy] } };
    if (path === '/api/demographic-report/choices') return { body: { providers: [], sites } };
    if (method === 'GET')
      return {
        body: {
          patients: lines.filter(({ lastName }) =>
            lastName.toLowerCase().startsWith((query ?? '').split(',')[0] ?? ''),
          ),
          closed: [],
          next: null,
        },
      };
    if (path.endsWith('/readings')) return { body: file };
    return { body: { patientId: file.patientId, demographicNumber: 14, version: 5 } };
  };
  vi.stubGlobal(
    'fetch',
    async (
      input: string,
      { method = 'GET', body, headers = {} }: { method?: string; body?: string; headers?: Record<string, string> } = {},
    ) => {
      const { pathname: path, searchParams } = new URL(input, 'http://clinic.example');
      const one = {
        method,
        path,
        query: searchParams.get('query'),
        body: JSON.parse(body ?? '{}') as Record<string, unknown>,
        headers,
      };
      asked.push(one);
      const { status = 200, body: said } = server(one) ?? usual(one);
      return new Response(JSON.stringify(said), { status });
    },
  );
  const frame = {
    id: FRAME,
    loader: () => ({ userId: id(9), permissions, clinic: { province: 'BC' } }),
    HydrateFallback: () => null,
    Component: () => (
      <ClinicContext value={clinicTime}>
        <Outlet />
      </ClinicContext>
    ),
    children: [{ ErrorBoundary: ErrorFace, children: patientRoutes }],
  };
  const router = createMemoryRouter([frame], { initialEntries: [address] });
  render(
    <MantineProvider theme={theme} env="test">
      <RouterProvider router={router} />
    </MantineProvider>,
  );
  return { asked, router, at: () => `${router.state.location.pathname}${router.state.location.search}` };
}

const refused = (code: string, status: number): Answered => ({ status, body: { code, status } });

test('patients are found while typing, and the arrow keys and Enter lead to one', async () => {
  const { at, asked } = open('/patients');
  const field = await screen.findByRole('searchbox', { name: 'Search' });
  await waitFor(() => expect(field).toHaveFocus());
  const row = within((await screen.findByRole('link', { name: 'Ashgrove, Sunniva' })).closest('tr') ?? document.body);
  expect(row.getByText('no. 12')).toBeVisible();
  expect(row.getByText('12 May 1980')).toBeVisible();
  expect(row.getByText('(46 years)')).toBeVisible();
  expect(row.getByText('User Deactivated')).toBeVisible();
  await userEvent.type(field, 'ash');
  expect(await screen.findByText(/By how the name begins/)).toBeVisible();
  await waitFor(() => expect(at()).toBe('/patients?query=ash'));
  expect(asked.filter(({ query }) => query === 'a')).toEqual([]);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(screen.getByRole('link', { name: 'Asher' })).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  expect(field).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(at()).toBe(`/patients/${file.patientId}`));
});

test('of whom less is known than was looked for may be the one, and that is said', async () => {
  const less = { ...file, patientId: id(5), lastName: 'Brook', dateOfBirth: '1980' };
  open('/patients?query=1980-05-12', {
    server: ({ query }) => (query ? { body: { patients: [file, less], closed: [], next: null } } : undefined),
  });
  const rowOf = async (name: string) => (await screen.findByRole('link', { name })).closest('tr') ?? document.body;
  expect(within(await rowOf('Brook, Sunniva')).getByText('may be')).toBeVisible();
  expect(within(await rowOf('Ashgrove, Sunniva')).queryByText('may be')).toBeNull();
  expect(screen.getByText(/Of whom only the month or year is known stands last/)).toBeVisible();
});

test('nobody found says how to search, and what is shown of closed records', async () => {
  const { at } = open('/patients?query=zzz');
  expect(await screen.findByRole('heading', { name: 'Nobody found for “zzz”' })).toBeVisible();
  expect(screen.getByText(/no more than the name is shown/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show everybody' }));
  await waitFor(() => expect(at()).toBe('/patients'));
  await waitFor(() => expect(screen.getByRole('searchbox')).toHaveValue(''));
});

test('what somebody may not do is not offered', async () => {
  open('/patients', { permissions: ['patients.search-patients'] });
  expect(await screen.findByText('Ashgrove, Sunniva')).toBeVisible();
  expect(screen.queryByRole('link')).toBeNull();
});

test('the master file shows what is known, and says what is not', async () => {
  open(`/patients/${file.patientId}`, { permissions: [...everything, 'charts.open-chart'] });
  expect(await screen.findByRole('heading', { level: 1, name: 'Ashgrove, Sunniva' })).toBeVisible();
  expect(screen.getByText('no. 12, born 12 May 1980 (46 years), female')).toBeVisible();
  expect(screen.getAllByText('User Deactivated')).toHaveLength(2);
  expect(screen.getByText('British Columbia')).toBeVisible();
  expect(screen.getAllByText('Not given').length).toBeGreaterThan(0);
  expect(screen.getByRole('link', { name: 'Master File' })).toHaveAttribute('aria-current', 'page');
  expect(screen.getByRole('link', { name: 'Chart' })).toHaveAttribute('href', `/patients/${file.patientId}/chart`);
});

test('a record that is closed or not there shows nothing of anybody, and blames nobody', async () => {
  open(`/patients/${file.patientId}/edit`, {
    server: ({ path }) => (path.endsWith('/readings') ? refused('patient/not-found', 404) : undefined),
  });
  expect(await screen.findByRole('heading', { level: 1, name: 'This record is not open to you' })).toBeVisible();
  expect(screen.getByText(/It says nothing about you/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Back to Patients' })).toBeVisible();
});

test('any other refusal stands in the error face', async () => {
  open(`/patients/${file.patientId}`, { server: () => refused('actor/not-permitted', 403) });
  expect(await screen.findByRole('heading', { level: 1, name: 'This is not open to you' })).toBeVisible();
});

test('a patient is added in one request that carries a name; a namesake is pointed out', async () => {
  const { asked, at } = open('/patients/add');
  await userEvent.click(await screen.findByRole('button', { name: 'Add Patient' }));
  expect(screen.getByRole('textbox', { name: 'Last Name' })).toHaveFocus();
  expect(screen.getByText('This is needed.')).toBeVisible();
  await userEvent.type(screen.getByRole('textbox', { name: 'Last Name' }), 'ashgrove');
  await userEvent.type(screen.getByRole('textbox', { name: 'First Name' }), 'Sunniva');
  expect(await screen.findByRole('link', { name: 'Ashgrove, Sunniva, no. 12' })).toBeVisible();
  await userEvent.type(screen.getByRole('textbox', { name: 'Health Number' }), '123');
  await userEvent.click(screen.getByRole('button', { name: 'Add Patient' }));
  await waitFor(() => expect(at()).toBe(`/patients/${file.patientId}`));
  const sent = asked.find(({ method, path }) => method === 'POST' && path === '/api/patients');
  expect(sent?.body).toMatchObject({
    lastName: 'ashgrove',
    healthNumber: '123',
    healthProvince: 'BC',
    dateOfBirth: null,
    mrpId: null,
  });
  expect(sent?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  expect(await screen.findByText('ashgrove, Sunniva is added.')).toBeVisible();
});

test('what the server turns down stands at its field', async () => {
  open(`/patients/${file.patientId}/edit`, {
    server: ({ method }) => (method === 'PUT' ? refused('patient/health-number-taken', 409) : undefined),
  });
  const field = await screen.findByRole('textbox', { name: 'Health Number' });
  await userEvent.type(field, '8');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Another patient has this health number.')).toBeVisible();
  expect(field).toHaveFocus();
  expect(field).toHaveAccessibleDescription(/Another patient/);
});

test('when somebody else has saved, both versions are shown and what is chosen is sent with the new version', async () => {
  const newer = { ...file, city: 'Lantzville', phone: '250-555-0199', mrp: cy, version: 5 };
  let reads = 0;
  const { asked, at } = open(`/patients/${file.patientId}/edit`, {
    server: ({ path, method, headers }) => {
      if (path.endsWith('/readings')) return { body: (reads += 1) > 1 ? newer : file };
      if (method === 'PUT' && headers['if-match'] === '"4"') return refused('request/version-stale', 412);
      return undefined;
    },
  });
  const city = await screen.findByRole('textbox', { name: 'City' });
  await userEvent.clear(city);
  await userEvent.type(city, 'Parksville');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Ashgrove, Sunniva was changed by somebody else' }));
  const choices = within(dialog.getByRole('radiogroup', { name: 'City' }));
  expect(choices.getByRole('radio', { name: 'Lantzville' })).toBeChecked();
  expect(
    within(dialog.getByRole('radiogroup', { name: 'MRP' })).getByRole('radio', { name: 'Cy Okonjo' }),
  ).toBeChecked();
  await userEvent.click(choices.getByRole('radio', { name: 'Parksville' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Go on with this' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(at()).toBe(`/patients/${file.patientId}`));
  const sent = asked.findLast(({ method }) => method === 'PUT');
  expect(sent?.headers['if-match']).toBe('"5"');
  expect(sent?.body).toMatchObject({ city: 'Parksville', phone: '250-555-0199', mrpId: cy.userId });
});

test('leaving with something entered asks first', async () => {
  const { at } = open(`/patients/${file.patientId}/edit`);
  await userEvent.type(await screen.findByRole('textbox', { name: 'City' }), 'x');
  await userEvent.click(screen.getByRole('link', { name: 'Cancel' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Leave without saving?' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Stay' }));
  expect(at()).toBe(`/patients/${file.patientId}/edit`);
  await userEvent.click(screen.getByRole('link', { name: 'Cancel' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Leave' }));
  await waitFor(() => expect(at()).toBe(`/patients/${file.patientId}`));
});

test('of a birth date known by its month that is shown, and may be made a year or a day', async () => {
  const born = { ...file, dateOfBirth: '1950-06' };
  const { asked } = open(`/patients/${file.patientId}/edit`, {
    server: ({ path }) => (path.endsWith('/readings') ? { body: born } : undefined),
  });
  const field = await screen.findByRole('textbox', { name: 'Date of Birth' });
  expect(field).toHaveValue('1950-06');
  const loose = screen.getByRole('checkbox', { name: 'Date of Birth: only the month or year is known' });
  expect(loose).toBeChecked();
  await userEvent.clear(field);
  await userEvent.type(field, '195');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/^Write a year, or a year and a month/)).toBeVisible();
  expect(field).toHaveFocus();
  await userEvent.type(field, '0');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(asked.find(({ method }) => method === 'PUT')?.body).toMatchObject({ dateOfBirth: '1950' }),
  );
});

test('a master file says of a birth date what is known', async () => {
  open(`/patients/${file.patientId}`, {
    server: ({ path }) => (path.endsWith('/readings') ? { body: { ...file, dateOfBirth: '1950' } } : undefined),
  });
  expect(await screen.findByText(/born 1950 \(\d+ to \d+ years\)/)).toBeVisible();
});
