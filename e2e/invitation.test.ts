import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, signInWith, told, visitor, widths } from './browser.ts';
import { typeSecrets } from './secrets.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Two newcomers for each width: one is invited, the other gets credentials at once. */
const newcomers = {
  wide: {
    invited: { lastName: 'Ravensworth', firstName: 'Ilse' },
    given: { lastName: 'Quillfeather', firstName: 'Tam' },
  },
  small: {
    invited: { lastName: 'Vandermeer', firstName: 'Oona' },
    given: { lastName: 'Birchwood', firstName: 'Nils' },
  },
} as const;
const CHOSEN = { password: 'Cedar4branch', passcode: '90417' };
const SET = { password: 'Maple6leaves', passcode: '7306' };

async function beginAdding(page: Page, { lastName, firstName }: { lastName: string; firstName: string }) {
  await page.goto('/admin/users/add');
  await page.getByLabel('Last Name').fill(lastName);
  await page.getByLabel('First Name').fill(firstName);
  await page.getByLabel('Type').selectOption('nurse');
  await page.getByText('Standard access, proposed because the type is nurse.').waitFor();
  await page.getByLabel('User Name').fill(firstName.toLowerCase());
}

/** In so many minutes of the clinic's clock, which counts whole ones. */
async function chooseExpiry(page: Page, minutes: number): Promise<void> {
  await page.getByRole('button', { name: 'Set login expiry' }).click();
  const dialog = page.getByRole('dialog');
  const soon = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/Vancouver',
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(Date.now() + minutes * 60_000)
    .split(' ');
  await dialog.getByLabel('Expires On').fill(soon[0] ?? '');
  await dialog.getByLabel('At').fill(soon[1] ?? '');
}

/** Signed in until the login expires; what else there is to look at comes meanwhile. */
const ending: Page[] = [];

for (const size of Object.keys(widths) as (keyof typeof widths)[]) {
  const { invited, given } = newcomers[size];
  const { width } = widths[size];

  test(`credentials set by somebody else are changed at the first sign-in; an expiry is set, at ${width} px`, async () => {
    const admin = await visitor(browser, size);
    const own = await visitor(browser, size);
    await signIn(admin.page, 'ada');
    await beginAdding(admin.page, given);
    await admin.page.getByLabel('Set credentials now').check();
    await typeSecrets(admin.page, SET);
    await admin.page.getByRole('button', { name: 'Add User' }).click();
    await admin.page.getByText(`${given.firstName} ${given.lastName} has been added.`).waitFor();

    const username = given.firstName.toLowerCase();
    await signInWith(own.page, { username, ...SET });
    await own.page.getByRole('heading', { name: 'Choose your own password and passcode' }).waitFor();
    await accessible(own.page, 'the first sign-in');
    await fits(own.page, 'the first sign-in');
    // There is nowhere else to go.
    await own.page.goto('/tasks');
    await own.page.getByRole('heading', { name: 'Choose your own password and passcode' }).waitFor();
    await typeSecrets(own.page, CHOSEN, 'New ');
    await own.page.getByLabel('Your password until now').fill(SET.password);
    await own.page.getByRole('button', { name: 'Choose and go on' }).click();
    await own.page.getByRole('link', { name: 'Schedule' }).first().waitFor();

    await admin.page.goto(`/admin/users?keyword=${given.lastName}`);
    await admin.page
      .getByRole('link', { name: `${given.lastName}, ${given.firstName}` })
      .first()
      .click();
    const set = admin.page.getByText(`The login expiry of ${given.firstName} ${given.lastName} has been set.`);
    await chooseExpiry(admin.page, 120);
    await accessible(admin.page, 'the expiry');
    await admin.page.getByRole('button', { name: 'Save' }).click();
    await set.waitFor();
    await accessible(admin.page, 'View, with an expiry');
    await fits(admin.page, 'View, with an expiry');
    await own.page.goto('/tasks');
    await told(own.page, 'Your sign-in ends soon');
    if (size === 'wide') {
      // Reloaded, the page says nothing of the first one any more.
      await admin.page.reload();
      await chooseExpiry(admin.page, 1.5);
      await admin.page.getByRole('button', { name: 'Save' }).click();
      await set.waitFor();
      ending.push(own.page);
    } else await own.context.close();
    await admin.context.close();
  });

  test(`an invited user chooses password and passcode by the link, once, at ${width} px`, async () => {
    const admin = await visitor(browser, size);
    await signIn(admin.page, 'ada');
    await beginAdding(admin.page, invited);
    await admin.page.getByText('The user chooses password and passcode by a link').waitFor();
    await accessible(admin.page, 'Add User, with an invitation');
    await admin.page.getByRole('button', { name: 'Add User' }).click();
    const link = await admin.page.getByLabel('Link of the invitation').inputValue();
    await accessible(admin.page, 'the link');
    await fits(admin.page, 'the link');

    const own = await visitor(browser, size);
    await own.page.goto(link);
    await own.page.getByRole('heading', { name: `Welcome, ${invited.firstName}` }).waitFor();
    await typeSecrets(own.page, { ...CHOSEN, password: 'Password1' });
    await own.page.getByText('guessed at once').waitFor();
    await accessible(own.page, 'the invitation');
    await fits(own.page, 'the invitation');
    await own.page.getByRole('button', { name: 'Save, then sign in' }).click();
    await own.page.getByText('This password is one of the first that somebody would guess.').waitFor();
    await typeSecrets(own.page, CHOSEN);
    await own.page.getByRole('button', { name: 'Save, then sign in' }).click();
    await own.page.getByText('Your password and passcode are set').waitFor();
    await signInWith(own.page, { username: invited.firstName.toLowerCase(), ...CHOSEN });
    await told(own.page, 'You have chosen your password and passcode.');
    await accessible(own.page, 'a notice');
    await own.page.getByRole('button', { name: 'Put away' }).click();
    await own.page.getByText('You have chosen your password and passcode.').waitFor({ state: 'hidden' });

    const late = await visitor(browser, size);
    await late.page.goto(link);
    await late.page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    await accessible(late.page, 'a link that is over');
    await Promise.all([admin, own, late].map(({ context }) => context.close()));
  });
}

test('the expiry has ended what was open', async () => {
  expect(ending).toHaveLength(1);
  for (const page of ending) {
    await expect
      .poll(
        async () => {
          await page.goto('/tasks');
          await page.waitForLoadState('networkidle');
          return page.url();
        },
        { timeout: 240_000, interval: 3_000 },
      )
      .toContain('/sign-in');
    await page.context().close();
  }
});
