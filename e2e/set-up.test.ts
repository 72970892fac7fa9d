import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signInWith, widths } from './browser.ts';
import { root, run, start, stop } from './program.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const data = `${root}var/e2e-empty`;
const environment = { CUSTODIAN_DATA: data, PORT: '0', HOST: '127.0.0.1' };

test('an empty installation leads to set-up, a second owner is refused, and it stops cleanly', async () => {
  rmSync(data, { recursive: true, force: true });
  const { child, said } = await start(['src/server/main.ts'], environment, /ready at (http:\S+)/);
  const address = said[1] ?? '';
  expect((await fetch(`${address}/healthz`)).status).toBe(200);

  const context = await browser.newContext({ viewport: widths.small, baseURL: address });
  const page = await context.newPage();
  await page.goto('/');
  await page.waitForURL(/set-up/);
  await accessible(page, 'set-up');
  await fits(page, 'set-up');
  await page.getByLabel(/^Name of the clinic/).fill('Harbour Clinic');
  await page.getByLabel(/^Province/).selectOption('ON');
  expect(await page.getByLabel(/^Time zone/).inputValue()).toBe('America/Toronto');
  await page.getByLabel(/^Last Name/).fill('Lindqvist');
  await page.getByLabel(/^First Name/).fill('Ada');
  await page.getByLabel(/^User Name/).fill('ada');
  await page.getByLabel(/^Password( \*)?$/).fill('Tidal7pools');
  await page.getByLabel(/^Confirm Password/).fill('Tidal7pools');
  await page.getByLabel(/^Second Level Passcode/).fill('7306');
  await page.getByLabel(/^Confirm Second Level Passcode/).fill('7306');
  await page.getByRole('button', { name: 'Make the clinic' }).click();
  await page.getByText('Harbour Clinic is set up.').waitFor();
  await signInWith(page, { username: 'ada', password: 'Tidal7pools', passcode: '7306' });
  await page.goto('/set-up');
  await page.waitForURL((url) => !url.pathname.startsWith('/set-up'));
  await context.close();

  const second = await run(['src/server/main.ts'], environment);
  expect(second.code).toBe(1);
  expect(second.err).toContain(`another Custodian process already runs on`);
  expect(second.err).toContain(String(child.pid));

  expect(await stop(child)).toBe(0);
});

test('help is given, and a verb that is none is refused', async () => {
  const help = await run(['src/server/main.ts', '--help']);
  for (const word of ['HOST', 'PORT', 'CUSTODIAN_DATA', 'DATABASE_URL']) expect(help.out).toContain(word);
  const unknown = await run(['src/server/command-line.ts', 'fly']);
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('There is no verb fly')]);
});
