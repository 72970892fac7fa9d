import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** For each width a site of its own, a doctor who works at others too, and the time that is booked there. */
const journeys = {
  wide: {
    name: 'Harbourview',
    shortName: 'HV',
    who: 'Cy Okonjo',
    lastName: 'Okonjo',
    to: 'Quay Street',
    start: '06:10',
  },
  small: {
    name: 'Lakeside',
    shortName: 'LS',
    who: 'Gideon Fairweather',
    lastName: 'Fairweather',
    to: 'Fernhill',
    start: '06:20',
  },
} as const;
type Journey = (typeof journeys)[keyof typeof journeys];

/** Looks at a page, once it stands still, with every sense. */
async function looksRight(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await accessible(page, what);
  await fits(page, what);
}

async function addSite(page: Page, { name, shortName }: Journey): Promise<void> {
  await page.goto('/admin/sites');
  await page.getByRole('link', { name: 'Add Site' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'Short Name' }).fill(shortName);
  await page.getByRole('radio', { name: 'Olive' }).check();
  await page.getByLabel('Service Location Code').selectOption('W');
  await looksRight(page, 'Add Site');
  await page.getByRole('button', { name: 'Add Site' }).click();
  await page.getByText(`${name} is added.`).waitFor();
  await looksRight(page, 'Sites');
}

async function assign(page: Page, { name, who, lastName }: Journey): Promise<void> {
  await page.goto(`/admin/users?keyword=${lastName}`);
  await page.getByRole('link', { name: `Edit ${who}` }).click();
  const sites = page.getByRole('region', { name: 'Site Assignment' });
  await sites.getByRole('combobox', { name: 'Search' }).fill(name.slice(0, 2));
  await page.getByRole('option', { name }).click();
  await sites.getByRole('button', { name: 'Add' }).click();
  await sites.getByRole('button', { name: `Remove ${name}` }).waitFor();
  await page.getByRole('button', { name: 'Update User' }).click();
  await page.getByText(`${who} has been updated.`).waitFor();
}

async function book(page: Page, { name, who, start }: Journey): Promise<void> {
  await page.goto('/schedule');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Patient' }).fill('an');
  // Not the options of native fields, which are behind the dialog.
  await page.locator('[role="option"]', { hasText: 'no.' }).first().click();
  await dialog.getByRole('combobox', { name: 'Provider' }).click();
  await page.locator('[role="option"]', { hasText: who }).filter({ hasText: name }).click();
  await dialog.getByLabel('Site').selectOption(name);
  await dialog.getByLabel('Day').fill('2031-03-03');
  await dialog.getByLabel('Time').fill(start);
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await page.getByText('is booked:').waitFor();
}

async function close(page: Page, { name, to }: Journey): Promise<void> {
  await page.goto('/admin/sites');
  await page.getByRole('link', { name: `Close ${name}` }).click();
  await page.getByRole('heading', { name: '1 appointment with 1 provider' }).waitFor();
  await page.getByText('1 appointment must be moved or cancelled first.').waitFor();
  await looksRight(page, 'Close, not yet');
  await page.getByLabel('Move them to').selectOption(to);
  await page.getByRole('button', { name: 'Move 1 appointment' }).click();
  await page.getByText(`1 appointment moved to ${to}.`).waitFor();
  await looksRight(page, 'Close, ready');
  await page.getByRole('button', { name: `Close ${name}` }).click();
  await page.getByText(`${name} is closed.`).waitFor();
  await page.getByRole('button', { name: `Open ${name} again` }).waitFor();
}

for (const size of Object.keys(widths) as (keyof typeof widths)[]) {
  test(`a site is added, worked at and closed, at ${widths[size].width} px`, async () => {
    const journey = journeys[size];
    const admin = await visitor(browser, size);
    const own = await visitor(browser, size);
    await signIn(admin.page, 'ada');
    await addSite(admin.page, journey);
    await assign(admin.page, journey);

    await signIn(own.page, journey.who.split(' ')[0]?.toLowerCase() ?? '');
    await book(own.page, journey);

    await close(admin.page, journey);

    // What was booked stands at the other site, and the closed one is offered to nobody.
    await own.page.goto('/schedule?view=day&day=2031-03-03&site=all');
    await own.page.getByTitle(journey.to).first().waitFor();
    await looksRight(own.page, 'the schedule of all sites');
    await own.page.getByLabel('Site').locator('option', { hasText: journey.name }).waitFor({ state: 'detached' });
    await Promise.all([admin, own].map(({ context }) => context.close()));
  });
}
