// The guides on locking a user and on deactivating one, step by step under their own labels; and what Custodian adds: a last day.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessible, fits, openBrowser, showWhatWaits, signIn, signInWith, visitor, widths } from './browser.ts';
import { addWithTask, adminPassword, handOverAll } from './someone.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

type Size = keyof typeof widths;
const SECRETS = { password: 'Cedar4branch', passcode: '90417' };

async function ready(page: Page, what: string): Promise<void> {
  await accessible(page, what);
  await fits(page, what);
}

/** A doctor of the practice, with a task that somebody else must take. */
const addDoctor = (page: Page, { lastName, username }: { lastName: string; username: string }): Promise<void> =>
  addWithTask(page, { firstName: 'Ime', lastName, username, secrets: SECRETS }, async () => {
    const sites = page.getByRole('region', { name: 'Site Assignment' });
    await sites.getByRole('combobox', { name: 'Search' }).fill('Qu');
    await page.getByRole('option', { name: 'Quay Street' }).click();
    await sites.getByRole('button', { name: 'Add' }).click();
  });

/** An appointment in a month with this provider, by the interface that the schedule uses. */
const book = (page: Page, name: string) =>
  page.evaluate(async (provider) => {
    const api = async (path: string, init?: RequestInit) => (await fetch(`/api${path}`, init)).json();
    const [{ colleagues }, { patients }] = await Promise.all([api('/colleagues'), api('/patients?query=')]);
    const { userId, siteIds } = colleagues.find((one: { name: string }) => one.name === provider);
    const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const time = { providerId: userId, siteId: siteIds[0], day, start: '10:00', durationMinutes: 20 };
    const body = JSON.stringify({ ...time, patientId: patients[0].patientId, reason: 'Check-up' });
    await api('/appointments', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  }, name);

/** To one of the members lists, and there to this user. */
async function inList(page: Page, size: Size, list: string, lastName: string): Promise<void> {
  await page.goto('/admin/users');
  await page.getByRole('heading', { name: 'Manage Users' }).waitFor();
  if (size === 'small') {
    const lists = page.getByRole('combobox', { name: 'Which users' });
    const label = await lists.locator('option', { hasText: list }).textContent();
    await lists.selectOption({ label: label ?? list });
  } else {
    await page.getByRole('radiogroup', { name: 'Which users' }).getByText(list).click();
  }
  await page.waitForURL(/list=/);
  await page.getByLabel('Keyword').fill(lastName);
  await page.getByText('1 user', { exact: true }).first().waitFor();
}

async function confirm(page: Page, action: string, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByLabel('Your password').fill(adminPassword());
  await accessible(page, `the confirmation of ${action}`);
  await dialog.getByRole('button', { name: action }).click();
}

describe.each(Object.keys(widths) as Size[])('%s', (size) => {
  const suffix = size === 'wide' ? 'w' : 's';

  test('Lock, for cause: one click, a reason, a password; the work waits on the start page until it is handed over', async () => {
    const lastName = size === 'wide' ? 'Arnesen' : 'Askeland';
    const name = `Ime ${lastName}`;
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await addDoctor(page, { lastName, username: `lock${suffix}` });
    const locked = await visitor(browser, size);
    await signInWith(locked.page, { username: `lock${suffix}`, ...SECRETS });

    // Settings > Users: the Lock icon beside the user; greyed out for oneself, with the reason.
    await inList(page, size, 'Active members', 'Lindqvist');
    const greyed = page.getByRole('button', { name: /^Lock Ada Lindqvist: You cannot lock yourself/ });
    expect(await greyed.getAttribute('aria-disabled')).toBe('true');
    await inList(page, size, 'Active members', lastName);
    await ready(page, 'Active members');
    await page.getByRole('button', { name: `Lock ${name}` }).click();
    await confirm(page, 'Lock', 'Badge and laptop are missing');
    await page.getByText(`${name} is locked and signed out everywhere.`).waitFor();
    await locked.page.goto('/tasks');
    await locked.page.waitForURL(/sign-in/);

    // In no list for new work.
    await page.goto('/tasks');
    await page.getByRole('button', { name: 'Add Task' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'Who does it' }).fill(lastName);
    await page.getByText('Nobody of that name').waitFor();
    await page.keyboard.press('Escape');

    // Its open work stands on the page where the day starts, with its age, until it is done; and among the users.
    await page.goto('/');
    const waits = page.getByRole('region', { name: 'What waits for an administrator' });
    await waits.getByText(/work of locked users since|is locked and still holds/).waitFor();
    await ready(page, 'the page where an administrator starts');
    await inList(page, size, 'Locked', lastName);
    await page.getByText('Still holds 1 item').first().waitFor();
    await ready(page, 'Locked');
    await page.getByRole('link', { name: `View ${name}` }).click();
    await page.getByText('Locked: Badge and laptop are missing').waitFor();
    await page.getByText(`Nobody signs in as ${name}`).waitFor();
    await page.getByRole('link', { name: 'Let a colleague do the work' }).waitFor();
    await page.getByRole('link', { name: 'Deactivate' }).click();
    await handOverAll(page, { name, reason: 'Does not come back' }, (what) => accessible(page, what));
    await inList(page, size, 'Deactivated users', lastName);
    await page.getByRole('link', { name: `Activate ${name}` }).waitFor();
    await Promise.all([context.close(), locked.context.close()]);
  });

  test('Deactivate in the Active members list: move the work to another practitioner, password, Deactivated users, Activate', async () => {
    const lastName = size === 'wide' ? 'Bakkerud' : 'Bjerkaas';
    const name = `Ime ${lastName}`;
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await addDoctor(page, { lastName, username: `deact${suffix}` });
    await book(page, name);
    // Settings > Account information leads to the Active members list.
    await page.goto('/admin/settings');
    await page.getByRole('link', { name: /^Account information/ }).click();
    await page.getByRole('heading', { name: 'Manage Users' }).waitFor();
    await page.waitForURL(/list=active/);
    await inList(page, size, 'Active members', 'Lindqvist');
    await page.getByRole('button', { name: /^Deactivate Ada Lindqvist: You cannot deactivate yourself/ }).waitFor();
    await inList(page, size, 'Active members', lastName);
    await page.getByRole('link', { name: `Deactivate ${name}` }).click();
    await page.getByRole('heading', { name: `Deactivate ${name}` }).waitFor();
    await page.getByText('Member Deactivation').waitFor();
    // For the appointments, and for what else waits: Move to another practitioner.
    await page.getByRole('combobox', { name: /^Appointments:/ }).click();
    await page.getByText('Move to another practitioner', { exact: true }).waitFor();
    await page.getByRole('option', { name: /Bo Castellane/ }).click();
    await page.getByRole('combobox', { name: /^Tasks:/ }).click();
    await page.getByText('Move to another user', { exact: true }).waitFor();
    await page.getByRole('option', { name: /Bo Castellane/ }).click();
    await page.getByText('Everything has a place.').waitFor();
    await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
    await confirm(page, 'Deactivate', 'Left the clinic');
    await page.getByText('All work has a new place. Nothing is left behind.').waitFor();
    await inList(page, size, 'Deactivated users', lastName);
    await ready(page, 'Deactivated users');
    await page.getByRole('link', { name: `Activate ${name}` }).click();
    await page.getByRole('heading', { name: `Activate ${name}` }).waitFor();
    await context.close();
  });

  test('a last day: what is booked after it, the plan, the moment, change and cancel', async () => {
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    const lastName = size === 'wide' ? 'Colbeck' : 'Cranmore';
    const name = `Ime ${lastName}`;
    await addDoctor(page, { lastName, username: `last${suffix}` });
    await inList(page, size, 'Active members', lastName);
    await page.getByRole('link', { name: `View ${name}` }).click();
    await page.getByRole('link', { name: 'Last day', exact: true }).click();
    await page.getByRole('heading', { name: `Last day of ${name}` }).waitFor();
    await page.getByText('1 item and no kept plan.').waitFor();
    await ready(page, 'Last day');
    await page.getByRole('button', { name: 'Set last day' }).click();
    await page.getByText('Choose the day.').waitFor();
    const soon = new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel(/^Day/).fill(soon);
    await page.getByText('Nothing is booked after this moment.').waitFor();
    await page.getByLabel(/^Reason/).fill('Moves to Halifax');
    await page.getByRole('button', { name: 'Set last day' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your password').fill(adminPassword());
    await accessible(page, 'the confirmation of Set last day');
    await dialog.getByRole('button', { name: 'Set last day' }).click();
    await page.getByText(`The last day of ${name} is set.`).waitFor();
    await ready(page, 'Last day, set');
    await page.goto('/admin/users');
    await showWhatWaits(page);
    await page.getByText(`The last day of ${name} is`).waitFor();
    await page.getByRole('link', { name: 'See last day' }).click();
    await page.getByRole('button', { name: 'Cancel last day' }).click();
    await page.getByText(`${name} has no last day any more.`).waitFor();
    await context.close();
  });
});
