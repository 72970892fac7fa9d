// Families that a clinic would forget: accepted as changed, dismissed with a reason, and found again.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, visitor } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const USER = 'Zofia Kowalczyk';

async function right(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await accessible(page, what);
  await fits(page, what);
}

test('wide: the page of sets says that a family waits; it is accepted without one of them', async () => {
  const { context, page } = await visitor(browser, 'wide');
  await signIn(page, 'ada');
  await page.goto('/admin/patient-sets');
  await page.getByRole('link', { name: 'Suggestions, 1 waiting' }).click();
  await page.getByRole('button', { name: `Accept the suggestion for ${USER}` }).click();
  const dialog = page.getByRole('dialog', { name: `Close these charts to ${USER}?` });
  await dialog.getByRole('checkbox', { name: /^Janek/ }).uncheck();
  await dialog.getByRole('combobox', { name: 'Somebody else of this family' }).waitFor();
  await right(page, 'A suggestion that is accepted');
  await dialog.getByLabel('Your password').fill('Harbour7light');
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await page.getByText(`Family of ${USER} is made and closed to ${USER}.`).waitFor();
  await context.close();
});

test('small: who is left is dismissed with a reason, and can still be accepted', async () => {
  const { context, page } = await visitor(browser, 'small');
  await signIn(page, 'ada');
  await page.goto('/admin/patient-sets/suggestions');
  await page.getByText('Janek Kowalczyk').waitFor();
  await right(page, 'Suggestions');
  await page.getByRole('button', { name: `Dismiss the suggestion for ${USER}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /Reason/ }).fill('Lives elsewhere by now');
  await right(page, 'A suggestion that is dismissed');
  await dialog.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByText(`The suggestion for ${USER} is dismissed.`).waitFor();
  await page.getByText('Dismissed', { exact: true }).click();
  await page.getByText('Lives elsewhere by now').waitFor();
  await page.getByRole('button', { name: `Accept the suggestion for ${USER}` }).waitFor();
  await right(page, 'Suggestions that were dismissed');
  await context.close();
});
