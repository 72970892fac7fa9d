import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** For each width a nurse of the demo whose access is managed. */
const persons = {
  wide: { name: 'Ines Marchetti', username: 'ines' },
  small: { name: 'Odile Delacroix', username: 'odile' },
} as const;
const PASSWORD = 'Harbour7light';

async function right(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await accessible(page, what);
  await fits(page, what);
}

for (const size of Object.keys(widths) as (keyof typeof widths)[]) {
  test(`a set is closed to a user in the overlay, holds at once, and is lifted from a master file, at ${widths[size].width} px`, async () => {
    const { name, username } = persons[size];
    const admin = await visitor(browser, size);
    const own = await visitor(browser, size);
    const { page } = admin;
    await signIn(page, 'ada');
    await signIn(own.page, username);

    // A set of the demo, and one of its patients.
    await page.goto('/admin/patient-sets');
    await right(page, 'Patient Sets');
    await page.getByRole('link', { name: 'Infants' }).click();
    await page.getByRole('heading', { name: 'Infants', level: 1 }).waitFor();
    await right(page, 'A patient set');
    const address = (await page.locator('a[href^="/patients/"]').last().getAttribute('href')) ?? '';
    expect(address).toMatch(/^\/patients\/.{36}$/);

    // Manage Roles → Manage Set Access, as in the guide.
    await page.goto('/admin/roles');
    await page.getByRole('button', { name: 'Manage Set Access' }).click();
    const overlay = page.getByRole('dialog', { name: 'Manage Demographic Set Security' });
    await overlay.getByRole('combobox', { name: 'User' }).fill(name.split(' ')[1] ?? '');
    await page.getByRole('option', { name }).click();
    await overlay.getByRole('option', { name: /Infants/ }).click();
    await overlay.getByRole('button', { name: 'Move to Black Listed' }).click();
    await overlay.getByText(`Infants closes to ${name}, at the next click.`).waitFor();
    await right(page, 'Manage Set Access');

    // Nothing is saved without a reason; Cancel saves nothing.
    await overlay.getByRole('button', { name: 'Done' }).click();
    await overlay.getByText('Say why this is closed.').waitFor();
    await overlay.getByLabel('Reason').fill('Own children');
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Vancouver' }).format(new Date());
    await overlay.getByLabel('Review on').fill(today);
    await overlay.getByText('Whoever saves this is told on that day.').waitFor();
    await overlay.getByRole('button', { name: 'Done' }).click();
    const confirm = page.getByRole('dialog', { name: `Change what is closed to ${name}?` });
    await confirm.getByText(new RegExp(`${name} will no longer open the charts of \\d+ patients`)).waitFor();
    await right(page, 'What set access comes to');
    await confirm.getByLabel('Your password').fill(PASSWORD);
    await confirm.getByRole('button', { name: 'Save set access' }).click();
    await page.getByText(`Set access of ${name} is saved: 1 set closed.`).waitFor();

    // It holds on the user's next click.
    await own.page.goto(`${address}/chart`);
    await own.page
      .getByText(/closed to you/)
      .first()
      .waitFor();
    await right(own.page, 'A closed chart');

    // Its review day is today: the page of sets says so first, and the set who looks at it again.
    await page.goto('/admin/patient-sets');
    await page.getByText('1 set has a block that is to be looked at again').waitFor();
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/only=due/);
    await right(page, 'Sets with a review due');
    await page.getByRole('link', { name: 'Infants' }).click();
    await page
      .getByText(/^review on .*, by Ada Lindqvist$/)
      .first()
      .waitFor();
    await right(page, 'A set with a review due');

    // From the master file administrators see who is kept out, and lift it.
    await page.goto(address);
    const blocks = page.getByRole('region', { name: 'Kept out of this chart' });
    await blocks.getByText(name).waitFor();
    await blocks.getByText('Own children').waitFor();
    await right(page, 'Who is kept out');
    await blocks.getByRole('button', { name: `Lift the block of ${name} on Infants` }).click();
    const lift = page.getByRole('dialog', { name: `Lift the block of ${name}?` });
    await lift.getByLabel('Reason').fill('Laid for the journey');
    await right(page, 'Lift a block');
    await lift.getByLabel('Your password').fill(PASSWORD);
    await lift.getByRole('button', { name: 'Lift the block' }).click();
    await page.getByText(`The block of ${name} on Infants is lifted.`).waitFor();

    await own.page.reload();
    await own.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await own.page.getByText(/record is (closed|not open) to you/).count()).toBe(0);
    await Promise.all([admin, own].map(({ context }) => context.close()));
  });
}
