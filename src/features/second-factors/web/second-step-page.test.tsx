import { configure, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { secondStepRoutes } from './routes.ts';

await import('./second-step-page.tsx');
configure({ defaultHidden: true });

const open = (more: Server = {}, at = '/sign-in/second-step?next=%2Finbox') =>
  openRoutes({
    routes: secondStepRoutes,
    at,
    server: { 'GET /session/second-factor': () => ({ passkeys: [], code: true }), ...more },
  });
const give = async (label: string, code: string) =>
  userEvent.type(await screen.findByLabelText(label), `${code}{Enter}`);

test('a code leads to where one was going', async () => {
  const { router, sent } = open({ 'POST /session/second-factor/code': () => ({ userId: '', limited: null }) });
  await give('Code of your authenticator app', '123456');
  expect(await screen.findByText('elsewhere')).toBeVisible();
  expect([router.state.location.pathname, sent.at(-1)?.body]).toEqual(['/inbox', { code: '123456' }]);
});

test('and never to another site', async () => {
  const { router } = open(
    { 'POST /session/second-factor/code': () => ({ userId: '', limited: null }) },
    '/sign-in/second-step?next=%2F%2Fevil.example',
  );
  await give('Code of your authenticator app', '123456');
  await screen.findByText('elsewhere');
  expect(router.state.location.pathname).toBe('/');
});

test('a wrong one is said, and can be typed over', async () => {
  open({ 'POST /session/second-factor/code': () => refuse('second-factor/refused', 401) });
  await give('Code of your authenticator app', '000000');
  expect(await screen.findByRole('alert')).toHaveTextContent(/^That did not work\. A code is good for half a minute/);
});

test('five wrong ones lead back to the beginning', async () => {
  const { router } = open({ 'POST /session/second-factor/code': () => refuse('session/ended', 401) });
  await give('Code of your authenticator app', '000000');
  await screen.findByText('elsewhere');
  expect(router.state.location.pathname).toBe('/sign-in');
});

test('a recovery code instead', async () => {
  const { sent } = open({ 'POST /session/second-factor/code': () => ({ userId: '', limited: null }) });
  await userEvent.click(await screen.findByRole('button', { name: 'Use a recovery code instead' }));
  await give('Recovery code', 'AAAA-BBBB-CCCC-DDDD');
  await screen.findByText('elsewhere');
  expect(sent.at(-1)?.body).toEqual({ code: 'AAAA-BBBB-CCCC-DDDD' });
});

test('who has only a passkey, where it does not work, is told, and takes a recovery code', async () => {
  const passkeys = [{ credentialId: 'AQ', transports: [] }];
  open({ 'GET /session/second-factor': () => ({ passkeys, code: false }) });
  expect(await screen.findByText('Your passkey does not work at this address. Use a code instead.')).toBeVisible();
  expect(screen.getByLabelText('Recovery code')).toBeVisible();
});

test('who has nothing left to finish goes on', async () => {
  const { router } = open({ 'GET /session/second-factor': () => ({ passkeys: [], code: false }) });
  await screen.findByText('elsewhere');
  expect(router.state.location.pathname).toBe('/');
});
