// The guide on adding users, step by step under its own labels, in each province that it knows, and one more.
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signInWith, visitor, widths } from './browser.ts';
import { root, start, stop } from './program.ts';
import { setNow } from './secrets.ts';
import type { DemoServer } from './server.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

interface Billing {
  readonly site: string;
  /** What is typed, by section and label; a choice by the beginning of its words. */
  readonly billing: Readonly<Record<string, string>>;
  readonly identifiers: Readonly<Record<string, string>>;
  readonly choices?: Readonly<Record<string, string>>;
  /** What stands on the page of the user afterwards. */
  readonly kept: readonly string[];
}

// Every field that the guide names for its province. Two newcomers cannot have one number: the width tells them apart.
const provinces: Readonly<Record<string, (n: number) => Billing>> = {
  AB: (n) => ({
    site: 'Elbow Park',
    billing: { 'Billing Number': `1234-5678${n}` },
    identifiers: {
      CPSID: `2219${n}`,
      'E-Delivery Ids': `ED7${n}, ED8${n}`,
      'TAK #': 'T-114',
      'Connect Care Provider Id': `90${n}`,
    },
    kept: [`12345678${n}`, `ED7${n}, ED8${n}`],
  }),
  BC: (n) => ({
    site: 'Fernhill',
    billing: { 'Billing Number': `j90${n}0`, 'Payee Number': 'T0182' },
    choices: { 'Service Location Code (SLC)': 'L' },
    identifiers: { CPSID: `3219${n}`, 'IHA Provider Mnemonic': `SOLHEIM${n}` },
    kept: [`J90${n}0`, 'L, longitudinal primary care practice', `SOLHEIM${n}`],
  }),
  ON: (n) => ({
    site: 'Harbour',
    billing: { 'Billing Number': `98765${n}` },
    identifiers: { CPSID: `8919${n}`, 'LifeLabs Client ID': `LL99${n}` },
    kept: [`98765${n}`, `LL99${n}`],
  }),
  SK: (n) => ({
    site: 'Lakeview',
    billing: { 'Billing Number': `881${n}` },
    choices: { Mode: '1', Location: '1', 'Submission Type': '8', 'Corporation Indicator': 'practitioner' },
    identifiers: { CPSID: `9919${n}` },
    kept: [`881${n}`, '1, physicians', 'The practitioner'],
  }),
};

const PASSWORD = 'Cedar4branch';
const PASSCODE = '90417';
const field = (page: Page, section: string, label: string) =>
  page.getByRole('region', { name: section }).getByLabel(label, { exact: true });

/** 1 User Information, 2 Site Assignment, 3 Access Roles, 4 Contact Information, 5 Login Information. */
async function fillIn(page: Page, { lastName, site }: { lastName: string; site: string }) {
  const user = page.getByRole('region', { name: 'User Information' });
  await user.getByLabel('Last Name').fill(lastName);
  await user.getByLabel('First Name').fill('Maren');
  await user.getByLabel('Type').selectOption('doctor');
  await user.getByLabel('Speciality').fill('Family medicine');

  const sites = page.getByRole('region', { name: 'Site Assignment' });
  await sites.getByRole('combobox', { name: 'Search' }).fill(site.slice(0, 2));
  await page.getByRole('option', { name: site }).click();
  await sites.getByRole('button', { name: 'Add' }).click();

  const roles = page.getByRole('region', { name: 'Access Roles' });
  await roles.getByText('Standard access, proposed because the type is doctor.').waitFor();
  // As the guide says it: typed, then Add.
  await roles.getByRole('combobox', { name: 'Search' }).fill('admin');
  await roles.getByRole('button', { name: 'Add' }).click();
  await roles.getByText(/has full access/).waitFor();

  const contact = page.getByRole('region', { name: 'Contact Information' });
  await contact.getByLabel('Address').fill('14 Juniper Lane');
  await contact.getByText('Is 14 Juniper Lane a private address?').waitFor();
  await contact.getByRole('button', { name: 'Use the site’s' }).click();
  await contact.getByLabel('Cell Phone').fill('555-0190');
}

