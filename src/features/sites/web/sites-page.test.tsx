import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { alder, fernhill, ids, openAt, refuse } from './test-pages.tsx';

const closed = { ...fernhill, closedAt: '2026-10-30T16:00:00.000Z' };
const list = (sites: readonly object[]) => ({ 'GET /sites': () => ({ sites }) });
const row = async (name: RegExp) => within(await screen.findByRole('row', { name }));

test('lists every site, and what can be done with each', async () => {
  openAt('/admin/sites', list([alder, closed]));
  const open = await row(/Alder Point/);
  expect(open.getByText('1180 Quadra Street, Victoria BC')).toBeVisible();
  expect(open.getByRole('link', { name: 'Edit Alder Point' })).toHaveAttribute(
    'href',
    `/admin/sites/${ids.alder}/edit`,
  );
  expect(open.getByRole('link', { name: 'Close Alder Point' })).toBeVisible();
  const shut = await row(/Fernhill/);
  expect(shut.getByText('Closed')).toBeVisible();
  expect(shut.queryByRole('link', { name: 'Close Fernhill' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Add Site' })).toBeVisible();
});

test('who may only look is offered nothing', async () => {
  openAt('/admin/sites', list([alder, closed]), ['sites.list-sites']);
  await row(/Alder Point/);
  expect(screen.queryByRole('link')).toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
});

test('a closed site is opened again, and the page says that nobody is there yet', async () => {
  let sites: readonly object[] = [alder, closed];
  openAt('/admin/sites', {
    'GET /sites': () => ({ sites }),
    [`DELETE /sites/${ids.fernhill}/closing`]: () => {
      sites = [alder, fernhill];
      return { siteId: ids.fernhill };
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Open Fernhill again' }));
  expect(await screen.findByText('Fernhill is open again. Nobody is assigned there yet.')).toBeVisible();
  expect(await (await row(/Fernhill/)).findByText('Open')).toBeVisible();
});

test('why a site cannot be opened again is said', async () => {
  const server = { [`DELETE /sites/${ids.fernhill}/closing`]: () => refuse('site/name-taken', 409) };
  openAt('/admin/sites', { ...list([alder, closed]), ...server });
  await userEvent.click(await screen.findByRole('button', { name: 'Open Fernhill again' }));
  expect(await screen.findByText('Another open site has this name.')).toBeVisible();
});

test('a list that is empty, refused or broken never looks like another', async () => {
  openAt('/admin/sites', list([]));
  expect(await screen.findByRole('heading', { name: 'No site yet' })).toBeVisible();
});

test('refused', async () => {
  openAt('/admin/sites', { 'GET /sites': () => refuse('actor/not-permitted', 403) });
  expect(await screen.findByText(/role/)).toBeVisible();
  expect(screen.queryByText('No site yet')).toBeNull();
});

test('failed', async () => {
  openAt('/admin/sites', {});
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
});
