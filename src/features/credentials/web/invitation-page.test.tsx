import { configure, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { credentialRoutes } from './routes.ts';

await import('./invitation-page.tsx');
configure({ defaultHidden: true });

const invited = {
  clinicName: 'Alder Point',
  firstName: 'Maren',
  lastName: 'Solheim',
  username: 'maren',
  email: null,
  policy: 'guide',
};
const open = (more: Server = {}) =>
  openRoutes({
    routes: credentialRoutes.outside,
    at: '/invitation/abc',
    server: { 'POST /invitation/look': () => invited, ...more },
  });
async function choose(password: string, passcode: string) {
  for (const [label, text] of [
    ['Password', password],
    ['Confirm Password', password],
    ['Second Level Passcode', passcode],
    ['Confirm Second Level Passcode', passcode],
  ] as const) {
    const field = await screen.findByLabelText(new RegExp(`^${label}( \\*)?$`));
    await userEvent.clear(field);
    await userEvent.paste(text);
  }
  await userEvent.click(screen.getByRole('button', { name: 'Save, then sign in' }));
}

test('whoever holds the link is greeted and chooses both secrets, pasted or typed; nobody is signed in', async () => {
  const { sent } = open({ 'POST /invitation': () => ({}) });
  expect(await screen.findByRole('heading', { name: 'Welcome, Maren' })).toBeVisible();
  await choose('Cedar4branch', '90417');
  expect(await screen.findByText('Your password and passcode are set')).toBeVisible();
  expect(screen.getByText('Sign in with them now, as maren.')).toBeVisible();
  expect(sent.at(-1)?.body).toEqual({ token: 'abc', newPassword: 'Cedar4branch', newPasscode: '90417' });
});

test('a weak password is said at its field, and nothing is sent', async () => {
  const { sent } = open();
  await screen.findByRole('heading', { name: 'Welcome, Maren' });
  await choose('short', '90417');
  expect(await screen.findByText('This password does not meet the rules yet.')).toBeVisible();
  expect(sent.map(({ path }) => path)).toEqual(['/invitation/look']);
});

test('what the server refuses stands at its field', async () => {
  open({ 'POST /invitation': () => refuse('secret/password-common', 422) });
  await choose('Cedar4branch', '90417');
  expect(await screen.findByText(/^This password is one of the first/)).toBeVisible();
});

test.each<[string, Server]>([
  ['that never was', { 'POST /invitation/look': () => refuse('credentials/invitation-over', 404) }],
  ['that ends meanwhile', { 'POST /invitation': () => refuse('credentials/invitation-over', 404) }],
])('a link %s says so, and whom to ask', async (_, server) => {
  open(server);
  if (server['POST /invitation']) await choose('Cedar4branch', '90417');
  expect(await screen.findByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
});

test('a server that fails is no link that is over', async () => {
  open({ 'POST /invitation/look': () => Response.json({ title: 'defect' }, { status: 500 }) });
  expect(await screen.findByRole('heading', { name: 'This page could not be loaded' })).toBeVisible();
});
