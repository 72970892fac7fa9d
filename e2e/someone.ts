// Somebody who is there to leave: what the guides on locking and on removing a user begin with.
import type { Page } from 'playwright-core';
import { demo } from './browser.ts';
import { type Secrets, setNow } from './secrets.ts';

interface Somebody {
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string;
  readonly secrets: Secrets;
}

/** The password of whoever administers, asked at each act that weighs. */
export const adminPassword = (): string => demo().logins[0]?.password ?? '';

/** Adds a doctor, assigned as told on the page, and gives them a task that somebody else must take. */
export async function addWithTask(
  page: Page,
  { firstName, lastName, username, secrets }: Somebody,
  assign: () => Promise<void>,
): Promise<void> {
  const name = `${firstName} ${lastName}`;
  await page.goto('/admin/users/add');
  await page.getByLabel('Last Name').fill(lastName);
  await page.getByLabel('First Name').fill(firstName);
  await page.getByLabel('Type').selectOption('doctor');
  await assign();
  await page.getByLabel('User Name').fill(username);
  await setNow(page, secrets);
  await page.getByRole('button', { name: 'Add User' }).click();
  await page.getByText(`${name} has been added.`).waitFor();
  await page.goto('/tasks');
  await page.getByRole('button', { name: 'Add Task' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What is to be done').fill(`Call back for ${lastName}`);
  await dialog.getByRole('combobox', { name: 'Who does it' }).click();
  await page.getByRole('option', { name }).click();
  await dialog.getByRole('button', { name: 'Add Task' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** On Deactivate: everything goes to one colleague; what is confirmed is looked at before, if asked. */
export async function handOverAll(
  page: Page,
  { name, reason }: { readonly name: string; readonly reason: string },
  look: (what: string) => Promise<void> = async () => undefined,
): Promise<void> {
  await page.getByRole('heading', { name: `Deactivate ${name}` }).waitFor();
  await page.getByRole('combobox', { name: 'Everything to' }).click();
  await page.getByRole('option', { name: /Luc Tremblay/ }).click();
  await page.getByText('Everything has a place.').waitFor();
  await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByLabel('Your password').fill(adminPassword());
  await look('the confirmation of Deactivate');
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await page.getByText('All work has a new place. Nothing is left behind.').waitFor();
}
