// The guide on removing a user, step by step under its own labels: the classic way by three records, and the Juno way.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, signInWith, visitor, widths } from './browser.ts';
import { addWithTask, adminPassword, handOverAll } from './someone.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

type Size = keyof typeof widths;
const LEAVER = { password: 'Cedar4branch', passcode: '90417' };

/** To the page of that name in the menu User Management; on small screens the menu unfolds first. */
async function toAdmin(page: Page, size: Size, entry: string): Promise<void> {
  const main = page.getByRole('navigation', { name: 'Main' });
  if (size === 'small') await main.getByRole('button', { name: 'More' }).click();
  await main.getByRole('link', { name: 'Admin' }).last().click();
  await page.getByRole('heading', { name: 'Manage Users' }).waitFor();
  if (size === 'small') await page.getByRole('button', { name: /^Admin/ }).click();
  // ‘User Management’ on the left is unfolded where it is not yet.
  const group = page.getByRole('button', { name: 'User Management' });
  if ((await group.getAttribute('aria-expanded')) === 'false') await group.click();
  await page.getByRole('link', { name: entry, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: entry }).waitFor();
  await accessible(page, entry);
  await fits(page, entry);
}

/** Somebody who leaves: with two roles, and with a task that somebody else must take. */
const addLeaver = (page: Page, { lastName, username }: { lastName: string; username: string }): Promise<void> =>
  addWithTask(page, { firstName: 'Odd', lastName, username, secrets: LEAVER }, async () => {
    const roles = page.getByRole('region', { name: 'Access Roles' });
    await roles.getByRole('combobox', { name: 'Search' }).fill('front');
    await page.getByRole('option', { name: 'front desk' }).click();
    await roles.getByRole('button', { name: 'Add' }).click();
  });

/** Where both ways lead: the work is handed over, and the user becomes inactive in the same step. */
const handOver = (page: Page, name: string): Promise<void> =>
  handOverAll(page, { name, reason: 'Has left the practice' });

describe.each(Object.keys(widths) as Size[])('%s', (size) => {
  const suffix = size === 'wide' ? 'w' : 's';

  test('the classic way: security record, roles, provider record', async () => {
    const lastName = size === 'wide' ? 'Vestergaard' : 'Vesterholm';
    const name = `Odd ${lastName}`;
    const username = `odd${suffix}`;
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await addLeaver(page, { lastName, username });
    const leaver = await visitor(browser, size);
    await signInWith(leaver.page, { username, ...LEAVER });

    // 1) Removing the Security Record
    await toAdmin(page, size, 'Search/Edit/Delete Security Records');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText('ada', { exact: true }).first().waitFor();
    await page.getByLabel('User name or user number').fill(username);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('link', { name: username, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Update a Security Record' }).waitFor();
    await accessible(page, 'Update a Security Record');
    await fits(page, 'Update a Security Record');
    await page.getByRole('button', { name: 'Delete Record' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/so does the history/).waitFor();
    await accessible(page, 'the confirmation of Delete Record');
    await dialog.getByLabel('Your password').fill(adminPassword());
    await dialog.getByRole('button', { name: 'Delete Record' }).click();
    await page.getByText(`The security record of ${name} has been deleted.`).waitFor();
    await leaver.page.goto('/tasks');
    await leaver.page.waitForURL(/sign-in/);

    // 2) Removing access roles: each with its own Delete; the last one ends with Deactivate, and the page says so.
    await toAdmin(page, size, 'Assign Role to Provider');
    await page.getByLabel('Last name, first name or user number').fill(lastName);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('link', { name: `${lastName}, Odd` }).click();
    await page.getByRole('button', { name: 'Delete the role front desk' }).click();
    const asks = page.getByRole('dialog', { name: `Delete the role front desk of ${name}?` });
    await asks.getByText(`It acts at once, on the next click of ${name}.`).waitFor();
    await accessible(page, 'what Delete of a role takes');
    await fits(page, 'what Delete of a role takes');
    await asks.getByRole('button', { name: 'Delete the role front desk' }).click();
    await page.getByText(`${name} does not have the role front desk any more.`).waitFor();
    await page.getByText(/This is the last role of/).waitFor();
    await accessible(page, 'Roles of a user');
    await fits(page, 'Roles of a user');

    // 3) Inactivating the provider record
    await toAdmin(page, size, 'Search/Edit/Delete Provider Records');
    await page.getByLabel('Last name, first name').fill(`${lastName.toLowerCase()}, odd`);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('link', { name: new RegExp(`Open the record of ${name}`) }).click();
    await page.getByRole('heading', { level: 1, name: `Edit ${name}` }).waitFor();
    await page.getByLabel('Status').selectOption('Inactive');
    await page.getByText('Update Record leads on to Deactivate.').waitFor();
    await accessible(page, 'Edit, Inactive chosen');
    await page.getByRole('button', { name: 'Update Record' }).click();
    await handOver(page, name);
    await Promise.all([context.close(), leaver.context.close()]);
  });

  test('the Juno way: Manage Users, Edit, Inactive, Update User', async () => {
    const lastName = size === 'wide' ? 'Ytterdal' : 'Ytterstad';
    const name = `Odd ${lastName}`;
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await addLeaver(page, { lastName, username: `juno${suffix}` });
    await toAdmin(page, size, 'Manage Users');
    await page.getByLabel('Keyword').fill(lastName);
    await page.getByText('1 user', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: `Edit ${name}` }).click();
    const information = page.getByRole('region', { name: 'User Information' });
    await information.getByLabel('Status').selectOption('Inactive');
    await information.getByText(`${name} is not made inactive here`).waitFor();
    await page.getByRole('button', { name: 'Update User' }).click();
    await handOver(page, name);
    await page.goto('/admin/users?list=deactivated');
    await page.getByRole('link', { name: `Activate ${name}` }).waitFor();
    await context.close();
  });
});
