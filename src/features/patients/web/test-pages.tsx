import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import { FRAME } from '#web/session.ts';
import { theme } from '#web/theme.ts';
import { ClinicContext } from '#web/ui/clinic-context.ts';
import { ErrorFace } from '#web/ui/error-face.tsx';
import { clinicTime } from '#web/ui/test-render.tsx';
import { patientRoutes } from './routes.ts';

export const id = (n: number) => `1c8e2b32-7c1a-4b0e-8f43-bc1d1b0a${String(n).padStart(4, '0')}`;
export const cy = { userId: id(1), name: 'Cy Okonjo', deactivated: false };
const bo = { userId: id(2), name: 'Bo Castellane', deactivated: true };
export const file = {
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
export const asher = {
  ...file,
  patientId: id(4),
  demographicNumber: 13,
  lastName: 'Asher',
  firstName: '',
  dateOfBirth: null,
  mrp: null,
};
const lines = [file, asher];
export const everything = ['search-patients', 'read-patient', 'add-patient', 'update-patient'].map(
  (one) => `patients.${one}`,
);

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string | null;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;
}
type Answered = { readonly status?: number; readonly body: unknown };

/** Opens a page before a server that answers like this, and otherwise knows the two patients and one doctor. */
export function open(
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

export const refused = (code: string, status: number): Answered => ({
  status,
  body: { type: `/refusals/${code}`, code, status },
});
