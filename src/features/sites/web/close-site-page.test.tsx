import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { ids, openAt, refuse, type Server } from './test-pages.tsx';

const at = `/admin/sites/${ids.alder}/close`;
const person = (userId: string, name: string) => ({ userId, name, deactivated: false });
const bo = {
  provider: person(ids.bo, 'Bo Castellane'),
  appointments: 12,
  first: '2026-11-11T15:00:00.000Z',
  last: '2026-12-18T15:00:00.000Z',
  siteIds: [],
};
const cy = { ...bo, provider: person(ids.cy, 'Cy Okonjo'), appointments: 3, siteIds: [ids.fernhill] };
const quay = { siteId: '00000000-0000-4000-8000-000000000003', name: 'Quay Street' };
const closing = {
  siteId: ids.alder,
  name: 'Alder Point',
  toCome: [bo, cy],
  users: [
    { ...person(ids.bo, 'Bo Castellane'), elsewhere: false },
    { ...person(ids.cy, 'Cy Okonjo'), elsewhere: true },
  ],
  others: [{ siteId: ids.fernhill, name: 'Fernhill' }, quay],
};
const server = (given: Partial<typeof closing> = {}, more: Server = {}): Server => ({
  [`GET /sites/${ids.alder}/closing`]: () => ({ ...closing, ...given }),
  'GET /sites': () => ({ sites: [] }),
  ...more,
});
const close = () => screen.findByRole('button', { name: 'Close Alder Point' });

test('shows how many, with whom and from when, who would stay, and cannot close yet', async () => {
  openAt(at, server());
  expect(await screen.findByRole('heading', { name: '15 appointments with 2 providers' })).toBeVisible();
  const row = within(screen.getByRole('row', { name: /Bo Castellane/ }));
  expect(row.getByText('stays: not assigned to Fernhill')).toBeVisible();
  expect(row.getByText('Tomorrow 10:00')).toBeVisible();
  expect(row.getByRole('link', { name: 'Schedule of Bo Castellane' })).toHaveAttribute(
    'href',
    `/schedule?view=week&day=2026-11-11&site=${ids.alder}&provider=${ids.bo}`,
  );
  expect(screen.getByText(/^Bo Castellane is not assigned to Fernhill/)).toBeVisible();
  expect(await close()).toBeDisabled();
  expect(screen.getByText('15 appointments must be moved or cancelled first.')).toBeVisible();
});

test('moves those who can go, and says what is left', async () => {
  let toCome = [bo, cy];
  const { sent } = openAt(at, {
    ...server(),
    [`GET /sites/${ids.alder}/closing`]: () => ({ ...closing, toCome }),
    [`POST /sites/${ids.alder}/appointments-to-come`]: () => {
      toCome = [bo];
      return { moved: 3 };
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Move 3 appointments' }));
  expect(await screen.findByText('3 appointments moved to Fernhill.')).toBeVisible();
  expect(await screen.findByRole('heading', { name: '12 appointments with 1 provider' })).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ toSiteId: ids.fernhill });
  expect(screen.getByText('None of these providers is assigned to Fernhill.')).toBeVisible();
});

test('another site is chosen, and who could not go there is said', async () => {
  openAt(at, server());
  await userEvent.selectOptions(await screen.findByLabelText('Move them to'), 'Quay Street');
  expect(screen.getByText(/^Bo Castellane and Cy Okonjo are not assigned to Quay Street/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Move/ })).toBeNull();
});

test('names who has no other site, and closes', async () => {
  openAt(at, server({ toCome: [] }, { [`PUT /sites/${ids.alder}/closing`]: () => ({ siteId: ids.alder }) }));
  const users = within(await screen.findByRole('region', { name: 'Users' }));
  expect(users.getByText('2 users’ assignments end with the site.')).toBeVisible();
  expect(users.getByRole('link', { name: 'Bo Castellane' })).toBeVisible();
  expect(users.queryByText('Cy Okonjo')).toBeNull();
  await userEvent.click(await close());
  expect(await screen.findByText('Alder Point is closed.')).toBeVisible();
});

test('where one site is left, everybody is said to be assigned there', async () => {
  openAt(at, server({ toCome: [], others: closing.others.slice(0, 1) }));
  expect(await screen.findByText(/^Fernhill is then the only site/)).toBeVisible();
});

test('somebody has booked meanwhile: it says so, and shows them', async () => {
  let toCome: readonly object[] = [];
  openAt(at, {
    ...server(),
    [`GET /sites/${ids.alder}/closing`]: () => ({ ...closing, toCome }),
    [`PUT /sites/${ids.alder}/closing`]: () => {
      toCome = [cy];
      return refuse('site/appointments-left', 409, { appointments: 3 });
    },
  });
  await userEvent.click(await close());
  expect(await screen.findByText(/^3 appointments are still to come at this site/)).toBeVisible();
  expect(await screen.findByRole('heading', { name: '3 appointments with 1 provider' })).toBeVisible();
});

test('the last open site is not closed', async () => {
  openAt(at, server({ others: [] }));
  expect(await screen.findByRole('heading', { name: 'This is the last open site' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Close Alder Point' })).toBeNull();
});