async function logIn(page: Page, username: string) {
  const login = page.getByRole('region', { name: 'Login Information' });
  await login.getByLabel('Email').fill(`${username}@clinic.example`);
  await login.getByLabel('User Name').fill(username);
  await setNow(page, { password: PASSWORD, passcode: PASSCODE });
}

describe.each(Object.keys(provinces))('in %s', (code) => {
  let demo: Pick<DemoServer, 'address' | 'logins'>;
  let child: ChildProcess;
  beforeAll(async () => {
    const data = `${root}var/e2e-${code}`;
    rmSync(data, { recursive: true, force: true });
    const environment = { CUSTODIAN_DATA: data, PORT: '0', HOST: '127.0.0.1' };
    const args = ['src/server/demo.ts', '--json', '--province', code, '--patients', '100'];
    const started = await start(args, environment, /^\{.*\}$/m);
    child = started.child;
    demo = JSON.parse(started.said[0]) as typeof demo;
  });
  afterAll(() => stop(child));

  test.each(Object.keys(widths) as (keyof typeof widths)[])('a user is added, %s', async (size) => {
    const wide = size === 'wide';
    const { site, billing, choices = {}, identifiers, kept } = provinces[code]?.(wide ? 1 : 2) ?? expect.fail(code);
    const lastName = wide ? 'Solheim' : 'Solberg';
    const username = lastName.toLowerCase();
    const { page, context } = await visitor(browser, size, demo.address);
    const [ada] = demo.logins;
    if (!ada) throw new Error('the demo names no login');
    await signInWith(page, ada);

    // Accessing & navigating the ‘Manage Users’ page
    const main = page.getByRole('navigation', { name: 'Main' });
    if (!wide) await main.getByRole('button', { name: 'More' }).click();
    await main.getByRole('link', { name: 'Admin' }).last().click();
    await page.getByRole('heading', { name: 'Manage Users' }).waitFor();
    await page.getByRole('link', { name: 'Add User' }).click();
    await page.getByRole('heading', { level: 1, name: 'Add User' }).waitFor();

    await fillIn(page, { lastName, site });
    await logIn(page, `${username}${wide ? 'w' : 's'}`);

    // Billing, Third Party & Province Specific Information
    for (const [label, value] of Object.entries(billing)) await field(page, 'Billing Information', label).fill(value);
    for (const [label, value] of Object.entries(choices)) {
      await field(page, 'Billing Information', label).selectOption(value);
    }
    for (const [label, value] of Object.entries(identifiers)) {
      await field(page, '3rd Party Identifiers', label).fill(value);
    }
    if (code === 'BC') await page.getByRole('region', { name: 'BCP Sites' }).getByLabel(site).check();
    await accessible(page, `Add User in ${code}`);
    await fits(page, `Add User in ${code}`);
    await page.getByRole('button', { name: 'Add User' }).click();
    await page.getByText(`Maren ${lastName} has been added.`).waitFor();

    // Found by the billing number, and everything is there.
    await page.getByLabel('Keyword').fill(Object.values(billing)[0] ?? '');
    await page.getByText('1 user', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: `View Maren ${lastName}` }).click();
    await page.getByRole('heading', { level: 1, name: `Maren ${lastName}` }).waitFor();
    for (const text of kept) await page.getByText(text, { exact: true }).first().waitFor();
    if (code === 'BC') await page.getByRole('region', { name: 'BCP Sites' }).getByText(site).waitFor();
    await accessible(page, `View in ${code}`);
    await fits(page, `View in ${code}`);

    // The number is this user's: nobody else is given it, and the page says whose it is.
    await page.goto('/admin/users/add');
    await fillIn(page, { lastName: 'Other', site });
    await page.getByLabel('No sign-in').check();
    const [label, value] = Object.entries(billing)[0] ?? expect.fail();
    await field(page, 'Billing Information', label).fill(value);
    await page.getByRole('button', { name: 'Add User' }).click();
    await page.getByText(`Maren ${lastName} has this Billing Number already.`).waitFor();
    await context.close();
  });
});
