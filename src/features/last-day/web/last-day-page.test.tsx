import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import type { LastDay, Standing } from '../contract.ts';
import { lastDayRoutes } from './routes.ts';

await Promise.all(lastDayRoutes.map(async ({ lazy }) => typeof lazy === 'function' && lazy()));

const userId = '00000000-0000-4000-8000-00000000000a';
const address = `/users/${userId}/last-day`;
const ada = { userId: userId as never, name: 'Ada Lindqvist', deactivated: false };
const day = (given: Partial<LastDay> = {}): LastDay => ({
  endsAt: '2999-06-30T21:00:00.000Z',
  ends: { day: '2999-06-30', time: '17:00' },
  reason: 'Moves to Halifax',
  setBy: ada,
  setAt: '2026-11-02T15:00:00.000Z',
  version: 3,
  passed: false,
  missed: null,
  ...given,
});
const standing = (given: Partial<Standing> = {}): Standing => ({
  user: { userId: userId as never, name: 'Bo Castellane', deactivated: false, status: 'active' },
  lastDay: null,
  refused: null,
  beyond: { items: 0, first: null, last: null },
  plan: { kept: false, items: 0, left: [], refused: null },
  ...given,
});
const appointment = {
  appointmentId: '00000000-0000-4000-8000-0000000000aa',
  startsAt: '2999-07-02T16:00:00.000Z',
  day: '2999-07-02',
  site: 'Alder Point',
  patient: 'Pia Arroyo',
};
const permissions = ['read-last-day', 'set-last-day', 'cancel-last-day', 'list-beyond']
  .map((verb) => `last-day.${verb}`)
  .concat('handover.preview-deactivation');
const open = (said: () => Standing, more: Server = {}, may = permissions) =>
  openRoutes({
    routes: lastDayRoutes,
    at: address,
    server: {
      [`GET ${address}`]: said,
      [`GET ${address}/appointments`]: () => ({ appointments: [], next: null }),
      ...more,
    },
    session: { permissions: may },
  });

test('a last day is set with a reason and the password; what is booked after it is shown while it is chosen', async () => {
  let said = standing();
  const { sent } = open(() => said, {
    [`GET ${address}/appointments`]: () => ({ appointments: [appointment], next: null }),
    [`PUT ${address}`]: () => {
      said = standing({ lastDay: day() });
      return { endsAt: day().endsAt, version: 1 };
    },
  });
  expect(await screen.findByRole('heading', { name: 'Last day of Bo Castellane' })).toBeVisible();
  expect(screen.getByText('No last day is set.')).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Booked after it' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Set last day' }));
  expect(screen.getByText('Choose the day.')).toBeVisible();
  said = standing({ beyond: { items: 2, first: appointment.startsAt, last: appointment.startsAt } });
  fireEvent.change(screen.getByLabelText(/^Day/), { target: { value: '2999-06-30' } });
  expect(
    await screen.findByText(/^2 appointments are booked after this moment.*1 of them is closed to you\.$/),
  ).toBeVisible();
  expect(within(screen.getByRole('table')).getByText('Pia Arroyo')).toBeVisible();
  await userEvent.type(screen.getByLabelText(/^Reason/), 'Moves to Halifax');
  await userEvent.click(screen.getByRole('button', { name: 'Set last day' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText(/^Your password/), 'Tidal7pools');
  await userEvent.click(dialog.getByRole('button', { name: 'Set last day' }));
  expect(await screen.findByText('The last day of Bo Castellane is set.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'PUT')?.body).toMatchObject({
    ends: { day: '2999-06-30', time: '17:00' },
    reason: 'Moves to Halifax',
    basedOn: 0,
  });
  expect(await screen.findByRole('button', { name: 'Change last day' })).toBeVisible();
});

test('who was quicker is shown', async () => {
  let said = standing();
  open(() => said, {
    [`PUT ${address}`]: () => {
      said = standing({ lastDay: day() });
      return refuse('request/version-stale', 412);
    },
  });
  fireEvent.change(await screen.findByLabelText(/^Day/), { target: { value: '2999-05-01' } });
  await userEvent.type(screen.getByLabelText(/^Reason/), 'Retires');
  await userEvent.click(screen.getByRole('button', { name: 'Set last day' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText(/^Your password/), 'Tidal7pools');
  await userEvent.click(dialog.getByRole('button', { name: 'Set last day' }));
  expect(await screen.findByText(/Somebody else has changed this last day/)).toBeVisible();
  expect(await screen.findByText(/Set by Ada Lindqvist/)).toBeVisible();
});

test('is taken back', async () => {
  let said = standing({ lastDay: day() });
  open(() => said, {
    [`DELETE ${address}`]: () => {
      said = standing();
      return { userId };
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel last day' }));
  expect(await screen.findByText('Bo Castellane has no last day any more.')).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Cancel last day' })).toBeNull());
});

test.each<[string, Standing['plan'], RegExp]>([
  ['nothing to do', { kept: false, items: 0, left: [], refused: null }, /^No open work/],
  [
    'no plan',
    { kept: false, items: 4, left: [{ kind: 'task', items: 4 }], refused: null },
    /^4 items and no kept plan/,
  ],
  [
    'a plan with a gap',
    { kept: true, items: 4, left: [{ kind: 'task', items: 3 }], refused: null },
    /does not cover 3 tasks/,
  ],
  ['a whole plan', { kept: true, items: 4, left: [], refused: null }, /covers all 4 items/],
  [
    'a plan nobody can carry out',
    { kept: true, items: 4, left: [], refused: 'handover/successor-not-active' },
    /cannot be carried out/,
  ],
])('says how ready the work is: %s', async (_, plan, says) => {
  open(() => standing({ plan }));
  expect(await screen.findByText(says)).toBeVisible();
});

test('what was missing on the day stands there, with the way to finish', async () => {
  const missed = { at: '2026-11-09T22:00:00.000Z', code: 'handover/work-left', left: [{ kind: 'task', items: 1 }] };
  open(() => standing({ lastDay: day({ passed: true, missed }) }));
  expect(await screen.findByText('Left with nobody to do it: a task.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Hand over the work' })).toHaveAttribute(
    'href',
    `/admin/users/${userId}/deactivate`,
  );
});

test('why none can be set, and nothing to press for whoever may only look', async () => {
  open(() => standing({ refused: 'user/last-administrator' }));
  expect(await screen.findByText(/last active administrator/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Set last day' })).toBeNull();
});

test('whoever may not is told so', async () => {
  open(() => refuse('actor/not-permitted', 403) as never);
  expect(await screen.findByText('This is not open to you')).toBeVisible();
});
