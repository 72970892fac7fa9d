import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A day of the clinic's calendar, so many days from today. */
const dayIn = (days: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Vancouver', dateStyle: 'short' }).format(
    Date.now() + days * 86_400_000,
  );

/** At each width somebody else is away, and somebody else covers. */
const cast = {
  wide: { absent: 'Hana Nakamura', covers: 'Gideon Fairweather', username: 'gideon', task: 'Order paper' },
  small: { absent: 'Arjan Singh', covers: 'Tolu Adeyemi', username: 'tolu', task: 'Order ink' },
} as const;

async function choose(page: Page, label: string, name: string) {
  const field = page.getByRole('combobox', { name: label, exact: true });
  await field.fill(name);
  await page.getByRole('option', { name: new RegExp(name) }).click();
}

for (const size of Object.keys(widths) as (keyof typeof widths)[]) {
  test(`somebody is away, a colleague covers, and it ends, at ${widths[size].width} px`, async () => {
    const { absent, covers, username, task } = cast[size];
    const admin = await visitor(browser, size);
    await signIn(admin.page, 'ada');
    const { page } = admin;

    // The administrator gives the one a task, and records that they are away.
    await page.goto('/tasks');
    await page.getByRole('button', { name: 'Add Task' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is to be done').fill(task);
    const assignee = dialog.getByRole('combobox', { name: 'Who does it' });
    await assignee.fill(absent);
    await page.getByRole('option', { name: new RegExp(absent) }).click();
    await dialog.getByRole('button', { name: /^(Add Task|Save)/ }).click();
    await dialog.waitFor({ state: 'hidden' });

    await page.goto('/admin/absences');
    await page.getByText('Signe Brandvold').filter({ visible: true }).first().waitFor();
    await accessible(page, 'Absences');
    await fits(page, 'Absences');
    await page.getByRole('link', { name: 'Add Absence' }).click();
    await page.getByRole('heading', { name: 'Add an absence' }).waitFor();
    await choose(page, 'Who is away', absent);
    await page.getByLabel('First day away').fill(dayIn(0));
    await page.getByLabel('Last day away').fill(dayIn(-1));
    await page.getByRole('button', { name: 'Save Absence' }).click();
    await page.getByText('The last day comes before the first.').waitFor();
    await page.getByLabel('Last day away').fill(dayIn(5));
    await page.getByText(/Nobody covers: .*Tasks/).waitFor();
    await choose(page, 'Covered by', covers);
    await page.getByText(/Nobody covers: /).waitFor({ state: 'hidden' });
    await accessible(page, 'Add an absence');
    await fits(page, 'Add an absence');
    await page.getByRole('button', { name: 'Save Absence' }).click();
    await page.getByText(`The absence of ${absent} is recorded.`).waitFor();

    // Whoever covers finds the task in their own list, and does it.
    const coverer = await visitor(browser, size);
    await signIn(coverer.page, username);
    await coverer.page.goto('/tasks');
    await coverer.page.getByText(`You cover for ${absent} until`, { exact: false }).waitFor();
    const row = coverer.page.getByRole('listitem').filter({ hasText: task });
    await row.getByText(`for ${absent}`).waitFor();
    await accessible(coverer.page, 'Tasks of who covers');
    await fits(coverer.page, 'Tasks of who covers');
    await row.getByRole('checkbox').click();
    await row.waitFor({ state: 'hidden' });
    await coverer.page.goto('/my/absences');
    await coverer.page.getByRole('heading', { name: 'You cover for' }).waitFor();
    await accessible(coverer.page, 'My absences');
    await fits(coverer.page, 'My absences');

    // Both names stand in the log.
    await page.goto('/admin/audit-log?action=tasks.finish-task');
    await page.getByText(`on behalf of ${absent}`).first().waitFor();
    await accessible(page, 'the log');
    await fits(page, 'the log');

    // It ends, and so does the cover.
    await page.goto('/admin/absences');
    await page.getByRole('button', { name: new RegExp(`End the absence of ${absent}`) }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End now' }).click();
    await page.getByText(`The absence of ${absent} has ended.`).waitFor();
    await coverer.page.goto('/tasks');
    await coverer.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await coverer.page.getByText(`You cover for ${absent}`, { exact: false }).count()).toBe(0);
    await coverer.context.close();
    await admin.context.close();
  });
}
