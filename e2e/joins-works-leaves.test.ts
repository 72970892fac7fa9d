import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, demo, fits, openBrowser, signIn, signInWith, visitor, widths } from './browser.ts';
import { chooseOwn, setNow } from './secrets.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const PASSWORD = 'Cedar4branch';
const PASSCODE = '90417';
const OWN = { password: 'Willow3bend', passcode: '61825' };

/** One newcomer for each width, at the site where the successor works too. */
const newcomers = {
  wide: { lastName: 'Solheim', firstName: 'Maren', site: 'Quay Street', successor: 'Hana Nakamura' },
  small: { lastName: 'Aldous', firstName: 'Piet', site: 'Fernhill', successor: 'Luc Tremblay' },
} as const;

const widthNames = Object.keys(widths) as (keyof typeof widths)[];

/** To a page by the tabs; on small screens the rest of them stands under More. */
async function toAdmin(page: Page, size: keyof typeof widths): Promise<void> {
  const main = page.getByRole('navigation', { name: 'Main' });
  if (size === 'small') await main.getByRole('button', { name: 'More' }).click();
  await main.getByRole('link', { name: 'Admin' }).last().click();
  await page.getByRole('heading', { name: 'Manage Users' }).waitFor();
}

async function findUser(page: Page, keyword: string): Promise<void> {
  await page.getByLabel('Keyword').fill(keyword);
  await page.getByText('1 user', { exact: true }).first().waitFor();
}

async function addUser(
  page: Page,
  { lastName, firstName, site }: { lastName: string; firstName: string; site: string },
) {
  await page.getByRole('link', { name: 'Add User' }).click();
  await page.getByLabel('Last Name').fill(lastName);
  await page.getByLabel('First Name').fill(firstName);
  await page.getByLabel('Type').selectOption('doctor');
  await page.getByText('Standard access, proposed because the type is doctor.').waitFor();
  const sites = page.getByRole('region', { name: 'Site Assignment' });
  await sites.getByRole('combobox', { name: 'Search' }).fill(site.slice(0, 2));
  await page.getByRole('option', { name: site }).click();
  await sites.getByRole('button', { name: 'Add' }).click();
  await setNow(page, { password: PASSWORD, passcode: PASSCODE });
  await page.getByLabel('User Name').fill(firstName.toLowerCase());
  await accessible(page, 'Add User, filled in');
  await fits(page, 'Add User');
  await page.getByRole('button', { name: 'Add User' }).click();
  await page.getByText(`${firstName} ${lastName} has been added.`).waitFor();
}

/** Gives the newcomer a task, by the form that everybody uses. */
async function giveTask(page: Page, title: string, to: string): Promise<void> {
  await page.goto('/tasks');
  await page.getByRole('button', { name: 'Add Task' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What is to be done').fill(title);
  await dialog.getByRole('combobox', { name: 'Who does it' }).click();
  await page.getByRole('option', { name: to }).click();
  await accessible(page, 'Add a task');
  await dialog.getByRole('button', { name: 'Add Task' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

for (const size of widthNames) {
  test(`a user joins, works and leaves, at ${widths[size].width} px`, async () => {
    const { lastName, firstName, site, successor } = newcomers[size];
    const name = `${firstName} ${lastName}`;
    const admin = await visitor(browser, size);
    const own = await visitor(browser, size);

    await signIn(admin.page, 'ada');
    await toAdmin(admin.page, size);
    await accessible(admin.page, 'Manage Users');
    await fits(admin.page, 'Manage Users');
    await addUser(admin.page, { lastName, firstName, site });

    await signInWith(own.page, { username: firstName.toLowerCase(), password: PASSWORD, passcode: PASSCODE });
    await chooseOwn(own.page, PASSWORD, OWN);
    await giveTask(own.page, `Order vaccines ${firstName}`, name);
    await own.page.getByText(`Order vaccines ${firstName}`).first().waitFor();

    await admin.page.goto('/admin/users');
    await findUser(admin.page, lastName);
    await admin.page.getByRole('link', { name: `Deactivate ${name}` }).click();
    await admin.page.getByRole('heading', { name: `Deactivate ${name}` }).waitFor();
    await admin.page.getByRole('combobox', { name: 'Everything to' }).click();
    await admin.page.getByRole('option', { name: new RegExp(successor) }).click();
    await admin.page.getByText('Everything has a place.').waitFor();
    await accessible(admin.page, 'Deactivate');
    await fits(admin.page, 'Deactivate');
    await admin.page.getByRole('button', { name: 'Deactivate', exact: true }).click();
    const dialog = admin.page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Moved away');
    await dialog.getByLabel('Your password').fill(demo().logins[0]?.password ?? '');
    await accessible(admin.page, 'the confirmation');
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await admin.page.getByText('All work has a new place. Nothing is left behind.').waitFor();
    await accessible(admin.page, 'the receipt');
    await fits(admin.page, 'the receipt');

    // The leaver's open page is signed out at the next click, and the door stays shut.
    await own.page.getByRole('link', { name: 'Schedule' }).first().click();
    await own.page.waitForURL(/sign-in/);

    // The successor sees what came from whom.
    const next = await visitor(browser, size);
    await signIn(next.page, successor.split(' ')[0]?.toLowerCase() ?? '');
    await next.page.goto('/tasks');
    await next.page.getByText(`Order vaccines ${firstName}`).first().waitFor();
    await next.page
      .getByText(new RegExp(`from ${name}`, 'i'))
      .first()
      .waitFor();

    await admin.page.goto('/admin/users?list=deactivated');
    await admin.page.getByRole('link', { name: `Activate ${name}` }).waitFor();
    await admin.page.goto('/admin/audit-log');
    await admin.page.getByText('handover.deactivate-user').first().waitFor();
    await accessible(admin.page, 'Audit Log');
    await admin.page.getByRole('button', { name: /^Ada Lindqvist .*, your menu$/ }).click();
    await admin.page.getByRole('button', { name: 'Sign out' }).click();
    await admin.page.waitForURL(/sign-in/);
    await Promise.all([admin, own, next].map(({ context }) => context.close()));
  });
}

test('by keyboard alone: sign in, find a user, open the deactivation', async () => {
  const { page, context } = await visitor(browser, 'wide');
  const [login] = demo().logins;
  await page.goto('/sign-in');
  await page.getByLabel('User name or email').waitFor();
  for (const text of ['ada', login?.password ?? '']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
    // The eye beside a password stands on the way.
    if (text !== 'ada') await page.keyboard.press('Tab');
  }
  await page.keyboard.type(login?.passcode ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Admin' }).first().waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  const tabTo = async (text: RegExp, key = 'Tab') => {
    const passed: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      await page.keyboard.press(key);
      const here = await focused();
      if (text.test(here)) return;
      passed.push(here.slice(0, 30));
    }
    throw new Error(`the keyboard never reaches ${text}, but ${passed.join(' | ')}`);
  };
  // The page puts the focus on its heading: the tabs stand before it.
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await tabTo(/^Admin$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Manage Users' }).waitFor();
  await expect.poll(focused).toBe('Manage Users');
  await tabTo(/Add User/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Add User' }).waitFor();
  await context.close();
});
