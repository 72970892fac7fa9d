import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, told, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** For each width a role of its own, given to three users who have another one. */
const people = ['Tolu Adeyemi', 'Odile Delacroix', 'June Whitecalf'] as const;

async function right(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await accessible(page, what);
  await fits(page, what);
}

/** Asks the server from the page, as its own scripts do. */
const ask = (page: Page, method: string, path: string, body?: object) =>
  page.evaluate(
    async ([how, where, what]) => {
      const init = { method: how, ...(what ? { headers: { 'content-type': 'application/json' }, body: what } : {}) };
      return (await fetch(`/api${where}`, init)).json();
    },
    [method, path, body && JSON.stringify(body)] as const,
  );

async function giveRole(page: Page, name: string, role: string): Promise<void> {
  await page.goto('/admin/users');
  await page.getByLabel('Keyword').fill(name.split(' ')[1] ?? '');
  await page.getByText('1 user', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: `View ${name}` }).click();
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  const roles = page.getByRole('region', { name: 'Access Roles' });
  await roles.getByRole('combobox', { name: 'Search' }).fill(role);
  await page.getByRole('option', { name: new RegExp(role) }).click();
  await roles.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('button', { name: 'Update User' }).click();
  await page.getByText(`${name} has been updated.`).waitFor();
}

/** Takes a document out, and answers with what is in the file. */
async function taken(page: Page, format: 'PDF' | 'CSV'): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: `Document as ${format}` }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(new RegExp(`^access-review .*\\.${format.toLowerCase()}$`));
  return readFile(await file.path());
}

async function textOf(pdf: Buffer): Promise<string> {
  const { promise } = getDocument({ data: new Uint8Array(pdf) });
  const opened = await promise;
  const { items } = await (await opened.getPage(1)).getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join('\n');
}

for (const size of Object.keys(widths) as (keyof typeof widths)[]) {
  test(`a review is started, decided, reminded of, closed and taken out, at ${widths[size].width} px`, async () => {
    const { page, context } = await visitor(browser, size);
    const role = `locum desk ${size}`;
    const name = `Locum desk ${size}`;
    await signIn(page, 'ada');
    await page.goto('/admin/roles');
    await ask(page, 'POST', '/roles', { name: role, description: '', permissions: ['tasks.list-tasks'] });
    for (const one of people) await giveRole(page, one, role);

    // Start it, for the role. How many that makes is said before.
    await page.goto('/admin/access-reviews');
    await right(page, 'Access Review');
    await page.getByRole('link', { name: 'Start Access Review' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Of whom').selectOption('role');
    await page.getByLabel('Role', { exact: true }).selectOption({ label: role });
    await page.getByLabel('Due date').fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
    await page.getByRole('checkbox', { name: /Ada Lindqvist/ }).check();
    await page.getByText('3 users for 1 reviewer.').waitFor();
    await right(page, 'Start Access Review');
    await page.getByRole('button', { name: 'Start Access Review' }).click();
    await page.getByText(`${name} has been started with 3 users.`).waitFor();
    await right(page, 'a review');

    // It is due soon, so every page says so.
    await page.goto('/tasks');
    await told(page, `${name}: 3 users to review soon`);
    await right(page, 'a reminder');
    await page.getByRole('link', { name: 'Open the review' }).first().click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();

    // Confirm by one key; the keyboard goes on from the next line.
    await page.getByRole('button', { name: 'Confirm Tolu Adeyemi' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Tolu Adeyemi is confirmed.').waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Confirm Odile Delacroix');

    // End one role: all of them cannot be ended here.
    await page.getByRole('button', { name: 'End access of Odile Delacroix' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('doctor').check();
    await dialog.getByLabel(role).check();
    await dialog.getByText('At least one role stays with a user.').waitFor();
    await right(page, 'End access');
    await dialog.getByLabel('doctor').uncheck();
    await dialog.getByLabel('Reason').fill('No locum work any more');
    await dialog.getByRole('button', { name: 'End', exact: true }).click();
    await page.getByText(`Ended for Odile Delacroix: ${role}.`).waitFor();

    // Hand to Deactivate; the line waits, so closing asks why.
    await page.getByRole('button', { name: 'End access of June Whitecalf' }).click();
    await dialog.getByLabel('Everything: hand to Deactivate').check();
    await dialog.getByLabel('Reason').fill('Has moved away');
    await dialog.getByRole('button', { name: 'Hand to Deactivate' }).click();
    await page.getByText('June Whitecalf is handed to Deactivate.').waitFor();
    await page.getByText('2 of 3 decided.').waitFor();
    await page.goto(`${new URL(page.url()).pathname}?show=all`);
    await page.getByRole('link', { name: 'Deactivate June Whitecalf' }).waitFor();
    await right(page, 'a decided review');

    // Close it early, and take the documents out.
    await page.getByRole('button', { name: 'Close Review' }).click();
    await dialog.getByText('1 user not decided or not deactivated yet').waitFor();
    await dialog.getByLabel('Why it is closed early').fill('June stays until Friday');
    await right(page, 'Close Review');
    await dialog.getByRole('button', { name: 'Close Review', exact: true }).click();
    await page.getByText('The review is closed.').waitFor();
    const digest = (await page.locator('code').textContent()) ?? '';
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    await right(page, 'a closed review');
    const [, table = ''] = (await taken(page, 'CSV')).toString().split('\r\n\r\n');
    expect(createHash('sha256').update(table).digest('hex')).toBe(digest);
    expect(table).toMatch(/Tolu Adeyemi.*Ada Lindqvist,confirmed/);
    expect(table).toMatch(new RegExp(`Odile Delacroix.*ended in part,${role},,No locum work any more`));
    expect(table).toContain('"handed to Deactivate, not done",,,Has moved away');
    const text = await textOf(await taken(page, 'PDF'));
    for (const said of [digest, 'Odile Delacroix', `users with the role ${role}`, 'June stays until Friday'])
      expect(text).toContain(said);
    await context.close();
  });
}
