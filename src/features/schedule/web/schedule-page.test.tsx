import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import type { Appointment } from '../contract.ts';
import {
  alder,
  appointment,
  colleague,
  DAY,
  fernhill,
  ids,
  openSchedule,
  refusal,
  schedule,
  type Sent,
  taken,
} from './test-schedule.tsx';

const EVE = '00000000-0000-4000-8000-0000000000e7' as Id<'user'>;
const address = `/schedule?view=day&day=${DAY}&site=${alder}`;
const show = (given: Parameters<typeof schedule>[0] = {}, answers: Parameters<typeof openSchedule>[1] = {}) =>
  openSchedule(address, { 'GET /appointments': () => schedule(given), ...answers });
const column = async (name: string) => within(await screen.findByRole('region', { name }));
const commands = (sent: readonly Sent[]) => sent.filter(({ method }) => method !== 'GET');

test('a day shows a column for each provider of the site, oneself first, and says what stands in it', async () => {
  show({
    appointments: [
      appointment({ overlaps: true, status: 'arrived' }),
      appointment({
        start: '09:10',
        siteId: fernhill,
        overlaps: true,
        provider: { userId: ids.cy, name: 'Cy Okonjo', deactivated: false },
      }),
    ],
  });
  const bo = await column('Bo Castellane');
  expect(screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent)).toEqual([
    'Bo Castellane',
    'Cy Okonjo',
  ]);
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Tuesday 24 November 2026');
  expect(bo.getByRole('link', { name: 'Gideon Farrow' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/patients\/0/),
  );
  expect(bo.getByRole('listitem')).toHaveTextContent('09:00 to 09:30, arrived, overlaps with another appointment');
  expect((await column('Cy Okonjo')).getByTitle('Fernhill')).toBeVisible();
  expect(screen.getByText('1 arrived')).toBeVisible();
});

test('whoever covers has the day of the absent beside their own, and everybody sees who covers', async () => {
  const eve = colleague(EVE, 'Eve Marchand', 'doctor', [alder]);
  const away = {
    userId: EVE,
    name: 'Eve Marchand',
    from: DAY,
    until: '2026-11-30',
    coverers: [{ userId: ids.bo, name: 'Bo Castellane' }],
  };
  const answers = {
    'GET /appointments': () => schedule({ away: [away] }),
    'GET /colleagues': () => ({
      colleagues: [
        colleague(ids.cy, 'Cy Okonjo', 'doctor', [alder]),
        eve,
        colleague(ids.bo, 'Bo Castellane', 'doctor', [alder]),
      ],
    }),
  };
  const user = { userId: EVE, name: 'Eve Marchand', deactivated: false };
  openSchedule(address, answers, [{ user, until: '2026-11-30', kinds: ['appointment'] }]);
  expect((await column('Eve Marchand')).getByText('You cover')).toBeVisible();
  expect(screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent)).toEqual([
    'Bo Castellane',
    'Eve Marchand',
    'Cy Okonjo',
  ]);
  cleanup();
  const others = { ...away, coverers: [{ userId: ids.cy, name: 'Cy Okonjo' }] };
  openSchedule(address, { ...answers, 'GET /appointments': () => schedule({ away: [others] }) });
  expect((await column('Eve Marchand')).getByText('Cy Okonjo covers')).toBeVisible();
});

