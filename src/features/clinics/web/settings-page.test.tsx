import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { theme } from '#web/theme.ts';
import { clinicRoutes } from './routes.ts';

afterEach(() => vi.unstubAllGlobals());

const settings = {
  name: 'Alder Point',
  province: 'BC',
  timeZone: 'America/Vancouver',
  phone: '',
  idleLimitMinutes: 30,
  absoluteLimitMinutes: 720,
  undoHours: 72,
  refuseBookingAway: false,
  lateArrivalDays: 730,
  poolAlarmDays: 3,
  passwordPolicy: 'guide',
  passcodeAsked: 'always',
  trustedNetworks: [],
  closedRecords: 'named',
  closedSlots: 'unnamed',
  closedMrpNamed: false,
  emergencyAccessHours: 4,
  privacyOfficerId: null,
  serviceLocationCode: 'L',
  officers: [],
  version: 1,
};

/** Opens the page before a server that saves like this. */
async function open(save: (sent: string) => Promise<Response>, more: object = {}): Promise<void> {
  vi.stubGlobal('fetch', async (_url: string, { method = 'GET', body = '' }: { method?: string; body?: string } = {}) =>
    method === 'PUT' ? save(body) : Response.json({ ...settings, ...more }),
  );
  const router = createMemoryRouter([{ HydrateFallback: () => null, children: clinicRoutes.admin }], {
    initialEntries: ['/settings'],
  });
  render(
    <MantineProvider theme={theme} env="test">
      <RouterProvider router={router} />
    </MantineProvider>,
  );
  await screen.findByRole('heading', { level: 1, name: 'Settings' });
}
const saveButton = () => screen.getByRole('button', { name: 'Save' });

test('while it is saved Save is busy, and then it says that it is', async () => {
  let answer = (_response: Response): void => undefined;
  await open(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  await userEvent.click(saveButton());
  expect(saveButton()).toBeDisabled();
  answer(Response.json({ version: 2 }));
  expect(await screen.findByText('The settings have been saved.')).toBeVisible();
  expect(saveButton()).toBeEnabled();
});

test('a server that is away is said, and what was entered stays', async () => {
  await open(async () => {
    throw new TypeError('fetch failed');
  });
  const name = screen.getByRole('textbox', { name: /^Name of the clinic/ });
  await userEvent.type(name, ' West');
  await userEvent.click(saveButton());
  expect(await screen.findByText(/^The server cannot be reached/)).toBeVisible();
  expect(name).toHaveValue('Alder Point West');
  expect(saveButton()).toBeEnabled();
});

test('a clinic in British Columbia has a service location code, and no other', async () => {
  const sent: { serviceLocationCode?: string }[] = [];
  await open(async (body) => {
    sent.push(JSON.parse(body));
    return Response.json({ version: 2 });
  });
  const code = screen.getByRole('combobox', { name: 'Service Location Code' });
  expect(code).toHaveValue('L');
  await userEvent.selectOptions(code, 'W');
  await userEvent.click(saveButton());
  await screen.findByText('The settings have been saved.');
  expect(sent).toMatchObject([{ serviceLocationCode: 'W' }]);
});

test('elsewhere none is asked for', async () => {
  await open(async () => Response.json({ version: 2 }), { province: 'ON', serviceLocationCode: '' });
  expect(screen.queryByRole('combobox', { name: 'Service Location Code' })).toBeNull();
});
