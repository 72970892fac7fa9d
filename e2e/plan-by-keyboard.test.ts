// The whole plan of a departure by the keyboard alone: the focus is never lost, nor hidden behind what sticks to an edge.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, visitor } from './browser.ts';
import { adminPassword } from './someone.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const leavers = { wide: 'Wren Bannister', small: 'Tolu Adeyemi' } as const;

/** What has the focus: its name, or nothing where it is lost; and whether something covers it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const here = document.activeElement as HTMLInputElement | null;
    if (!here || here === document.body) return { name: '', hidden: false };
    const { x, y, width, height } = here.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    const shown = [here, ...(here.labels ?? [])].some((one) => one.contains(top) || top?.contains(one));
    const hidden = top !== null && !shown;
    const label = here.labels?.[0]?.textContent;
    return { name: (here.getAttribute('aria-label') ?? label ?? here.textContent ?? '').trim(), hidden };
  });

async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let n = 0; n < 150; n += 1) {
    await page.keyboard.press(key);
    const here = await focused(page);
    expect(here.hidden, `${here.name} is hidden`).toBe(false);
    if (name.test(here.name)) return;
    passed.push(here.name.slice(0, 30));
  }
  throw new Error(`the keyboard never reaches ${name}, but ${passed.join(' | ')}`);
}

/** To a control, and what is typed there; then something must say that it was heard, with the focus still in place. */
async function act(page: Page, control: RegExp, keys: readonly string[], heard: string | RegExp): Promise<void> {
  await tabTo(page, control);
  for (const key of keys) await page.keyboard.press(key);
  await page.getByText(heard).first().waitFor();
  await expect.poll(async () => (await focused(page)).name).not.toBe('');
}

/** Enter chooses the option that is marked, once it is this one. */
async function chosenByEnter(page: Page, option: RegExp): Promise<void> {
  await page.locator('[role="option"][data-combobox-selected]').filter({ hasText: option }).waitFor();
  await page.keyboard.press('Enter');
}

test.each(Object.keys(leavers) as (keyof typeof leavers)[])('%s', async (size) => {
  const name = leavers[size];
  const { page, context } = await visitor(browser, size);
  const right = async (what: string) => {
    await accessible(page, what);
    await fits(page, what);
  };
  await signIn(page, 'ada');
  await page.goto(`/admin/users?list=active&keyword=${name.split(' ')[1]}`);
  await page.getByRole('heading', { name: 'Manage Users' }).waitFor();
  await tabTo(page, new RegExp(`^Deactivate ${name}$`));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Deactivate ${name}` }).waitFor();
  await expect.poll(async () => (await focused(page)).name).toBe(`Deactivate ${name}`);

  await tabTo(page, /^Everything to$/);
  await page.keyboard.type('Tremblay');
  await chosenByEnter(page, /Luc Tremblay/);
  const rest = page.getByLabel('What Luc Tremblay cannot take goes to');
  await page.getByText('Everything has a place.').or(rest).first().waitFor();
  if (await rest.isVisible()) {
    await tabTo(page, /^What Luc Tremblay cannot take goes to$/);
    await page.keyboard.type('Nowhere');
  }
  await page.getByText('Everything has a place.').waitFor();

  // A rule before the one for everything; moved behind it, it is never asked, and the page says so.
  await act(page, /^Add a rule: Tasks$/, ['Enter'], 'Rule for Tasks');
  await tabTo(page, /^Last name from$/);
  await page.keyboard.type('A');
  await tabTo(page, /^Last name to$/);
  await page.keyboard.type('M');
  await tabTo(page, /^Successor$/);
  await page.keyboard.type('Tremblay');
  await chosenByEnter(page, /Luc Tremblay/);
  await right('a rule');
  await act(page, /^Add the rule$/, ['Enter'], 'Last name A to M');
  await page.getByText('Everything has a place.').waitFor();
  await right('two rules');
  await act(page, /^Move down: Last name A to M$/, ['Enter'], /Tasks: A rule \(number 2 of its kind\) is never asked/);
  await act(page, /^Remove: Last name A to M$/, ['Enter'], 'Everything has a place.');

  await act(page, /^Save plan$/, ['Enter'], 'The plan is kept.');
  await act(page, new RegExp(`^Show to ${name} for checking$`), ['Enter'], `${name} can read the plan now`);
  await page.getByText('Everything has a place.').waitFor();
  await act(page, /^Deactivate$/, ['Enter'], `Deactivate ${name}?`);
  await page.getByRole('dialog').getByLabel('Reason').waitFor();
  await page.keyboard.type('Moves away');
  await tabTo(page, /^Your password/);
  await page.keyboard.type(adminPassword());
  await page.keyboard.press('Enter');

  // The receipt: the digest, and every item.
  await page.getByText('All work has a new place. Nothing is left behind.').waitFor();
  await page.getByText('SHA-256 of the items').waitFor();
  await act(page, /^Show all/, ['Enter'], 'Given back');
  await page.getByRole('region', { name: 'Every item' }).getByText('Luc Tremblay').first().waitFor();
  await right('every item of a receipt');
  await context.close();
});
