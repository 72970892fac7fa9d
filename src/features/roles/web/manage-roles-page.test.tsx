import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { choices, doctor, ids, lineOf, nurse, openAt, refuse } from './test-pages.tsx';

const roles = () => ({ roles: [lineOf(doctor), lineOf(nurse)] });

test('each role with description, users and the ways on', async () => {
  openAt('/admin/roles', { 'GET /roles': roles });
  expect(await screen.findByRole('heading', { name: 'Manage Roles' })).toBeVisible();
  expect(screen.getByText('comes with the clinic')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Details of nurse' })).toHaveAttribute('href', `/admin/roles/${ids.nurse}`);
  expect(screen.getByRole('button', { name: 'Copy doctor' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Create New Role' })).toBeVisible();
});

test('a role is copied under a new name, and its page opens', async () => {
  const { sent } = openAt('/admin/roles', {
    'GET /roles': roles,
    'GET /permissions': () => ({ permissions: choices }),
    [`POST /roles/${ids.doctor}/copy`]: () => ({ roleId: ids.nurse, version: 1 }),
    [`GET /roles/${ids.nurse}`]: () => nurse,
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Copy doctor' }));
  const dialog = await screen.findByRole('dialog');
  const name = within(dialog).getByRole('textbox', { name: /Role name/ });
  await userEvent.clear(name);
  await userEvent.type(name, 'dr');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Copy' }));
  expect(within(dialog).getByText('The name needs more than two characters.')).toBeVisible();
  await userEvent.type(name, ' locum');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Copy' }));
  expect(await screen.findByText('dr locum has been made. Nobody has it yet.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ name: 'dr locum', description: 'Charts.' });
});

test('a name that is taken is said at the name', async () => {
  openAt('/admin/roles', {
    'GET /roles': roles,
    [`POST /roles/${ids.doctor}/copy`]: () => refuse('role/name-taken', 409),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Copy doctor' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Copy' }));
  await waitFor(() =>
    expect(screen.getByRole('textbox', { name: /Role name/ })).toHaveAccessibleDescription(
      /There is a role of this name already\./,
    ),
  );
});

test('whoever may only look is offered nothing else', async () => {
  openAt('/admin/roles', { 'GET /roles': roles }, ['roles.list-roles']);
  await screen.findByRole('heading', { name: 'Manage Roles' });
  expect(screen.queryByRole('button', { name: /Copy/ })).toBeNull();
  expect(screen.queryByRole('link', { name: /Details|Create/ })).toBeNull();
});

test('refused, failed and empty look different', async () => {
  openAt('/admin/roles', { 'GET /roles': () => refuse('actor/not-permitted', 403) });
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
});
test('failed', async () => {
  openAt('/admin/roles', {});
  expect(await screen.findByRole('heading', { name: 'This page could not be loaded' })).toBeVisible();
});
test('empty', async () => {
  openAt('/admin/roles', { 'GET /roles': () => ({ roles: [] }) });
  expect(await screen.findByRole('heading', { name: 'There are no roles' })).toBeVisible();
});
