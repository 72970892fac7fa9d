// A doctor meets a record that is closed to them, opens it in an emergency and closes it again; the
// privacy officer is told, and judges.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, demo, fits, openBrowser, signIn, told, visitor, widths } from './browser.ts';
import { closeRecord } from './close-record.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Somebody with a chart to open and a patient of its own for each width. */
const stories = {
  wide: { username: 'zofia', doctor: 'Zofia Kowalczyk', number: 61 },
  small: { username: 'hana', doctor: 'Hana Nakamura', number: 62 },
} as const;

async function right(page: Page, what: string): Promise<void> {
  await accessible(page, what);
  await fits(page, what);
  const shots = process.env['SHOTS'];
  if (shots) await page.screenshot({ path: `${shots}/${what.replaceAll(' ', '-')}.png`, fullPage: true });
}

/** Looks for the patient and opens what is found, which is a name and a lock. */
async function meet(page: Page, name: string, size: string): Promise<void> {
  const [first, last] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)] as const;
  await page.goto(`/patients?query=${encodeURIComponent(`${last}, ${first}`)}`);
  const row = page.getByRole(size === 'wide' ? 'row' : 'listitem').filter({ hasText: `${last}, ${first}` });
  await row.getByText('Closed to you').waitFor();
  expect(await row.getByRole('link', { name: 'Chart' }).count()).toBe(0);
  await right(page, `${size} search`);
  await row.getByRole('link', { name: `${last}, ${first}` }).click();
  await page.getByRole('heading', { level: 1, name: 'This record is closed to you' }).waitFor();
}

const widthNames = Object.keys(widths) as (keyof typeof widths)[];

test.each(widthNames)('a closed record, opened in an emergency, ended and judged: %s', async (size) => {
  const { username, doctor, number } = stories[size];
  const own = demo();
  const name = await closeRecord({ data: own.data, username, number });
  const { page, context } = await visitor(browser, size);
  await signIn(page, username);

  await meet(page, name, size);
  expect(await page.locator('main').innerText()).not.toMatch(/\d{3}-\d{3}-\d{4}(?<!0100)/);
  await right(page, `${size} closed record`);

  await page.getByRole('button', { name: 'Open this record' }).click();
  await page.getByText('Choose a reason.').waitFor();
  await page.getByRole('combobox', { name: 'Reason' }).selectOption('urgent-result');
  await page.getByRole('textbox', { name: 'In your words' }).fill('The lab called with a potassium of 6.4.');
  await page.getByLabel('Your password').fill('not it');
  await page.getByRole('button', { name: 'Open this record' }).click();
  await page.getByText('This is not your password.').waitFor();
  await right(page, `${size} closed record refused`);
  await page.getByLabel('Your password').fill(own.logins[0]?.password ?? '');
  await page.getByRole('button', { name: 'Open this record' }).click();

  const banner = page.getByRole('region', { name: 'Open in an emergency' });
  await banner.getByText(`The record of ${name} is open to you in an emergency`).waitFor();
  await banner.getByRole('link', { name: 'Open the chart' }).click();
  await page.waitForURL('**/chart');
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: name.split(' ')[0] ?? '' })
    .waitFor();
  await right(page, `${size} chart with the banner`);
  await page.goto('/tasks');
  await banner.getByRole('button', { name: 'End now' }).click();
  await banner.waitFor({ state: 'detached' });
  await meet(page, name, size);
  await context.close();

  const { page: office, context: hers } = await visitor(browser, size);
  await signIn(office, 'ada');
  await told(office, `${doctor} has opened a closed record in an emergency`);
  await office.getByRole('link', { name: 'See the uses' }).first().click();
  await office.getByRole('heading', { level: 1, name: 'Emergency Access' }).waitFor();
  await office.getByRole('button', { name: `Judge the use of ${doctor} for ${name}` }).click();
  const dialog = office.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Justified', exact: true }).check();
  await dialog.getByRole('textbox', { name: 'Note' }).fill(`The lab confirms the call of ${doctor}.`);
  await right(office, `${size} judging`);
  await dialog.getByRole('button', { name: 'Save the judgement' }).click();
  await office.getByText(`The use of ${doctor} is judged.`).waitFor();
  await office.getByLabel('Show').selectOption('justified');
  await office.getByText(`The lab confirms the call of ${doctor}.`).waitFor();
  await right(office, `${size} review queue`);
  await hers.close();
});
