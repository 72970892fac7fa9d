import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { realFile } from '#features/labs/hl7/test-messages.ts';
import { accessible, fits, openBrowser, signIn, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Real files, each about somebody of its own: both widths share a clinic. */
const whose = {
  wide: {
    file: 'HL7-CML-AJ19819.hl7',
    lastName: 'Pakoz',
    firstName: 'Fxino',
    born: '1920-08-26',
    number: '4611678941',
  },
  small: {
    file: 'HL7-CML-CC63171.hl7',
    lastName: 'Ldpw',
    firstName: 'Sciniasl',
    born: '1931-05-08',
    number: '3367831780',
  },
} as const;

async function preview(page: Page, ...files: { name: string; content: Buffer }[]) {
  const chosen = files.map(({ name, content }) => ({ name, mimeType: 'text/plain', buffer: content }));
  await page.locator('input[type=file]').setInputFiles(chosen);
  await page.getByRole('button', { name: 'Preview' }).click();
}

for (const size of Object.keys(widths) as (keyof typeof widths)[]) {
  const { file, lastName, firstName, born, number } = whose[size];

  test(`a laboratory’s file becomes a result that is acknowledged, at ${widths[size].width} px`, async () => {
    const content = realFile(file);
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await page.goto('/admin/labs');
    await page.getByRole('link', { name: 'Read messages of “Main laboratory”' }).click();
    await page.getByRole('heading', { name: 'Read messages' }).waitFor();
    await accessible(page, 'choosing files');
    await fits(page, 'choosing files');

    // The patient is not registered yet, and another file is broken.
    await preview(page, { name: file, content }, { name: 'cut.hl7', content: content.subarray(0, 60) });
    await page.getByText('1 message, 1 for nobody here').waitFor();
    await page.getByText('cut.hl7 was not read: message 1').waitFor();
    await page.getByText('These files bring nothing').waitFor();
    await accessible(page, 'nobody here');
    await fits(page, 'nobody here');

    await page.goto('/patients/add');
    await page.locator('input[name=lastName]').fill(lastName);
    await page.locator('input[name=firstName]').fill(firstName);
    await page.locator('input[name=dateOfBirth]').fill(born);
    await page.locator('input[name=healthNumber]').fill(number);
    await page.locator('select[name=healthProvince]').selectOption('ON');
    await page.getByRole('button', { name: 'Add Patient' }).click();
    await page.waitForURL(/\/patients\/[\da-f-]{36}/);

    await page.goto('/admin/labs');
    await fits(page, 'the integrations');
    await page.getByRole('link', { name: 'Read messages of “Main laboratory”' }).click();
    await preview(page, { name: file, content });
    await page.getByText('1 message, 1 new').waitFor();
    await page.getByRole('button', { name: 'Read the file' }).click();
    await page.getByText('1 result came').waitFor();
    await accessible(page, 'what came');
    await fits(page, 'what came');

    await page.getByRole('link', { name: / and \d+ more$/ }).click();
    await page.getByRole('heading', { name: 'Values' }).waitFor();
    await page.getByText('(as the laboratory says)').waitFor();
    await accessible(page, 'the result');
    await fits(page, 'the result');
    await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await page.getByText('is off your list').waitFor();

    await page.goto('/admin/labs');
    await page.getByRole('link', { name: 'Read messages of “Main laboratory”' }).click();
    await preview(page, { name: file, content });
    await page.getByText('1 message, 1 here already').waitFor();
    expect(await page.getByRole('button', { name: 'Read the file' }).count()).toBe(0);
    await context.close();
  });
}
