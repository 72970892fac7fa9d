import type { Page } from 'playwright-core';

export interface Secrets {
  readonly password: string;
  readonly passcode: string;
}

/** Types password and passcode, each twice; `New` where they replace others. */
export async function typeSecrets(
  page: Page,
  { password, passcode }: Secrets,
  prefix: '' | 'New ' = '',
): Promise<void> {
  await page.getByLabel(new RegExp(`^${prefix}Password( \\*)?$`)).fill(password);
  await page.getByLabel(new RegExp(`^Confirm ${prefix}Password( \\*)?$`)).fill(password);
  await page.getByLabel(new RegExp(`^${prefix}Second Level Passcode( \\*)?$`)).fill(passcode);
  await page.getByLabel(new RegExp(`^Confirm ${prefix}Second Level Passcode( \\*)?$`)).fill(passcode);
}

/** On Add User: the administrator sets the credentials, as the guide has it, instead of sending an invitation. */
export async function setNow(page: Page, secrets: Secrets): Promise<void> {
  await page.getByLabel('Set credentials now').check();
  await typeSecrets(page, secrets);
}

/** Whoever signs in with credentials that were set for them chooses others first. */
export async function chooseOwn(page: Page, until: string, own: Secrets): Promise<void> {
  await typeSecrets(page, own, 'New ');
  await page.getByLabel('Your password until now').fill(until);
  await page.getByRole('button', { name: 'Choose and go on' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/my'));
}
