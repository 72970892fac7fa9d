import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, fits, openBrowser, showWhatWaits, signIn, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

for (const size of Object.keys(widths) as (keyof typeof widths)[]) {
  test(`what is overdue outside is seen, done and taken back, at ${widths[size].width} px`, async () => {
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await page.goto('/admin/users');
    await showWhatWaits(page);
    await page.getByText(/of the outside checklist of Caspian Thornbury (is|are) overdue/).waitFor();
    await page.getByRole('link', { name: 'Open the checklist' }).click();
    await page.getByRole('heading', { name: 'Outside checklist of Caspian Thornbury' }).waitFor();
    await accessible(page, 'the checklist');
    await fits(page, 'the checklist');
    await page.getByRole('button', { name: 'Done: Patients have been told' }).click();
    await page.getByRole('dialog').getByLabel('Note').fill('Letters of 3 August');
    await accessible(page, 'a line is done');
    await fits(page, 'a line is done');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Patients have been told: saved.').waitFor();
    await page.getByRole('button', { name: 'Add a file: Patients have been told' }).waitFor();
    const chooses = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Add a file: Patients have been told' }).click();
    const letter = Buffer.from('%PDF-1.7 the letter');
    await (await chooses).setFiles({ name: 'Letter to all patients.pdf', mimeType: 'application/pdf', buffer: letter });
    await page.getByText('Letter to all patients.pdf is added.').waitFor();
    await accessible(page, 'a file is added');
    await fits(page, 'a file is added');
    const downloads = page.waitForEvent('download');
    await page.getByRole('button', { name: /^Download Letter to all patients.pdf/ }).click();
    expect(readFileSync(await (await downloads).path())).toEqual(letter);
    await page.getByRole('button', { name: 'Remove Letter to all patients.pdf' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('Letter to all patients.pdf is removed.').waitFor();
    await page.getByRole('button', { name: 'Take back: Patients have been told' }).click();
    await page.getByText('Patients have been told: to do again.').waitFor();
    await context.close();
  });
}
