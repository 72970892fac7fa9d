import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** For each width a receptionist of the demo who gets a role of their own. */
const persons = {
  wide: { name: 'Dee Hartwell', username: 'dee' },
  small: { name: 'Kofi Osei', username: 'kofi' },
} as const;

async function right(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await accessible(page, what);
  await fits(page, what);
}

/** The one user of that name, from Manage Users. */
async function toUser(page: Page, name: string): Promise<void> {
  await page.goto('/admin/users');
  await page.getByLabel('Keyword').fill(name.split(' ')[1] ?? '');
  await page.getByText('1 user', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: `View ${name}` }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

/** Asks why or why not, and waits for the sentence. */
async function explain(page: Page, what: RegExp, sentence: string): Promise<void> {
  await page.getByRole('combobox', { name: 'do this' }).click();
  await page.getByRole('option', { name: what }).click();
  await page.getByRole('button', { name: 'Explain' }).click();
  await page.getByText(sentence).waitFor();
}

for (const size of Object.keys(widths) as (keyof typeof widths)[]) {
  test(`a role is copied, changed, given, asked about and deleted, at ${widths[size].width} px`, async () => {
    const { name, username } = persons[size];
    const role = `locum ${size}`;
    const admin = await visitor(browser, size);
    const own = await visitor(browser, size);
    const { page } = admin;
    await signIn(page, 'ada');

    // Copy doctor.
    await page.goto('/admin/roles');
    await page.getByRole('button', { name: 'Copy doctor' }).click();
    await page.getByRole('dialog').getByLabel('Role name').fill(role);
    await right(page, 'Copy a role');
    await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText(`${role} has been made. Nobody has it yet.`).waitFor();
    await right(page, 'Details of a role');

    // Give it to a user, in the place of what the user had.
    await toUser(page, name);
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    const roles = page.getByRole('region', { name: 'Access Roles' });
    await roles.getByRole('combobox', { name: 'Search' }).fill(role.slice(0, 3));
    await page.getByRole('option', { name: new RegExp(role) }).click();
    await roles.getByRole('button', { name: 'Add' }).click();
    await roles.getByRole('button', { name: 'Remove front desk' }).click();
    await page.getByRole('button', { name: 'Update User' }).click();
    await page.getByText(`${name} has been updated.`).waitFor();

    // The user works with it.
    await signIn(own.page, username);
    await own.page.goto('/claims');
    await own.page.getByRole('heading', { name: 'Claims' }).first().waitFor();
    const claims = () => own.page.evaluate(async () => (await fetch('/api/claims')).status);
    expect(await claims()).toBe(200);

    // Take a permission away; who loses what is said before.
    await page.goto('/admin/roles');
    await page.getByRole('link', { name: `Details of ${role}` }).click();
    await page.getByLabel('Find a permission').fill('list-claims');
    await page.getByRole('option', { name: /claims\.list-claims/ }).click();
    await page.getByRole('button', { name: 'Take away' }).click();
    await page.getByText('Changed: 1 permission taken away.').waitFor();
    await page.getByRole('button', { name: 'Save Role' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name }).waitFor();
    await dialog.getByText('See the claims that one must follow up').waitFor();
    await dialog.getByText('It acts at once, on the next click of each of them.').waitFor();
    await right(page, 'Who gains and loses what');
    await dialog.getByRole('button', { name: 'Save Role' }).click();
    await page.getByText(`${role} has been saved.`).waitFor();

    // It holds on the user's very next request.
    expect(await claims()).toBe(403);

    // Why, and why not.
    await toUser(page, name);
    await page.getByRole('link', { name: 'Effective Access' }).last().click();
    await page.getByRole('heading', { name: `What can ${name} do?` }).waitFor();
    await explain(
      page,
      /See the claims that one must follow up/,
      `No. ${name} cannot see the claims that one must follow up, because none of the user’s roles allows it.`,
    );
    await right(page, 'Why not');
    await explain(page, /Look at a claim/, `Yes. ${name} can look at a claim, because the role ${role} allows it.`);
    await right(page, 'Why');
    await page.getByLabel('Keyword').fill('look at a claim');
    await page.getByRole('link', { name: 'Who else: look at a claim' }).click();
    await page.getByRole('heading', { name: 'Look at a claim.' }).waitFor();
    await right(page, 'Who can do this');

    // In spring the user had another role.
    await toUser(page, name);
    const address = `${new URL(page.url()).pathname}/access`;
    await page.goto(address);
    const spring = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('As of the day').fill(spring);
    await page.getByLabel('Time', { exact: true }).fill('14:00');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('heading', { name: `What could ${name} do?` }).waitFor();
    await page.getByText('front desk').last().waitFor();
    await right(page, 'As of a past moment');

    // Delete it; nobody is left without a role.
    await page.goto('/admin/roles');
    await page.getByRole('link', { name: `Details of ${role}` }).click();
    await page.getByRole('button', { name: 'Delete Role' }).click();
    await dialog.getByText(`${name} has no other role.`).waitFor();
    expect(await dialog.getByRole('button', { name: 'Delete Role' }).isDisabled()).toBe(true);
    await dialog.getByLabel('What its users get instead').selectOption({ label: 'front desk' });
    await dialog.getByText('loses').waitFor();
    await right(page, 'Delete a role');
    await dialog.getByRole('button', { name: 'Delete Role' }).click();
    await page.getByText(`${role} has been deleted. 1 user had it.`).waitFor();
    await right(page, 'Manage Roles');
    await toUser(page, name);
    await page.getByText('front desk').first().waitFor();
    await Promise.all([admin, own].map(({ context }) => context.close()));
  });
}
