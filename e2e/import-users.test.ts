import { readFile } from 'node:fs/promises';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, signInWith, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Names of one's own for each width: both runs share a clinic. */
const newcomers = { wide: ['Thornquist', 'Lea'], small: ['Brackenridge', 'Noor'] } as const;
const CHOSEN = { password: 'Cedar4branch', passcode: '90417' };

async function saved(page: Page, press: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()] as [Promise<Download>, Promise<void>]);
  return readFile(await download.path(), 'utf8');
}

async function checkFile(page: Page, content: string | Buffer, name = 'users.csv') {
  const buffer = typeof content === 'string' ? Buffer.from(content) : content;
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Check the file' }).click();
}

for (const size of Object.keys(widths) as (keyof typeof widths)[]) {
  const [lastName, firstName] = newcomers[size];
  const username = firstName.toLowerCase();
  const other = `${username}.two`;

  test(`from the template to a new user who signs in, at ${widths[size].width} px`, async () => {
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await page.goto('/admin/users');
    await page.getByRole('link', { name: 'Import users' }).click();
    await page.getByRole('heading', { name: 'Import users' }).waitFor();
    await page.getByText('What goes into each column').click();
    await accessible(page, 'the template');
    await fits(page, 'the template');
    const template = await saved(page, () => page.getByRole('button', { name: 'Download the template' }).click());
    expect(template).toMatch(/^\uFEFFLast Name \*,First Name \*,Type \*,/);
    expect(template).toContain('Rural Retention Code');

    // As it was downloaded, there is nobody in it.
    await checkFile(page, template);
    await page.getByText('There is nobody in it').waitFor();
    // As Excel of old saves it.
    await checkFile(
      page,
      Buffer.from(`Last Name,First Name,Type,Access Roles\nC\u00f4t\u00e9,Ren\u00e9,nurse,doctor\n`, 'latin1'),
    );
    await page.getByText('an older encoding').waitFor();
    await page.getByText('Look at row 2, cell 1.').waitFor();
    await checkFile(page, 'Last Name,First Nam,Type,Access Roles\nA,B,nurse,doctor\n');
    await page.getByText('There is no column “First Nam” here. Is “First Name” meant?').waitFor();
    await accessible(page, 'a file that cannot be read');
    await fits(page, 'a file that cannot be read');

    const broken = [
      'sep=;',
      'type;Last Name;First Name;User Name;Access Roles;Date of Birth;Billing Number',
      `nurse;${lastName};${firstName};${username};doctor;1984-02-29;`,
      `nurs;${lastName};Two;${other};doctr;29/02/1984;123`,
      `nurse;${lastName};Three;ADA;=A1;;`,
    ].join('\r\n');
    await checkFile(page, broken);
    await page.getByText('1 row can be imported').waitFor();
    await page.getByText('2 rows have something to put right').waitFor();
    await page.getByText('There is no such type. Is “nurse” meant?').waitFor();
    await page.getByText('There is no such role. Is “doctor” meant?').waitFor();
    await page.getByText('Write the day as year-month-day').waitFor();
    await page.getByText('An MSP number has 5 characters').waitFor();
    await page.getByText('Ada Lindqvist has this already.').waitFor();
    await page.getByText('This is a formula.').waitFor();
    expect(await page.getByRole('button', { name: 'Import 1 user' }).isDisabled()).toBe(true);
    await accessible(page, 'rows to put right');
    await fits(page, 'rows to put right');

    await page.getByLabel('Import the clean row and leave out 2').check();
    await page.getByRole('button', { name: 'Import 1 user' }).click();
    await page.getByRole('heading', { name: '1 user has been imported' }).waitFor();
    await accessible(page, 'the links');
    await fits(page, 'the links');
    const links = await saved(page, () => page.getByRole('button', { name: 'Save the links as a file' }).click());
    const [, link = ''] = /(http:\S+\/invitation\/[0-9a-f]{64})/.exec(links) ?? [];
    expect(links).toContain(`${firstName} ${lastName},${username},`);

    const own = await visitor(browser, size);
    await own.page.goto(link);
    await own.page.getByRole('heading', { name: `Welcome, ${firstName}` }).waitFor();
    await own.page.getByLabel(/^Password( \*)?$/).fill(CHOSEN.password);
    await own.page.getByLabel(/^Confirm Password( \*)?$/).fill(CHOSEN.password);
    await own.page.getByLabel(/^Second Level Passcode( \*)?$/).fill(CHOSEN.passcode);
    await own.page.getByLabel(/^Confirm Second Level Passcode( \*)?$/).fill(CHOSEN.passcode);
    await own.page.getByRole('button', { name: 'Save, then sign in' }).click();
    await own.page.getByText('Your password and passcode are set').waitFor();
    await signInWith(own.page, { username, ...CHOSEN });
    await own.context.close();

    // What leaves as a file is a file that could come in.
    await page.getByRole('link', { name: 'Back to Manage Users' }).click();
    await page.getByLabel('Keyword').fill(lastName);
    await page
      .getByRole('link', { name: `${lastName}, ${firstName}` })
      .first()
      .waitFor();
    await page.getByText('1 user', { exact: true }).waitFor();
    const exported = await saved(page, () => page.getByRole('button', { name: 'Export CSV' }).click());
    expect(exported.split('\r\n')).toHaveLength(3);
    expect(exported).toContain(`${lastName},${firstName},nurse,`);
    await page.goto('/admin/users/import');
    await checkFile(page, exported);
    await page.getByText('Somebody of this name is here already.').waitFor();
    await page.getByText(`${firstName} ${lastName} has this already.`).waitFor();
    await context.close();
  });

  test(`a role for several at once, after a look at who gains what, at ${widths[size].width} px`, async () => {
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await page.goto('/admin/users?sort=number');
    await page.getByLabel('Select Bo Castellane').check();
    await page.getByLabel('Select Dee Hartwell').check();
    await page.getByText('2 users selected').waitFor();
    await accessible(page, 'a selection');
    await fits(page, 'a selection');
    await page.getByRole('button', { name: 'Add role' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Access role').selectOption({ label: 'doctor' });
    await dialog.getByText('Has the role already: Bo Castellane.').waitFor();
    await dialog.getByRole('heading', { name: 'Dee Hartwell' }).waitFor();
    await accessible(page, 'who gains what');
    await fits(page, 'who gains what');
    await dialog.getByRole('button', { name: 'Add the role to 1 user' }).click();
    await page.getByText('1 user has the role doctor now.').waitFor();

    await page.getByLabel('Select Bo Castellane').check();
    await page.getByLabel('Select Dee Hartwell').check();
    await page.getByRole('button', { name: 'Remove role' }).click();
    await dialog.getByLabel('Access role').selectOption({ label: 'doctor' });
    await dialog.getByText('Bo Castellane has no other role, and one is needed.').waitFor();
    await accessible(page, 'who keeps the role');
    await dialog.getByRole('button', { name: 'Remove the role from 1 user' }).click();
    await page.getByText('1 user does not have the role doctor any more.').waitFor();
    await context.close();
  });
}
