import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { messageGroupRoutes } from './routes.ts';

afterEach(() => vi.unstubAllGlobals());

const [bo, cy] = ['Bo Castellane', 'Cy Okonjo'].map((name, n) => ({
  userId: `00000000-0000-4000-8000-00000000000${n}`,
  name,
  deactivated: false,
}));
const at = '2026-11-09T15:00:00Z';
const group = {
  groupId: 'g',
  name: 'Front desk',
  version: 3,
  members: [{ ...bo, since: at, cameFrom: cy }],
  former: [{ ...cy, until: at }],
};
const may = ['list-groups', 'add-group', 'update-group', 'retire-group', 'export-groups'].map((one) => `inbox.${one}`);
const open = (server: Server, permissions: readonly string[] = may) =>
  openRoutes({
    routes: messageGroupRoutes,
    at: '/message-groups',
    session: { permissions: [...permissions] },
    server: {
      'GET /message-groups': () => ({ groups: [group] }),
      'GET /colleagues': () => ({
        colleagues: [bo, cy].map((one) => ({ ...one, type: 'doctor', locked: false, siteIds: [] })),
      }),
      ...server,
    },
  });

test('a group says who is in it, from whom that came, and who was', async () => {
  open({});
  expect(await screen.findByText('Front desk')).toBeVisible();
  expect(screen.getByText('from Cy Okonjo')).toBeVisible();
  await userEvent.click(screen.getByText('Who was in it'));
  expect(screen.getByText('Cy Okonjo')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Export CSV' })).toBeVisible();
});

test('it is changed as it was seen, and what somebody else changed is not overwritten', async () => {
  let stale = true;
  const { sent } = open({
    'PUT /message-groups/g': () => (stale ? refuse('request/version-stale', 412) : { groupId: 'g', version: 4 }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Edit “Front desk”' }));
  const dialog = within(await screen.findByRole('dialog'));
  const name = await dialog.findByRole('textbox', { name: /^Name/ });
  await userEvent.clear(name);
  await userEvent.type(name, 'Reception');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await dialog.findByText(/^Somebody else has changed this group/)).toBeVisible();
  stale = false;
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('“Reception” is saved.')).toBeVisible();
  expect(sent.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({
    name: 'Reception',
    memberIds: [bo?.userId],
  });
});

test('it is retired; a refusal is said', async () => {
  let gone = false;
  open({ 'DELETE /message-groups/g': () => (gone ? refuse('inbox/group-not-found', 404) : { groupId: 'g' }) });
  const retire = await screen.findByRole('button', { name: 'Retire “Front desk”' });
  await userEvent.click(retire);
  expect(await screen.findByText(/^“Front desk” is retired/)).toBeVisible();
  gone = true;
  await userEvent.click(await screen.findByRole('button', { name: 'Retire “Front desk”' }));
  expect(await screen.findByText('There is no such group, or it is retired.')).toBeVisible();
});

test('where there is none it says so', async () => {
  open({ 'GET /message-groups': () => ({ groups: [] }) });
  expect(await screen.findByText('No message groups')).toBeVisible();
});

test('a failure says that it is one', async () => {
  open({ 'GET /message-groups': () => Response.json({ title: 'defect' }, { status: 500 }) });
  expect(await screen.findByRole('button', { name: /Try again/ })).toBeVisible();
});
