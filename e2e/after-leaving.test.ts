import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { accessible, demo, fits, openBrowser, signIn, signInWith, visitor, widths } from './browser.ts';
import { chooseOwn, setNow } from './secrets.ts';

type Size = keyof typeof widths;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const SET = { password: 'Cedar4branch', passcode: '90417' };
const OWN = { password: 'Willow3bend', passcode: '61825' };

/** Who leaves and who comes in their place, for each width. */
const people = {
  wide: { leaver: 'June Whitecalf', role: 'doctor', successor: { firstName: 'Sanne', lastName: 'Okafor' } },
  small: { leaver: 'Joana Pratt', role: 'front desk', successor: { firstName: 'Ivo', lastName: 'Marchand' } },
} as const;

const password = () => demo().logins[0]?.password ?? '';

/** Looks at the page as it stands: axe, no overflow. */
async function right(page: Page, what: string): Promise<void> {
  await accessible(page, what);
  await fits(page, what);
}

async function confirm(page: Page, reason: string, action: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByLabel('Your password').fill(password());
  await dialog.getByRole('button', { name: action }).click();
}

async function write(page: Page, { to, subject }: { readonly to: string; readonly subject: string }): Promise<void> {
  await page.goto('/inbox');
  await page.getByRole('button', { name: 'Write', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'To' }).fill(to);
  await page.getByRole('option', { name: new RegExp(to) }).click();
  await dialog.getByLabel('Subject').fill(subject);
  await dialog.getByRole('textbox', { name: 'Message' }).fill('Which day suits?');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function openRecord(page: Page, name: string, list = ''): Promise<void> {
  await page.goto(`/admin/users${list}`);
  await page.getByLabel('Keyword').fill(name.split(' ')[1] ?? '');
  await page.getByText('1 user', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: `View ${name}` }).click();
  await page.getByRole('heading', { name }).waitFor();
}

for (const size of Object.keys(people) as Size[]) {
  test(`somebody is replaced, hears late, and comes back, at ${widths[size].width} px`, async () => {
    const { leaver, role, successor } = people[size];
    const [username, newcomer] = [leaver.split(' ')[0]?.toLowerCase() ?? '', successor.firstName.toLowerCase()];
    const subject = `Stocktaking ${size}`;
    const own = await visitor(browser, size);
    await signIn(own.page, username);
    await write(own.page, { to: 'Ada', subject });

    // Replacement: the new user has roles, sites and team of the old one; then the plan, with everything to them.
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await openRecord(page, leaver);
    await page.getByRole('link', { name: 'Replace' }).click();
    await page.getByText(`Nobody signs in as ${leaver}`).waitFor();
    await page.getByLabel('Last Name').fill(successor.lastName);
    await page.getByLabel('First Name').fill(successor.firstName);
    await setNow(page, SET);
    await page.getByLabel('User Name').fill(newcomer);
    await right(page, 'Replace');
    await page.getByRole('button', { name: 'Add and open the plan' }).click();
    await page.getByRole('heading', { name: `Deactivate ${leaver}` }).waitFor();
    await page.getByText('Everything has a place.').waitFor();
    await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
    await confirm(page, 'Replaced', 'Deactivate');
    await page.getByText('All work has a new place. Nothing is left behind.').waitFor();

    // What is answered to the leaver reaches the successor, and says for whom it was.
    await page.goto('/inbox');
    await page.getByRole('link', { name: new RegExp(subject) }).click();
    await page.getByText(`${leaver} has left.`).waitFor();
    await page.getByLabel(`Reply to ${leaver}`).fill('On Friday.');
    await right(page, 'an answer to somebody who has left');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText(`Sent to ${leaver}.`).first().waitFor({ state: 'attached' });
    const next = await visitor(browser, size);
    await signInWith(next.page, { username: newcomer, ...SET });
    await chooseOwn(next.page, SET.password, OWN);
    await next.page.goto('/inbox');
    await next.page.getByText(`arrived for ${leaver}`).first().waitFor();
    await right(next.page, 'a late arrival');

    // The pool, as one list: something is given to somebody who can take it.
    await page.goto('/admin/unassigned');
    await page.getByRole('heading', { name: 'Unassigned Pool' }).waitFor();
    await page.getByLabel('Kind', { exact: true }).selectOption('message');
    await page
      .getByRole('checkbox', { name: /^Select / })
      .nth(size === 'wide' ? 1 : 0)
      .check();
    await right(page, 'the pool');
    await page.getByRole('button', { name: 'Assign', exact: true }).click();
    await page.getByRole('combobox', { name: 'To' }).click();
    await page.getByRole('option', { name: /Cy Okonjo/ }).click();
    await page.getByText('1 item can go to Cy Okonjo.').waitFor();
    await right(page, 'assigning');
    await page.getByRole('button', { name: 'Assign 1 item' }).click();
    await page.getByText('1 item is with Cy Okonjo now.').waitFor();

    // Return: roles by choice, sign-in anew, and the work that is still to be done.
    await openRecord(page, leaver, '?list=deactivated');
    await page.getByRole('link', { name: 'Activate' }).click();
    await page.getByRole('checkbox', { name: role }).check();
    await page.getByLabel('No sign-in').check();
    await page.getByLabel('Reason').fill('Back after all');
    await right(page, 'Activate');
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('dialog').getByLabel('Your password').fill(password());
    await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('link', { name: 'Take Work Back' }).click();
    await page.getByRole('heading', { name: `Take work back for ${leaver}` }).waitFor();
    await page
      .getByRole('checkbox', { name: /^Take back: / })
      .first()
      .check();
    await page
      .getByRole('button', { name: /^Single items: / })
      .first()
      .click();
    await page.getByRole('list', { name: /item by item/ }).waitFor();
    await right(page, 'taking work back');
    await page.getByRole('button', { name: 'Take back', exact: true }).click();
    await confirm(page, 'Goes on with it', 'Take back');
    await page.getByText(new RegExp(`(is|are) with ${leaver} again`)).waitFor();
    await Promise.all([own, next, { context }].map((one) => one.context.close()));
  });
}
