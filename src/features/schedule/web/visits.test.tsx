import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { scheduleRoutes } from './routes.ts';

afterEach(() => vi.unstubAllGlobals());

const id = (end: string) => `00000000-0000-4000-8000-0000000000${end}`;
const bo = { userId: id('0b'), name: 'Bo Castellane', deactivated: false };
const cy = { userId: id('0c'), name: 'Cy Okonjo', deactivated: false };
const sites = [
  { siteId: id('51'), name: 'Alder Point', shortName: 'AP' },
  { siteId: id('52'), name: 'Fernhill', shortName: 'FH' },
];
const choices: Server = {
  'GET /user-choices': () => ({ sites }),
  'GET /colleagues': () => ({
    colleagues: [bo, cy].map((one) => ({ ...one, type: 'doctor', locked: false, siteIds: [] })),
  }),
};
const session = { permissions: ['schedule.export-past-visits'] };
const open = (at: string, server: Server) =>
  openRoutes({ routes: scheduleRoutes, at, server: { ...choices, ...server }, session });

describe('past visits', () => {
  const visit = {
    appointmentId: id('a1'),
    patient: { patientId: id('f9'), demographicNumber: 7, lastName: 'Tolland', firstName: 'Emeric' },
    provider: bo,
    site: { siteId: id('51'), name: 'Alder Point' },
    startsAt: '2026-11-09T17:00:00.000Z',
    reason: 'Knee',
    status: 'booked',
    cameFrom: null,
    arrivedFor: null,
    version: 3,
  };
  const list = {
    visits: [visit],
    next: null,
    waiting: { open: 1, withheld: 2, pool: 0, poolWithheld: 0 },
    may: { mark: true, cancel: true, give: true },
  };
  const history = {
    steps: [{ at: visit.startsAt, what: 'booked', by: cy, to: bo, status: null, reason: null }],
    toldAt: null,
  };
  const server = { 'GET /past-visits': () => list, [`GET /appointments/${id('a1')}/history`]: () => history };

  test('one press says that the patient was seen; what was seen there goes along', async () => {
    const { sent } = open('/schedule/past', {
      ...server,
      [`PUT /appointments/${id('a1')}/status`]: () => ({ appointmentId: id('a1'), status: 'seen', version: 4 }),
    });
    expect(await screen.findByText(/^2 items are withheld from you/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Seen: Emeric Tolland' }));
    expect(await screen.findByText('Emeric Tolland is marked seen.')).toBeVisible();
    expect(sent.find(({ method }) => method === 'PUT')?.body).toEqual({ status: 'seen', was: 'booked' });
    expect(screen.getByRole('button', { name: 'Export CSV' })).toBeVisible();
  });

  test('opened, it tells its history, and is passed on', async () => {
    const { sent } = open('/schedule/past', {
      ...server,
      [`PUT /past-visits/${id('a1')}/holder`]: () => ({ appointmentId: id('a1'), version: 4 }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Open the visit of Emeric Tolland' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Visit of Emeric Tolland' }));
    expect(await dialog.findByText('Cy Okonjo booked it with Bo Castellane')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Pass on' }));
    const give = within(await screen.findByRole('dialog', { name: /^Give “Emeric Tolland, / }));
    await userEvent.click(await give.findByRole('combobox', { name: 'Who has it from now on' }));
    await userEvent.click(await screen.findByRole('option', { name: /Cy Okonjo/ }));
    await userEvent.click(give.getByRole('button', { name: 'Give' }));
    expect(await screen.findByText('Cy Okonjo has it now.')).toBeVisible();
    expect(sent.find(({ method }) => method === 'PUT')?.body).toEqual({ holderId: cy.userId });
  });

  test('closed out as cancelled, it asks why; a refusal is said there', async () => {
    open('/schedule/past', {
      ...server,
      [`POST /appointments/${id('a1')}/cancellation`]: () => refuse('schedule/appointment-closed', 409),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Open the visit of Emeric Tolland' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Cancelled' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Close out the visit of Emeric Tolland as cancelled' }),
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Close out as cancelled' }));
    expect(dialog.getByText('Say why, in a few words.')).toBeVisible();
    await userEvent.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Snow');
    await userEvent.click(dialog.getByRole('button', { name: 'Close out as cancelled' }));
    expect(await dialog.findByText(/This appointment is closed/)).toBeVisible();
  });

  test('filters and order stand in the address', async () => {
    const { router } = open('/schedule/past?folder=all', server);
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Site' }), 'Fernhill');
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Order' }), 'Latest first');
    await waitFor(() => expect(router.state.location.search).toBe(`?folder=all&site=${id('52')}&order=latest`));
  });

  test('none left is said', async () => {
    open('/schedule/past', { 'GET /past-visits': () => ({ ...list, visits: [] }) });
    expect(await screen.findByRole('heading', { name: 'All of yours are closed out' })).toBeVisible();
  });
});

describe('cancelling a day', () => {
  const item = (end: string, name: string, way: string, contact: string) => ({
    appointmentId: id(end),
    patient: { patientId: id(`f${end[1]}`), name },
    provider: bo,
    siteId: id('51'),
    start: '09:00',
    way,
    contact,
  });
  const found = {
    items: [item('a1', 'Pia Arroyo', 'mail', 'pia@home.example'), item('a2', 'Lou Berg', 'call', '604-555-0101')],
    more: 0,
    withheld: 1,
    sendsMail: true,
  };
  const at = `/schedule/cancel-day?day=2026-11-12&provider=${bo.userId}`;

  test('shows who is told how, asks once more, and then whom to call', async () => {
    let after = found;
    const { sent } = open(at, {
      'GET /appointments/cancellations': () => after,
      'POST /appointments/cancellations': () => {
        after = { ...found, items: [] };
        return { cancelled: 2, told: 1 };
      },
    });
    expect(await screen.findByText('1 patient will be written to, 1 must be called')).toBeVisible();
    expect(screen.getByText(/^1 appointment is of a patient whose record is closed to you, and stays/)).toBeVisible();
    expect(screen.getByText('Mail to pia@home.example')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel 2 appointments' }));
    expect(screen.getByText('Say why they are cancelled.')).toBeVisible();
    await userEvent.type(screen.getByRole('textbox', { name: 'Why they are cancelled' }), 'Ill');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel 2 appointments' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Cancel 2 appointments?' }));
    expect(dialog.getByText('This cannot be undone. 1 patient will be written to.')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel 2 appointments' }));
    expect(await screen.findByText('2 appointments are cancelled; 1 patient was written to.')).toBeVisible();
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
      appointmentIds: [id('a1'), id('a2')],
      reason: 'Ill',
      tell: true,
    });
    const toCall = within(screen.getByRole('table', { name: 'Patients to call' }));
    expect(toCall.getAllByRole('row').map((row) => row.textContent)).toEqual([
      expect.stringContaining('Patient'),
      expect.stringContaining('Lou Berg'),
    ]);
  });

  test('what is not selected stays', async () => {
    open(at, { 'GET /appointments/cancellations': () => found });
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select Pia Arroyo, 09:00' }));
    expect(screen.getByRole('button', { name: 'Cancel 1 appointment' })).toBeVisible();
    expect(screen.getByText('1 must be called')).toBeVisible();
  });

  test('changed meanwhile, it says that nothing was cancelled', async () => {
    open(at, {
      'GET /appointments/cancellations': () => found,
      'POST /appointments/cancellations': () => refuse('schedule/day-changed', 409),
    });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Why they are cancelled' }), 'Ill');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel 2 appointments' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel 2 appointments' }));
    expect(await screen.findByText(/Nothing was cancelled\. Look at the day again/)).toBeVisible();
  });

  test('nobody is cancelled before a provider or a site is chosen', async () => {
    open('/schedule/cancel-day?day=2026-11-12', {});
    expect(await screen.findByRole('heading', { name: 'Choose a provider or a site' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Cancel/ })).toBeNull();
  });
});
