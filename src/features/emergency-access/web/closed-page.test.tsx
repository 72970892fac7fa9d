import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patientRoutes } from '#features/patients/web/routes.ts';
import { chartRoutes } from '#features/charts/web/routes.ts';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { OpenAccesses } from './public.tsx';

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

const patientId = '00000000-0000-4000-8000-000000000001';
const accessId = '00000000-0000-4000-8000-0000000000aa';
const closure = {
  patientId,
  lastName: 'Pratt',
  firstName: 'Quillon',
  masterFileOpen: false,
  mayOpen: true,
  hours: 4,
  officers: [{ userId: accessId, name: 'Hedda Vance', deactivated: false }],
  closedBy: [{ userId: patientId, name: 'Ivo Marsh', deactivated: false }],
  mrp: null,
  clinicPhone: '250-555-0119',
};
const closedServer = (record: object = closure): Server => ({
  [`POST /patients/${patientId}/readings`]: () => refuse('patient/closed', 403),
  [`POST /patients/${patientId}/chart-readings`]: () => refuse('patient/closed', 403),
  [`GET /patients/${patientId}/open-elsewhere`]: () => refuse('patient/closed', 403),
  [`GET /patients/${patientId}/closure`]: () => record,
});
const open = (server: Server, at = `/patients/${patientId}`) =>
  openRoutes({ routes: [...patientRoutes, ...chartRoutes], at, server });

const fill = async (words: string) => {
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: /^Reason/ }), 'urgent-result');
  await userEvent.type(screen.getByRole('textbox', { name: /^In your words/ }), words);
  await userEvent.type(screen.getByLabelText(/^Your password/), 'Tidal7pools');
};
const openButton = () => screen.getByRole('button', { name: 'Open this record' });

test.each([`/patients/${patientId}`, `/patients/${patientId}/edit`, `/patients/${patientId}/chart`])(
  '%s says that the record is closed, whom to ask, and nothing else of the patient',
  async (at) => {
    const choices = {
      'GET /most-responsible-providers': () => ({ mrps: [] }),
      'GET /demographic-report/choices': () => ({ providers: [], sites: [] }),
    };
    open({ ...closedServer(), ...choices }, at);
    expect(await screen.findByRole('heading', { level: 1, name: 'This record is closed to you' })).toBeVisible();
    expect(screen.getByText('Quillon Pratt')).toBeVisible();
    expect(screen.getByText('Hedda Vance')).toBeVisible();
    expect(screen.getByText('Ivo Marsh')).toBeVisible();
    expect(screen.getByText('closed this record')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Call the clinic: 250-555-0119' })).toHaveAttribute(
      'href',
      'tel:2505550119',
    );
    expect(screen.getByText(/^Hedda Vance and whoever closed the record are told at once/)).toBeVisible();
    expect(screen.getByText(/^Opens this one record for 1 hour\./)).toBeVisible();
  },
);

test('where no block allows an emergency there is no form', async () => {
  open(closedServer({ ...closure, mayOpen: false }));
  expect(await screen.findByText(/cannot be opened in an emergency/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Open this record' })).toBeNull();
});

test('where the chart alone is closed the page leads to the master file', async () => {
  open(closedServer({ ...closure, masterFileOpen: true }), `/patients/${patientId}/chart`);
  expect(await screen.findByRole('heading', { level: 1, name: 'This chart is closed to you' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open the master file' })).toHaveAttribute('href', `/patients/${patientId}`);
});

test('a record that is not there, or hidden, is said not to be open, and nothing more', async () => {
  open({ [`POST /patients/${patientId}/readings`]: () => refuse('patient/not-found', 404) });
  expect(await screen.findByRole('heading', { level: 1, name: 'This record is not open to you' })).toBeVisible();
});

test('what is missing is said at the fields, and nothing is sent', async () => {
  const { sent } = open(closedServer());
  await screen.findByRole('heading', { name: 'Emergency access' });
  await userEvent.click(openButton());
  expect(screen.getByText('Choose a reason.')).toBeVisible();
  expect(screen.getByText('Write a short sentence.')).toBeVisible();
  expect(screen.getByText('Type your password to confirm that it is you.')).toBeVisible();
  expect(sent.filter(({ path }) => path.endsWith('emergency-accesses'))).toEqual([]);
});

test('a wrong password stands at its field; the right one opens the record', async () => {
  const says = [
    refuse('confirmation/password-wrong', 403),
    Response.json({ accessId, endsAt: '2026-11-10T22:00:00Z' }),
  ];
  let opened = false;
  const { sent } = open({
    ...closedServer(),
    [`POST /patients/${patientId}/emergency-accesses`]: () => {
      const answer = says.shift();
      opened = says.length === 0;
      return answer;
    },
    [`POST /patients/${patientId}/readings`]: () =>
      opened ? refuse('patient/not-found', 404) : refuse('patient/closed', 403),
  });
  await fill('Lab called with potassium 6.4.');
  await userEvent.click(openButton());
  expect(await screen.findByText(/^This is not your password/)).toBeVisible();
  await userEvent.click(openButton());
  // The loader asks again: whatever the server says now is shown.
  expect(await screen.findByRole('heading', { name: 'This record is not open to you' })).toBeVisible();
  expect(sent.findLast(({ path }) => path.endsWith('emergency-accesses'))?.body).toEqual({
    kind: 'urgent-result',
    reason: 'Lab called with potassium 6.4.',
    hours: 1,
    password: 'Tidal7pools',
  });
});

test('the banner says in time that what is being written must be saved', async () => {
  const endsIn = (minutes: number) => ({
    accessId: `access ${minutes}`,
    patientId,
    patientName: `Patient ${minutes}`,
    endsAt: new Date(Date.now() + minutes * 60_000).toISOString(),
  });
  openRoutes({
    routes: [{ path: 'here', element: <OpenAccesses /> }],
    at: '/here',
    session: { openAccesses: [endsIn(4), endsIn(60)] } as never,
    server: {},
  });
  const banner = await screen.findByRole('region', { name: 'Open in an emergency' });
  expect(await within(banner).findByText(/^Save what you are writing/)).toBeVisible();
  expect(within(banner).getAllByText(/^Save what you are writing/)).toHaveLength(1);
});

test('the banner says whose record is open and until when, and ends it', async () => {
  const { sent } = openRoutes({
    routes: [{ path: 'here', element: <OpenAccesses /> }],
    at: '/here',
    session: {
      openAccesses: [
        { accessId, patientId, patientName: 'Quillon Pratt', endsAt: new Date(Date.now() + 3.6e6).toISOString() },
      ],
    } as never,
    server: { [`DELETE /emergency-accesses/${accessId}`]: () => ({}) },
  });
  const banner = await screen.findByRole('region', { name: 'Open in an emergency' });
  expect(within(banner).getByText('The record of Quillon Pratt is open to you in an emergency')).toBeVisible();
  expect(within(banner).getByRole('link', { name: 'Open the chart' })).toHaveAttribute(
    'href',
    `/patients/${patientId}/chart`,
  );
  await userEvent.click(within(banner).getByRole('button', { name: 'End now' }));
  await waitFor(() => expect(sent).toMatchObject([{ method: 'DELETE', path: `/emergency-accesses/${accessId}` }]));
});
