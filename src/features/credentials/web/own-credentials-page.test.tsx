import { configure, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { credentialRoutes } from './routes.ts';

await import('./own-credentials-page.tsx');
configure({ defaultHidden: true });

const own = {
  username: 'bo',
  email: null,
  setAt: '2026-11-01T12:00:00Z',
  expiresAt: null,
  mustChange: false,
  policy: 'guide',
};
const factors = { passkeys: [], authenticator: null, recoveryCodesLeft: 0, asked: [] };
const server: Server = {
  'GET /my/credentials': () => own,
  'GET /my/second-factors': () => factors,
};
const open = (more: Server = {}, limited: 'enrol-factor' | 'new-credentials' | null = null) =>
  openRoutes({
    routes: credentialRoutes.own,
    at: '/my/credentials',
    server: { ...server, ...more },
    session: { limited },
  });
const type = async (label: string | RegExp, text: string) => userEvent.type(await screen.findByLabelText(label), text);
const confirm = async (action: string) => {
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText('Your password'), 'Tidal7pools');
  await userEvent.click(within(dialog).getByRole('button', { name: action }));
};

test('a new password goes out with the old one; how many other sessions ended is said', async () => {
  const { sent } = open({ 'PUT /my/credentials': () => ({ sessionsEnded: 2 }) });
  await type('New Password', 'Tidal9harbour');
  await type('Confirm New Password', 'Tidal9harbour');
  await type(/^Your password until now/, 'Tidal7pools');
  await userEvent.click(screen.getByRole('button', { name: 'Change' }));
  expect(await screen.findByText('Your 2 other sessions have ended.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'PUT')?.body).toEqual({
    newPassword: 'Tidal9harbour',
    password: 'Tidal7pools',
  });
});

test('nothing chosen is said before anything is sent; a wrong password stands at its field', async () => {
  const { sent } = open({ 'PUT /my/credentials': () => refuse('confirmation/password-wrong', 403) });
  await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
  expect(await screen.findByText('Choose a new password, a new passcode, or both.')).toBeVisible();
  expect(sent.filter(({ method }) => method === 'PUT')).toEqual([]);
  await type('New Second Level Passcode', '5190');
  await type('Confirm New Second Level Passcode', '5190');
  await type(/^Your password until now/, 'Wrong7one');
  await userEvent.click(screen.getByRole('button', { name: 'Change' }));
  expect(await screen.findByText(/^This is not your password\./)).toBeVisible();
});

test('who must choose other secrets first has nothing else on the page', async () => {
  const { sent } = open({ 'GET /my/credentials': () => ({ ...own, mustChange: true }) }, 'new-credentials');
  expect(await screen.findByRole('heading', { name: 'Choose your own password and passcode' })).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Passkeys' })).toBeNull();
  expect(sent.map(({ path }) => path)).not.toContain('/my/second-factors');
});

test('an app is set up: password, key, code, and the recovery codes, once', async () => {
  let tries = 0;
  const codes = ['AAAA-BBBB-CCCC-DDDD', 'EEEE-FFFF-GGGG-HHHH'];
  const { sent } = open({
    'POST /my/authenticator': () => ({ key: { text: 'ABCDEFGH', uri: 'otpauth://totp/Alder:bo?secret=ABCDEFGH' } }),
    'PUT /my/authenticator': () =>
      (tries += 1) === 1 ? refuse('second-factor/code-wrong', 422) : { recoveryCodes: codes },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Set up an app' }));
  await confirm('Show the key');
  const dialog = await screen.findByRole('dialog', { name: 'Scan this with your app' });
  expect(within(dialog).getByRole('img', { name: 'The key, as a QR code' })).toBeInTheDocument();
  expect(within(dialog).getByText('ABCD EFGH')).toBeVisible();
  const code = within(dialog).getByLabelText('Code that the app shows');
  await userEvent.type(code, '111111{Enter}');
  expect(await within(dialog).findByText(/^This is not the code that the app shows now\./)).toBeVisible();
  await userEvent.clear(code);
  await userEvent.type(code, '222222{Enter}');
  expect(await screen.findByText('AAAA-BBBB-CCCC-DDDD')).toBeVisible();
  expect(sent.find(({ path, method }) => path === '/my/authenticator' && method === 'POST')?.body).toEqual({
    password: 'Tidal7pools',
  });
  await userEvent.click(screen.getByRole('button', { name: 'I have kept them' }));
  expect(screen.queryByText('AAAA-BBBB-CCCC-DDDD')).toBeNull();
});

test('passkeys are listed with their last use and can be removed, unless a role asks for the last', async () => {
  const passkey = {
    passkeyId: '00000000-0000-4000-8000-0000000000f1',
    credentialId: 'AQ',
    transports: [],
    name: 'Desk',
    addedAt: '2026-11-01T12:00:00Z',
    lastUsedAt: null,
  };
  open({
    'GET /my/second-factors': () => ({ ...factors, passkeys: [passkey], recoveryCodesLeft: 2 }),
    [`DELETE /my/passkeys/${passkey.passkeyId}`]: () => refuse('second-factor/required', 409),
  });
  expect(await screen.findByText(/not used yet/)).toBeVisible();
  expect(screen.getByText('Make new ones now.')).toBeVisible();
  // jsdom is no place with passkeys; neither is an address without a name.
  expect(screen.getByText(/^Passkeys need a page with a name/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Remove the passkey Desk' }));
  await confirm('Remove the passkey');
  expect(await screen.findByText('Your role asks for it. Add another one first, then remove this one.')).toBeVisible();
});

test.each([false, true])(
  'who must add one first sees that, and goes on once the codes are put away (before the page knows: %s)',
  async (early) => {
    const known = Promise.withResolvers<void>();
    if (!early) known.resolve();
    let added = false;
    const asked = { role: 'doctor', secondFactor: 'authenticator' };
    const { router } = open(
      {
        'GET /my/second-factors': async () => {
          if (added) await known.promise;
          return { ...factors, asked: [{ ...asked, met: added }] };
        },
        'POST /my/authenticator': () => ({ key: { text: 'ABCD', uri: 'otpauth://totp/a' } }),
        'PUT /my/authenticator': () => {
          added = true;
          return { recoveryCodes: ['AAAA-BBBB-CCCC-DDDD'] };
        },
      },
      'enrol-factor',
    );
    expect(await screen.findByText(/^Your role doctor asks for an authenticator app\./)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Change' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Set up an app' }));
    await confirm('Show the key');
    await userEvent.type(await screen.findByLabelText('Code that the app shows'), '222222{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: 'I have kept them' }));
    known.resolve();
    expect(await screen.findByText('elsewhere')).toBeVisible();
    expect(router.state.location.pathname).toBe('/');
  },
);
