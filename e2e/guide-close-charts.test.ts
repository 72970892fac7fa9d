// The guide on closing charts, step by step under its own labels. First half: from the demographic report to a patient set.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each(Object.keys(widths) as (keyof typeof widths)[])(
  '%s: a patient set is created from a demographic report',
  async (size) => {
    const { context, page } = await visitor(browser, size);
    await signIn(page, 'ada');
    await page.goto('/admin/demographic-report');

    // Search For: Demographic # stands there already. Where: a few specific patients by their numbers.
    await page.getByRole('checkbox', { name: 'Demographic #' }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'Demographic #' }).isChecked()).toBe(true);
    await page.getByRole('textbox', { name: 'Demographic ID(s)' }).fill('12, 15; 9999999 x7');
    await accessible(page, 'the report before it is run');
    await page.getByRole('button', { name: 'Run Query' }).click();
    await page.getByText('2 patients.', { exact: true }).waitFor();
    await page.getByText('Not a number, and not looked for: x7.').waitFor();
    await page.getByText('Found nobody with the number: 9999999.').waitFor();

    // Not satisfied yet: the criteria are updated, and the report runs again.
    await page.getByRole('textbox', { name: 'Demographic ID(s)' }).fill('12, 15, 18');
    await page.getByText('still the results of the last run').waitFor();
    await page.getByRole('button', { name: 'Run Query' }).click();
    await page.getByText('3 patients.', { exact: true }).waitFor();
    await accessible(page, 'the results');
    await fits(page, 'the results');

    // Set Name, at the top of the result list, then Save Patient Set.
    const name = `Family of the front desk, ${size}`;
    await page.getByRole('textbox', { name: 'Set Name' }).fill(name);
    await page.getByRole('button', { name: 'Save Patient Set' }).click();
    await page.getByText(`“${name}” is saved with 3 patients.`).waitFor();

    // Set names are unique: the same one is offered as a new version, and says who comes and who goes.
    await page.getByRole('textbox', { name: 'Demographic ID(s)' }).fill('15, 18, 21, 24');
    await page.getByRole('button', { name: 'Run Query' }).click();
    await page.getByText('4 patients.', { exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'Set Name' }).fill(name.toUpperCase());
    await page.getByRole('button', { name: 'Save Patient Set' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('takes in 2 patients and lets go 1 patient').waitFor();
    await accessible(page, 'the offer of a new version');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Two more are in the family');
    await dialog.getByRole('button', { name: 'Make a New Version' }).click();
    await page.getByText(`“${name}” has a version 2 now, with 4 patients.`).waitFor();

    // The report leaves as a file.
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^demographic-report .*\.csv$/);
    await context.close();
  },
);

test('the same report stands under Reports, and a query is saved there and loaded', async () => {
  const { context, page } = await visitor(browser, 'wide');
  await signIn(page, 'ada');
  await page.getByRole('link', { name: 'Reports', exact: true }).click();
  await page.getByRole('textbox', { name: 'Last Name' }).fill('a');
  await page.getByRole('combobox', { name: 'Order By' }).selectOption('Random');
  await page.getByRole('combobox', { name: 'Limit' }).selectOption('10');
  await page.getByRole('button', { name: 'Save Query' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Query Name' }).fill('Ten of A');
  await accessible(page, 'Save Query');
  await page.getByRole('dialog').getByRole('button', { name: 'Save Query' }).click();
  await page.getByText('The query “Ten of A” is saved.').waitFor();
  await page.reload();
  await page.getByRole('combobox', { name: 'Load Query' }).selectOption('Ten of A');
  expect(await page.getByRole('textbox', { name: 'Last Name' }).inputValue()).toBe('a');
  await page.getByRole('button', { name: 'Run Query' }).click();
  await page.getByText(/^The first 10 of /).waitFor();
  await page.getByRole('button', { name: 'Manage Queries' }).click();
  await page.getByRole('button', { name: 'Delete “Ten of A”' }).click();
  await page.getByRole('dialog').getByText('There are no saved queries yet.').waitFor();
  await context.close();
});
