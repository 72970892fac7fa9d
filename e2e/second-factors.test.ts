import { Secret, TOTP } from 'otpauth';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, demo, fits, openBrowser, signIn, told, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** For each width a user of the demo who gets second factors, and the one whose role asks for one. */
const persons = { wide: 'arjan', small: 'signe' } as const;
const [login] = demo().logins;
const PASSWORD = login?.password ?? '';
const STEP_MS = 30_000;
const codeOf = (key: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate({
    timestamp: Date.now() + steps * STEP_MS,
  });

async function right(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await accessible(page, what);
  await fits(page, what);
}

/** A browser whose device keeps passkeys, at an address that has a name. */
async function withDevice(size: keyof typeof widths) {
  const { page, context } = await visitor(browser, size, demo().address.replace('127.0.0.1', 'localhost'));
  const device = await context.newCDPSession(page);
  await device.send('WebAuthn.enable');
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  return { page, context, device, authenticatorId };
}

async function givePassword(page: Page, username: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('User name or email').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Second Level Passcode', { exact: true }).fill(login?.passcode ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function confirmIn(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your password').fill(PASSWORD);
  await dialog.getByRole('button', { name: action }).click();
}

/** Sets up an app; answers its key and the recovery codes that came with it. */
async function setUpApp(page: Page) {
  await page.getByRole('button', { name: 'Set up an app' }).click();
  await confirmIn(page, 'Show the key');
  const dialog = page.getByRole('dialog', { name: 'Scan this with your app' });
  await dialog.getByRole('img', { name: 'The key, as a QR code' }).waitFor();
  await right(page, 'the key');
  const key = await dialog.locator('code').innerText();
  await dialog.getByLabel('Code that the app shows').fill('000000');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await dialog.getByText('This is not the code that the app shows now.').waitFor();
  await dialog.getByLabel('Code that the app shows').fill(codeOf(key));
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Your authenticator app has been set up.').waitFor();
  const codes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts();
  return { key, codes };
}

async function signedOut(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await fetch('/api/session', { method: 'DELETE' });
  });
}

const inside = (page: Page) => page.waitForURL(({ pathname }) => pathname === '/schedule');

async function keysOf(device: CDPSession, authenticatorId: string): Promise<number> {
  return (await device.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length;
}

for (const size of Object.keys(widths) as (keyof typeof widths)[]) {
  const username = persons[size];

  test(`an app, a passkey and recovery codes, each once more at sign-in, at ${widths[size].width} px`, async () => {
    const { page, context, device, authenticatorId } = await withDevice(size);
    await givePassword(page, username);
    await inside(page);

    // An app, and the codes for the day when it is lost.
    await page.goto('/my/credentials');
    const { key, codes } = await setUpApp(page);
    expect(codes).toHaveLength(10);
    await right(page, 'recovery codes');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await right(page, 'My credentials, with an app');

    // Its code finishes a sign-in; the same one does not finish another.
    await signedOut(page);
    await givePassword(page, username);
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await right(page, 'the second step');
    await page.goto('/inbox');
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    // That of now has confirmed the app; the next one is good already.
    const code = codeOf(key, 1);
    await page.getByLabel('Code of your authenticator app').fill(code);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/inbox');
    await signedOut(page);
    await givePassword(page, username);
    await page.getByLabel('Code of your authenticator app').fill(code);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('A code is good for half a minute, and once.').waitFor();
    await right(page, 'a code that was used');

    // A recovery code, once.
    await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
    await page.getByLabel('Recovery code').fill(codes[0] ?? '');
    await page.getByRole('button', { name: 'Go on' }).click();
    await inside(page);
    await told(page, 'You have signed in with a recovery code. 9 are left.');
    await signedOut(page);
    await givePassword(page, username);
    await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
    await page.getByLabel('Recovery code').fill(codes[0] ?? '');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('A code is good for half a minute, and once.').waitFor();
    await page.getByLabel('Recovery code').fill(codes[1] ?? '');
    await page.getByRole('button', { name: 'Go on' }).click();
    await inside(page);

    // A passkey, made by the device.
    await page.goto('/my/credentials');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Desk');
    await right(page, 'Add a passkey');
    await confirmIn(page, 'Make the passkey');
    await page.getByText('The passkey Desk has been added.').waitFor();
    expect(await keysOf(device, authenticatorId)).toBe(1);
    await right(page, 'My credentials, with all of it');

    // It finishes a sign-in, and does for one alone.
    await signedOut(page);
    await givePassword(page, username);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await inside(page);
    await signedOut(page);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await inside(page);

    // Once removed, it opens nothing.
    await page.goto('/my/credentials');
    await page.getByRole('button', { name: 'Remove the passkey Desk' }).click();
    await confirmIn(page, 'Remove the passkey');
    await page.getByText('The passkey Desk has been removed.').waitFor();
    await signedOut(page);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByText('This passkey does not open anything here.').waitFor();
    await right(page, 'a passkey that was removed');
    await context.close();
  });
}

test('a role asks for one: nothing else is open until it is there; an administrator resets it', async () => {
  const own = await visitor(browser, 'wide');
  const admin = await visitor(browser, 'small');
  // In the demo, whoever does the billing must have a second factor.
  await givePassword(own.page, 'teun');
  await own.page.getByRole('heading', { name: 'Add a second factor' }).waitFor();
  await own.page.getByText('Your role billing asks for a passkey or an authenticator app.').waitFor();
  await right(own.page, 'a second factor is due');
  await own.page.goto('/claims');
  await own.page.getByRole('heading', { name: 'Add a second factor' }).waitFor();
  await setUpApp(own.page);
  await own.page.getByRole('button', { name: 'I have kept them' }).click();
  await own.page.getByRole('link', { name: 'Claims' }).first().waitFor();

  // Details of the role, also of one that comes with the clinic.
  const { page } = admin;
  await signIn(page, 'ada');
  await page.goto('/admin/roles');
  await page.getByRole('link', { name: 'Details of doctor' }).click();
  await page.getByText('None is asked for.').waitFor();
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Passkey', { exact: true }).check();
  await right(page, 'the second factor of a role');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('You have this role yourself. Add such a second factor of your own first').waitFor();
  await page.keyboard.press('Escape');
  await page.goto('/admin/roles');
  await page.getByRole('link', { name: 'Details of billing' }).click();
  await page.getByText('A passkey or an authenticator app is asked for. Everybody who has the role has one.').waitFor();
  await right(page, 'Details of a role');

  // The app is lost, and so are the codes.
  await page.goto('/admin/users?keyword=Abara');
  await page.getByRole('link', { name: 'View Teun Abara' }).click();
  await page.getByText('authenticator app, 10 recovery codes left').waitFor();
  await page.getByRole('button', { name: 'Reset second factors' }).click();
  await right(page, 'Reset second factors');
  await confirmIn(page, 'Reset second factors');
  await page.getByText('The second factors of Teun Abara have been reset.').waitFor();
  await own.page.goto('/claims');
  await own.page.waitForURL('**/sign-in?**');
  await givePassword(own.page, 'teun');
  await own.page.getByRole('heading', { name: 'Add a second factor' }).waitFor();
  await Promise.all([own, admin].map(({ context }) => context.close()));
});
