import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { patientRoutes } from './routes.ts';

afterEach(() => vi.unstubAllGlobals());

const cy = { userId: '00000000-0000-4000-8000-00000000000c', name: 'Cy Okonjo', deactivated: false };
const thornbury = { userId: '00000000-0000-4000-8000-00000000000d', name: 'Caspian Thornbury', deactivated: true };
const patient = (patientId: string, lastName: string) => ({
  patientId,
  demographicNumber: 7,
  lastName,
  firstName: 'Pia',
  dateOfBirth: '1980-05-12',
  city: 'Nanaimo',
  since: '2026-11-09T15:00:00Z',
  cameFrom: thornbury,
});
const waiting = { open: 0, withheld: 0, pool: 2, poolWithheld: 0 };
const open = (server: Server, permissions = ['patients.assign-mrp']) =>
  openRoutes({ routes: patientRoutes, at: '/patients/mrp?folder=pool', server, session: { permissions } });
const list = () => ({ patients: [patient('a', 'Arroyo'), patient('b', 'Berg')], next: null, waiting });

test('patients without an MRP are given to one together', async () => {
  const { sent } = open({
    'GET /mrp-patients': list,
    'GET /most-responsible-providers': () => ({ mrps: [cy] }),
    'POST /mrp-assignments': ({ body }) => ({ assigned: (body['patientIds'] as unknown[]).length }),
  });
  expect(await screen.findByText('Select patients first.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Assign MRP' })).toBeDisabled();
  expect(screen.getAllByText('from Caspian Thornbury')).toHaveLength(2);
  await userEvent.click(screen.getByLabelText('Select all on this page'));
  await userEvent.click(screen.getByRole('button', { name: 'Assign MRP to 2' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Assign an MRP to 2 patients' }));
  await userEvent.type(await dialog.findByRole('combobox', { name: 'MRP' }), 'cy{Enter}');
  await userEvent.click(dialog.getByRole('button', { name: 'Assign' }));
  expect(await screen.findByText('2 patients of Cy Okonjo now.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ patientIds: ['a', 'b'], mrpId: cy.userId });
});

test('what was turned down is said where it was asked', async () => {
  open({
    'GET /mrp-patients': list,
    'GET /most-responsible-providers': () => ({ mrps: [cy] }),
    'POST /mrp-assignments': () => refuse('patient/deceased', 409),
  });
  await userEvent.click(await screen.findByLabelText('Select Arroyo, Pia'));
  await userEvent.click(screen.getByRole('button', { name: 'Assign MRP to 1' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Assign' }));
  expect(await screen.findByText(/^One of these patients has died/)).toBeVisible();
});

test('who may not assign only reads', async () => {
  open({ 'GET /mrp-patients': list }, []);
  expect(await screen.findByText('Arroyo, Pia')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Assign MRP/ })).toBeNull();
  expect(screen.queryByRole('checkbox')).toBeNull();
});

test('a refusal is no emptiness', async () => {
  open({ 'GET /mrp-patients': () => refuse('actor/not-permitted', 403) });
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
});

test('who may not be seen is a number, and is passed on unseen', async () => {
  const { sent } = openRoutes({
    routes: patientRoutes,
    at: '/patients/mrp',
    session: { permissions: ['emergency-access.pass-withheld'] },
    server: {
      'GET /mrp-patients': () => ({ patients: [], next: null, waiting: { ...waiting, withheld: 2 } }),
      'GET /withheld-work/mrp-patient/takers': () => ({ takers: [cy] }),
      'POST /withheld-work/mrp-patient/passings': () => ({ passed: 2, kept: 0 }),
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Pass the withheld patients on' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Pass the withheld patients on' }));
  await userEvent.type(await dialog.findByRole('combobox', { name: 'To' }), 'cy');
  await userEvent.click(await screen.findByRole('option', { name: /Okonjo/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Pass it on' }));
  expect(await screen.findByText(/2 .*Cy Okonjo/)).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ userId: cy.userId });
});
