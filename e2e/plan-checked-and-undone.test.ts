// A plan is kept, shown to the leaver, checked, carried out, and undone after the leaver has come back.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, signInWith, told, visitor } from './browser.ts';
import { chooseOwn } from './secrets.ts';
import { addWithTask, adminPassword, handOverAll } from './someone.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const leavers = {
  wide: { firstName: 'Uma', lastName: 'Ravnsborg', username: 'umaw' },
  small: { firstName: 'Uma', lastName: 'Rosendahl', username: 'umas' },
} as const;
const SECRETS = { password: 'Cedar4branch', passcode: '90417' };
const OWN = { password: 'Willow3bend', passcode: '61825' };

async function right(page: Page, what: string): Promise<void> {
  await accessible(page, what);
  await fits(page, what);
}

async function confirm(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  const reason = dialog.getByLabel('Reason');
  await dialog.getByLabel('Your password').waitFor();
  if (await reason.isVisible()) await reason.fill('Stays after all');
  await dialog.getByLabel('Your password').fill(adminPassword());
  await dialog.getByRole('button', { name: action }).click();
}

test.each(Object.keys(leavers) as (keyof typeof leavers)[])('%s', async (size) => {
  const leaver = { ...leavers[size], secrets: SECRETS };
  const name = `${leaver.firstName} ${leaver.lastName}`;
  const { page, context } = await visitor(browser, size);
  await signIn(page, 'ada');
  await addWithTask(page, leaver, () => Promise.resolve());
  await page.goto(`/admin/users?list=active&keyword=${leaver.lastName}`);
  await page.getByRole('link', { name: `Deactivate ${name}` }).click();
  await page.getByRole('heading', { name: `Deactivate ${name}` }).waitFor();
  await page.getByRole('combobox', { name: 'Everything to' }).click();
  await page.getByRole('option', { name: /Cy Okonjo/ }).click();
  await page.getByText('Everything has a place.').waitFor();
  await page.getByRole('button', { name: 'Save plan' }).click();
  await page.getByRole('button', { name: `Show to ${name} for checking` }).click();
  await page.getByText(`${name} can read the plan now`).waitFor();

  const own = await visitor(browser, size);
  await signInWith(own.page, { username: leaver.username, ...SECRETS });
  await chooseOwn(own.page, SECRETS.password, OWN);
  await told(own.page, 'Ada Lindqvist asks you to check the plan');
  await own.page.goto('/my/hand-over');
  await own.page
    .getByRole('region', { name: 'Tasks' })
    .getByText(/Cy Okonjo/)
    .waitFor();
  await own.page.getByLabel('What should be different').fill('Luc knows the suppliers better');
  await right(own.page, 'My hand-over');
  await own.page.getByRole('button', { name: 'Checked' }).click();
  await own.page.getByText('Thank you. The administrator has been told.').waitFor();

  await page.reload();
  await page.getByText(`Checked by ${name}`).waitFor();
  await page.getByText('Luc knows the suppliers better').waitFor();
  await right(page, 'a plan that has been checked');
  await handOverAll(page, { name, reason: 'Leaves' });
  await own.page.goto('/tasks');
  await own.page.waitForURL(/sign-in/);

  // Undone: first back, with what they had; then the work.
  const receipt = page.url();
  await page.getByRole('link', { name: `Activate ${name}` }).click();
  await page.getByRole('heading', { name: `Activate ${name}` }).waitFor();
  await page.getByRole('checkbox', { name: 'doctor' }).check();
  await page.getByLabel('No sign-in').check();
  await page.getByLabel('Reason').fill('Stays after all');
  await page.getByRole('button', { name: 'Activate' }).click();
  await confirm(page, 'Activate');
  await page.getByRole('link', { name: 'Take Work Back' }).waitFor();
  await page.goto(receipt);
  await page.getByText(/^Tasks: (\d+) of \1 can go back$/).waitFor();
  await right(page, 'what can be undone');
  await page.getByRole('button', { name: 'Give the work back' }).click();
  await confirm(page, 'Give the work back');
  await page.getByText(/^Undone: 1 item was given back/).waitFor();
  await page.getByRole('button', { name: 'Show the item' }).click();
  await page
    .getByRole('region', { name: 'Every item' })
    .getByText(/^Today/)
    .nth(1)
    .waitFor();
  await right(page, 'a hand-over that was undone');
  await Promise.all([context.close(), own.context.close()]);
});
