import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const pages = [
  '/schedule',
  '/schedule?view=week',
  '/schedule/past',
  '/schedule/past?folder=all&order=latest',
  '/schedule/cancel-day',
  '/patients',
  '/patients?query=an',
  '/patients/add',
  '/patients/mrp',
  '/patients/mrp?folder=pool',
  '/inbox',
  '/inbox?folder=snoozed',
  '/inbox?folder=pool',
  '/tasks',
  '/tasks?folder=done',
  '/tasks?folder=copied',
  '/tasks/recurring',
  '/tasks/recurring?folder=all',
  '/tasks/types',
  '/notes',
  '/results',
  '/results?section=imaging',
  '/claims',
  '/claims?folder=all&status=rejected',
  '/letters',
  '/letters?folder=all&status=sent',
  '/letters/add',
  '/prescriptions',
  '/prescriptions?folder=all&status=signed',
  '/questionnaires',
  '/questionnaires?folder=all',
  '/questionnaires/recurring',
  '/questionnaires/templates',
  '/questionnaires/send',
  '/secure-messages',
  '/secure-messages?folder=all',
  '/secure-messages/add',
  '/my/sessions',
  '/my/credentials',
  '/my/hand-over',
  '/my/absences',
  '/my/absences/add',
  '/admin/users',
  '/admin/users?list=deactivated',
  '/admin/users/add',
  '/admin/users/import',
  '/admin/roles',
  '/admin/roles/create',
  '/admin/access',
  '/admin/permissions/charts.open-chart',
  '/admin/users?sign-in=never&sort=number',
  '/admin/security-records',
  '/admin/provider-roles',
  '/admin/provider-records',
  '/admin/demographic-report',
  '/reports/demographic-report',
  '/admin/access-reviews',
  '/admin/access-reviews/start',
  '/admin/unassigned',
  '/admin/message-groups',
  '/admin/standing-rules',
  '/admin/absences',
  '/admin/absences?show=all',
  '/admin/absences/add',
  '/admin/emergency-access?show=all',
  '/admin/audit-log',
  '/admin/sites',
  '/admin/sites/add',
  '/admin/labs',
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

  test('the second step, which somebody without one is led away from', async () => {
    const { page, context } = await visitor(browser, size);
    await page.goto('/sign-in/second-step');
    await page.waitForURL('**/sign-in');
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
});

/** Opens each page once, and looks at it at every width; two tabs at a time, since most of it is waiting. */
async function lookAt(context: BrowserContext, username: string, left: string[]): Promise<void> {
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  for (let path = left.shift(); path !== undefined; path = left.shift()) {
    await page.setViewportSize(widths.wide);
    await page.goto(path);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle');
    for (const [size, viewport] of Object.entries(widths)) {
      await page.setViewportSize(viewport);
      await accessible(page, `${path} for ${username}, ${size}`);
      await fits(page, `${path} for ${username}, ${size}`);
    }
    // A page at four times its size.
    await page.setViewportSize({ width: 320, height: 640 });
    await fits(page, `${path} for ${username} at 320 px`);
  }
  await page.close();
}

test.each(['ada', 'dee'])('every page is open to all senses and fits, for %s', async (username) => {
  const { page, context } = await visitor(browser, 'wide');
  await signIn(page, username);
  const left = [...pages];
  await Promise.all([lookAt(context, username, left), lookAt(context, username, left)]);
  await context.close();
});

test('an open list is open to all senses, and what is wrong in a dialog has the focus', async () => {
  const { page, context } = await visitor(browser, 'wide');
  await signIn(page, 'dee');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  const patient = dialog.getByRole('combobox', { name: 'Patient' });
  await expect.poll(() => patient.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type('an');
  await dialog.getByRole('option').first().waitFor();
  await accessible(page, 'the patients found');
  await dialog.getByRole('combobox', { name: 'Provider' }).fill('bo');
  await dialog.getByRole('option', { name: /Bo Castellane/ }).waitFor();
  await accessible(page, 'the providers found');
  await dialog.getByRole('combobox', { name: 'Provider' }).fill('qqq');
  await dialog.getByText('Nobody of that name').waitFor();
  await accessible(page, 'nobody found');
  await context.close();
});

test('who may not add a user is told so before the form, and a server that is away is a face of its own', async () => {
  const { page, context } = await visitor(browser, 'wide');
  await signIn(page, 'dee');
  await page.goto('/admin/users/add');
  await page.getByRole('heading', { name: 'This is not open to you' }).waitFor();
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Tasks' }).click();
  await page.getByRole('heading', { name: 'This page could not be loaded' }).waitFor();
  await accessible(page, 'the server is away');
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Tasks' }).waitFor();
  await context.close();
});
