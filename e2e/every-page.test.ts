import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const pages = [
  '/schedule',
  '/schedule?view=week',
  '/patients',
  '/patients?query=an',
  '/patients/add',
  '/inbox',
  '/inbox?folder=snoozed',
  '/inbox?folder=pool',
  '/tasks',
  '/tasks?folder=done',
  '/results',
  '/claims',
  '/my/sessions',
  '/my/credentials',
  '/admin/users',
  '/admin/users?list=deactivated',
  '/admin/users/add',
  '/admin/unassigned',
  '/admin/audit-log',
  '/admin/settings',
  '/nowhere',
];

describe.each(Object.keys(widths) as (keyof typeof widths)[])('%s', (size) => {
  test('the sign-in page', async () => {
    const { page, context } = await visitor(browser, size);
    await page.goto('/sign-in');
    await page.getByRole('heading', { name: 'Custodian' }).waitFor();
    await accessible(page, 'sign-in');
    await fits(page, 'sign-in');
    await context.close();
  });

  test('a link that is good for nothing', async () => {
    const { page, context } = await visitor(browser, size);
    await page.goto('/invitation/nothing');
    await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    await accessible(page, 'invitation');
    await fits(page, 'invitation');
    await context.close();
  });

  test.each(['ada', 'dee'])('every page is open to all senses and fits, for %s', async (username) => {
    const { page, context } = await visitor(browser, size);
    await signIn(page, username);
    for (const path of pages) {
      await page.goto(path);
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle');
      await accessible(page, `${path} for ${username}`);
      await fits(page, `${path} for ${username}`);
    }
    await context.close();
  });
});
