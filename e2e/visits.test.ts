import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const ready = async (page: Page, what: string) => {
  await accessible(page, what);
  await fits(page, what);
};

/** At each width another provider's day is cancelled. */
const days = { wide: 'Zofia Kowalczyk', small: 'Halvor Eriksen' } as const;

for (const size of Object.keys(widths) as (keyof typeof widths)[]) {
  test(`past visits are closed out and passed on, at ${widths[size].width} px`, async () => {
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await page.goto('/schedule');
    await page.getByRole('link', { name: 'Past Visits' }).click();
    await page.getByRole('heading', { name: 'Past Visits' }).waitFor();
    await page.goto('/schedule/past?folder=all');
    const seen = page.getByRole('button', { name: /^Seen: / }).first();
    await seen.waitFor();
    await ready(page, 'Past Visits');
    const name = ((await seen.getAttribute('aria-label')) ?? '').replace('Seen: ', '');
    await seen.focus();
    await page.keyboard.press('Enter');
    await page.getByText(`${name} is marked seen.`).waitFor();

    await page
      .getByRole('button', { name: /^Open the visit of / })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: /^Visit of / });
    await dialog.getByRole('heading', { name: 'History' }).waitFor();
    await ready(page, 'a past visit');
    await dialog.getByRole('button', { name: 'Pass on' }).click();
    const give = page.getByRole('dialog', { name: /^Give / });
    await give.getByRole('combobox', { name: 'Who has it from now on' }).fill('Odile');
    await page.getByRole('option', { name: /Odile Delacroix/ }).click();
    await give.getByRole('button', { name: 'Give', exact: true }).click();
    await page.getByText('Odile Delacroix has it now.').waitFor();

    const downloads = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    expect((await downloads).suggestedFilename()).toBe('past-visits.csv');
    await context.close();
  });

  test(`a day of a provider is cancelled at once, at ${widths[size].width} px`, async () => {
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await page.goto('/schedule/cancel-day');
    await page.getByRole('heading', { name: 'Choose a provider or a site' }).waitFor();
    await ready(page, 'Cancel a Day, nothing chosen');
    await page.getByRole('combobox', { name: 'Provider' }).fill(days[size]);
    await page.getByRole('option', { name: new RegExp(days[size]) }).click();
    await page.waitForURL(/provider=/);
    // The next day on which the provider has several appointments.
    const act = page.getByRole('button', { name: /^Cancel \d+ appointments$/ });
    for (let ahead = 1; ahead <= 7; ahead += 1) {
      const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Vancouver', dateStyle: 'short' }).format(
        Date.now() + ahead * 86_400_000,
      );
      await page.getByLabel('Day', { exact: true }).fill(day);
      await page.waitForURL(new RegExp(`day=${day}`));
      // What stands there now is of this day, and not still of the one before.
      await page.reload();
      await page
        .getByRole('button', { name: /^Cancel \d+ appointments?$/ })
        .or(page.getByRole('heading', { name: 'Nothing to cancel on that day' }))
        .waitFor();
      if (await act.isVisible()) break;
    }
    await act.waitFor();
    await ready(page, 'Cancel a Day');
    await page.getByRole('textbox', { name: 'Why they are cancelled' }).fill('Ill');
    await act.click();
    const dialog = page.getByRole('dialog');
    await ready(page, 'the confirmation of Cancel a Day');
    await dialog.getByRole('button', { name: /^Cancel \d+ appointments$/ }).click();
    await page.getByText(/^\d+ appointments are cancelled/).waitFor();
    await page.getByRole('heading', { name: 'Still to call' }).waitFor();
    await ready(page, 'a day, cancelled');
    await context.close();
  });
}