test('a closed record takes its time, names nobody and cannot be opened', async () => {
  show({ taken: [taken()] });
  const item = within((await column('Bo Castellane')).getByRole('listitem'));
  expect(item.getByText(/09:00 to 09:30, taken/)).toBeInTheDocument();
  expect(item.queryByRole('link')).toBeNull();
  expect(item.queryByRole('button')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Book Bo Castellane at 09:00' })).toBeNull();
});

test('an address that says nothing leads to today at one’s own site', async () => {
  const { search, sent } = openSchedule('/schedule', {});
  await column('Bo Castellane');
  expect(search()).toBe(`?view=day&day=${DAY}&site=${alder}`);
  expect(Object.fromEntries(sent.at(-1)?.query ?? [])).toMatchObject({
    from: DAY,
    to: DAY,
    siteId: alder,
    elsewhere: 'true',
  });
});

test('a week is one provider’s, Monday to Sunday', async () => {
  const { sent, search } = show();
  await userEvent.click(await screen.findByRole('radio', { name: 'Week' }));
  expect(await screen.findByRole('heading', { name: 'Bo Castellane, 23 Nov to 29 Nov 2026' })).toBeVisible();
  expect(Object.fromEntries(sent.at(-1)?.query ?? [])).toMatchObject({
    from: '2026-11-23',
    to: '2026-11-29',
    providerId: ids.bo,
  });
  expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(7);
  await userEvent.click(screen.getByRole('link', { name: 'Next week' }));
  expect(await screen.findByRole('heading', { name: 'Bo Castellane, 30 Nov to 6 Dec 2026' })).toBeVisible();
  expect(search()).toContain('day=2026-12-01');
});

test('who may not book is offered no free time', async () => {
  show({ may: { book: false } });
  await column('Bo Castellane');
  expect(screen.queryByRole('button', { name: /^Book/ })).toBeNull();
});

describe('booking', () => {
  const patient = {
    patientId: appointment().patient.patientId,
    demographicNumber: 7,
    lastName: 'Dacre',
    firstName: 'Rosalind',
    dateOfBirth: '1980-05-12',
  };

  test('from a free time: the overlap is said before, what was booked after, and it is sent once', async () => {
    const { sent } = show(
      { appointments: [appointment({ start: '09:30', end: '10:00' })] },
      {
        'GET /patients': () => ({ patients: [patient], closed: [], next: null }),
        'POST /appointments': () => ({ ...appointment({ start: '09:20' }), version: 1 }),
      },
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Book Bo Castellane at 09:00' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Book an appointment' }));
    await userEvent.type(dialog.getByRole('combobox', { name: /^Patient/ }), 'dac');
    await userEvent.click(await screen.findByRole('option', { name: /Rosalind Dacre/ }));
    const time = dialog.getByLabelText(/^Time/);
    await userEvent.clear(time);
    await userEvent.type(time, '09:20');
    expect(await dialog.findByText('This overlaps with 1 appointment')).toBeVisible();
    expect(dialog.getByText('09:30 to 10:00 Gideon Farrow')).toBeVisible();
    await userEvent.type(dialog.getByRole('textbox', { name: /^Reason/ }), 'Fever');
    await userEvent.click(dialog.getByRole('button', { name: 'Book' }));
    expect(
      await screen.findByText(
        'Rosalind Dacre is booked: Tue 24 Nov, 09:20, Bo Castellane. It overlaps with 1 other appointment.',
      ),
    ).toBeVisible();
    const [booked, ...more] = commands(sent);
    expect(booked?.body).toEqual({
      patientId: patient.patientId,
      providerId: ids.bo,
      siteId: alder,
      day: DAY,
      start: '09:20',
      durationMinutes: 20,
      reason: 'Fever',
    });
    expect(booked?.headers['idempotency-key']).toBeTruthy();
    expect(more).toEqual([]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('says at each field what is missing, and sends nothing', async () => {
    const { sent } = show();
    await userEvent.click(await screen.findByRole('button', { name: 'Book' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Book' }));
    for (const missing of ['Choose the patient.', 'Choose a provider.', 'Choose a time.'])
      expect(screen.getByText(missing)).toBeVisible();
    expect(commands(sent)).toEqual([]);
  });
});

describe('an appointment', () => {
  const open = async () =>
    userEvent.click(await screen.findByRole('button', { name: 'Appointment of Gideon Farrow at 09:00' }));
  const slot = appointment();
  const path = `/appointments/${slot.appointmentId}`;

  test('is marked with one press', async () => {
    const { sent } = show(
      { appointments: [slot] },
      { [`PUT ${path}/status`]: () => ({ appointmentId: slot.appointmentId, status: 'arrived', version: 2 }) },
    );
    await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Arrived' }));
    expect(await screen.findByText('Gideon Farrow is marked arrived.')).toBeVisible();
    expect(commands(sent).map(({ body }) => body)).toEqual([{ status: 'arrived', was: 'booked' }]);
  });

  test('that was marked seen by mistake is taken back', async () => {
    const may: Appointment['may'] = { move: false, cancel: false, mark: ['arrived', 'booked'] };
    const seen: Appointment = { ...slot, status: 'seen', may };
    const { sent } = show(
      { appointments: [seen] },
      { [`PUT ${path}/status`]: () => ({ appointmentId: slot.appointmentId, status: 'booked', version: 3 }) },
    );
    await open();
    expect(await screen.findByText('Marked seen by mistake? Take it back.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Back to arrived' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Back to booked' }));
    expect(await screen.findByText('Gideon Farrow is marked booked again.')).toBeVisible();
    expect(commands(sent).map(({ body }) => body)).toEqual([{ status: 'booked', was: 'seen' }]);
  });

  test('is cancelled with a reason only, and a refusal is said where it happened', async () => {
    const { sent } = show(
      { appointments: [slot] },
      { [`POST ${path}/cancellation`]: () => refusal(409, 'schedule/appointment-closed') },
    );
    await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel the appointment' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Cancel the appointment of Gideon Farrow' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel the appointment' }));
    expect(dialog.getByText('Say why it is cancelled.')).toBeVisible();
    await userEvent.type(dialog.getByRole('textbox'), 'Snow');
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel the appointment' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('This appointment is closed.');
    expect(commands(sent).map(({ body }) => body)).toEqual([{ reason: 'Snow', tell: true }]);
  });

  test('that somebody else has moved is shown as it is now beside one’s own choice, and moved only when meant', async () => {
    const moved = { ...slot, start: '11:00', end: '11:30', version: 5 };
    const { sent } = show(
      { appointments: [slot] },
      {
        [`PUT ${path}`]: ({ headers }) =>
          headers['if-match'] === '"5"' ? { ...moved, start: '10:00' } : refusal(412, 'request/version-stale'),
        [`GET ${path}`]: () => moved,
      },
    );
    await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Move' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Move the appointment of Gideon Farrow' }));
    const time = dialog.getByLabelText(/^Time/);
    await userEvent.clear(time);
    await userEvent.type(time, '10:00');
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    expect(await dialog.findByText('Now: Tue 24 Nov, 11:00, Bo Castellane, booked')).toBeVisible();
    expect(dialog.getByText('Yours: Tue 24 Nov, 10:00, Bo Castellane')).toBeVisible();
    expect(commands(sent)).toHaveLength(1);
    await userEvent.click(dialog.getByRole('button', { name: 'Move it as I chose' }));
    expect(await screen.findByText('Gideon Farrow is moved: Tue 24 Nov, 10:00, Bo Castellane.')).toBeVisible();
  });

  test('that is closed, or not the caller’s to change, offers nothing', async () => {
    show({ appointments: [appointment({ may: { move: false, cancel: false, mark: [] } })] });
    await open();
    expect(await screen.findByText(/Your roles do not allow you to change it/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Move|Cancel|Arrived/ })).toBeNull();
  });
});

test('a schedule that is turned down says why', async () => {
  show({}, { 'GET /appointments': () => refusal(403, 'actor/not-permitted') });
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
});

test('cancelled ones are chosen at once, also while the server is still asked', async () => {
  let answer = (): void => undefined;
  const waiting = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { search } = show(
    {},
    { 'GET /appointments': ({ query }) => (query.has('cancelled') ? waiting.then(() => schedule()) : schedule()) },
  );
  const choice = await screen.findByRole('checkbox', { name: 'Show cancelled' });
  await userEvent.click(choice);
  expect(choice).toBeChecked();
  expect(search()).not.toContain('cancelled');
  answer();
  await waitFor(() => expect(search()).toContain('cancelled=true'));
  expect(choice).toBeChecked();
});

describe('sites', () => {
  test('another’s site is looked at and not booked at; one’s own are offered', async () => {
    openSchedule(`/schedule?view=day&day=${DAY}&site=${fernhill}`, {});
    expect(await screen.findByText(/^You are not assigned to Fernhill/)).toBeVisible();
    expect((await column('Cy Okonjo')).queryByRole('button', { name: /^Book/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Book' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('combobox', { name: 'Provider' }));
    await userEvent.click(await screen.findByRole('option', { name: /Cy Okonjo/ }));
    const offered = within(dialog.getByLabelText(/^Site/)).getAllByRole('option');
    expect(offered.map((one) => one.textContent)).toEqual(['Alder Point']);
  });

  test('where all are looked at, each column and each appointment says where', async () => {
    openSchedule(`/schedule?view=day&day=${DAY}&site=all`, {
      'GET /appointments': () => schedule({ appointments: [appointment()] }),
    });
    expect((await column('Bo Castellane')).getAllByTitle('Alder Point')).toHaveLength(2);
    expect((await column('Cy Okonjo')).getByTitle('Fernhill')).toBeVisible();
  });

  test('where the clinic has one, nothing is asked', async () => {
    const sites = [{ siteId: alder, name: 'Alder Point', shortName: 'AP', colour: 'teal' }];
    show({}, { 'GET /user-choices': () => ({ roles: [], sites }) });
    await column('Bo Castellane');
    expect(screen.queryByLabelText('Site')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Book' }));
    expect(within(await screen.findByRole('dialog')).queryByLabelText(/^Site/)).toBeNull();
  });
});
