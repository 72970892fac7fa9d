import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium as playwright, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { DemoServer } from './server.ts';

const installed = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Chromium as an npm package carries it on Linux, an installed one elsewhere. */
export async function openBrowser(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    // In one process the browser would end with its first closed context; and to draw as a graphics card would, without one,
    // takes a third more of the processor.
    const args = chromium.args.filter((arg) => !/^--single-process$|gpu|gl=angle|swiftshader/.test(arg));
    args.push('--disable-gpu', '--no-sandbox');
    return playwright.launch({ executablePath: await chromium.executablePath(), args });
  }
  const found = installed.find((path) => existsSync(path));
  if (!found) throw new Error('no Chrome or Chromium is installed on this machine');
  return playwright.launch({ executablePath: found });
}

/** The demo of this worker. */
export function demo(): DemoServer {
  const own = inject('demos')[Number(process.env['VITEST_POOL_ID']) - 1];
  if (!own) throw new Error('this worker has no demo');
  return own;
}

/** The two widths at which every page must be right. */
export const widths = { wide: { width: 1280, height: 900 }, small: { width: 390, height: 844 } } as const;

/** A browser of one's own, signed out, at the demo or another server, that fails the test when a page breaks. */
export async function visitor(
  browser: Browser,
  size: keyof typeof widths,
  address = demo().address,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: widths[size],
    baseURL: address,
    acceptDownloads: true,
    // What is still fading in would be measured half faded.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return { context, page };
}

interface Login {
  readonly username: string;
  readonly password: string;
  readonly passcode: string;
}

export async function signInWith(page: Page, { username, password, passcode }: Login): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('User name or email').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Second Level Passcode', { exact: true }).fill(passcode);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page
    .waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    .catch(async (error: Error) => {
      error.message += `\nThe page says: ${await page.locator('body').innerText()}`;
      throw error;
    });
}

/** Signs in as one of the demo's persons, by first name; they all have the same secrets. */
export async function signIn(page: Page, username: string): Promise<void> {
  const [login] = demo().logins;
  if (!login) throw new Error('the demo names no login');
  await signInWith(page, { ...login, username });
}

/** No violation that axe can find, in what stands on the page once nothing is awaited, fades or slides any more. */
export async function accessible(page: Page, what: string): Promise<void> {
  await page.waitForFunction(
    () =>
      !document.querySelector('[aria-busy="true"]') &&
      // A dialog takes its name from its title a moment after it opens.
      !document.querySelector('[role="dialog"]:not([aria-labelledby], [aria-label])') &&
      document
        .getAnimations()
        .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().endTime === Infinity),
  );
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  // Only what is wrong is described: to name each of a thousand right elements takes longer than to look at them.
  const violations = await page.evaluate(async () => {
    const { axe: own } = globalThis as unknown as { readonly axe: typeof axe };
    const found = await own.run(document, { resultTypes: ['violations'] });
    return found.violations.map(
      ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  });
  expect(violations.map((one) => `${what}: ${one}`)).toEqual([]);
}

/** Nothing sticks out sideways. */
export async function fits(page: Page, what: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${what} is too wide by`).toBeLessThanOrEqual(0);
}

/** A notice that stands on every page; on a small screen several are one line, which is opened. */
export async function told(page: Page, text: string): Promise<void> {
  const notice = page.getByText(text).first();
  const folded = page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: /^\d+ notices$/ });
  await notice.or(folded).first().waitFor();
  if (!(await notice.isVisible())) await folded.click();
  await notice.waitFor();
}

/** On Manage Users: opens the line that stands for several things that wait, where they are more than one. */
export async function showWhatWaits(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Manage Users' }).waitFor();
  const opener = page.getByRole('button', { name: 'Show them' });
  if (await opener.isVisible()) await opener.click();
}
