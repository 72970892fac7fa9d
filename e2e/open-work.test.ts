// What is worked on and passed on without anybody leaving: messages, groups, task types, recurring tasks, rules, claims, notes.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, fits, openBrowser, signIn, visitor, widths } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const ready = async (page: Page, what: string) => {
  await accessible(page, what);
  await fits(page, what);
};
const choose = async (page: Page, field: Locator, name: string) => {
  await field.fill(name);
  await page.getByRole('option', { name: new RegExp(name) }).click();
};
/** Gives what a dialog asks about to a colleague. */
const give = async (page: Page, name: string, what: string) => {
  const dialog = page.getByRole('dialog', { name: /^Give / });
  await choose(page, dialog.getByRole('combobox', { name: 'Who has it from now on' }), name);
  await ready(page, what);
  await dialog.getByRole('button', { name: 'Give', exact: true }).click();
  await page.getByText(`${name} has it now.`).waitFor();
};
const exported = async (page: Page) => {
  const downloads = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  return (await downloads).suggestedFilename();
};

for (const size of Object.keys(widths) as (keyof typeof widths)[]) {
  const at = `at ${widths[size].width} px`;

  test(`a message goes to a colleague, who sees through whose hands it came, ${at}`, async () => {
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await page.goto('/inbox');
    const first = page.getByRole('list', { name: 'Inbox, messages' }).getByRole('link').first();
    await first.click();
    await page.getByRole('button', { name: 'Give', exact: true }).click();
    await give(page, 'Odile Delacroix', 'giving a message');
    await context.close();

    const { page: theirs, context: odile } = await visitor(browser, size);
    await signIn(theirs, 'odile');
    await theirs.goto('/inbox');
    await theirs
      .getByRole('list', { name: 'Inbox, messages' })
      .getByRole('link')
      .filter({ hasText: 'from Ada Lindqvist' })
      .first()
      .click();
    await theirs.getByText('Who had it').click();
    await theirs.getByText('Ada Lindqvist gave it to Odile Delacroix').waitFor();
    await ready(theirs, 'a message that was given');
    await odile.close();
  });

  test(`a group, a task type, a recurring task and a standing rule are made, changed and ended, ${at}`, async () => {
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    await page.goto('/admin/message-groups');
    await page.getByRole('button', { name: 'Add Group' }).click();
    const group = page.getByRole('dialog');
    await group.getByRole('textbox', { name: 'Name' }).fill(`Vaccines, ${size}`);
    await choose(page, group.getByRole('combobox', { name: /Who is in it/ }), 'Odile Delacroix');
    await page.keyboard.press('Escape');
    await group.getByRole('button', { name: 'Save' }).click();
    await page.getByText(`“Vaccines, ${size}” is saved.`).waitFor();
    await ready(page, 'Message Groups');
    expect(await exported(page)).toBe('message-groups.csv');
    await page.getByRole('button', { name: `Retire “Vaccines, ${size}”` }).click();
    await page.getByText(/is retired: nobody writes to it/).waitFor();

    await page.goto('/tasks/types');
    await page.getByRole('button', { name: 'Add Type' }).click();
    const type = page.getByRole('dialog');
    await type.getByRole('textbox', { name: 'Name' }).fill(`Vaccine order, ${size}`);
    await choose(page, type.getByRole('combobox', { name: 'Default assignee' }), 'Odile Delacroix');
    await type.getByRole('button', { name: 'Save' }).click();
    await page.getByText(`“Vaccine order, ${size}” is saved.`).waitFor();
    await ready(page, 'Task Types');
    expect(await exported(page)).toBe('task-types.csv');

    await page.goto('/tasks/recurring');
    await page.getByRole('button', { name: 'Add Recurring Task' }).click();
    const task = page.getByRole('dialog');
    await task.getByRole('textbox', { name: 'What is to be done' }).fill(`Count the vaccines, ${size}`);
    await ready(page, 'adding a recurring task');
    await task.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText(`“Count the vaccines, ${size}” comes by itself from now on.`).waitFor();
    await page.getByRole('button', { name: `Give “Count the vaccines, ${size}” to somebody else` }).click();
    await give(page, 'Odile Delacroix', 'giving a recurring task');
    await ready(page, 'Recurring Tasks');

    await page.goto('/admin/standing-rules');
    await page.getByRole('button', { name: 'Add Rule' }).click();
    const rule = page.getByRole('dialog');
    await choose(page, rule.getByRole('combobox', { name: 'What comes for' }), 'Halvor Eriksen');
    await choose(page, rule.getByRole('combobox', { name: 'Goes to' }), 'Odile Delacroix');
    await rule.getByLabel(/^From/).fill(size === 'wide' ? '2031-01-01' : '2032-01-01');
    await rule.getByLabel(/^Until/).fill(size === 'wide' ? '2031-02-01' : '2032-02-01');
    await rule.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('From Halvor Eriksen to Odile Delacroix: it stands.').waitFor();
    await ready(page, 'Standing Rules');
    expect(await exported(page)).toBe('standing-rules.csv');
    await page.getByRole('button', { name: 'End the rule from Halvor Eriksen to Odile Delacroix' }).first().click();
    await page.getByText('The rule from Halvor Eriksen to Odile Delacroix has ended.').waitFor();
    await context.close();
  });

  test(`a claim is submitted and given to somebody who follows it up, ${at}`, async () => {
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'bo');
    // One of each state waits for Bo: what is submitted at one width is no more to submit at the other.
    const unsubmitted = size === 'wide';
    await page.goto(unsubmitted ? '/claims?status=unsubmitted' : '/claims');
    await page.locator('main a[href^="/claims/"]').first().click();
    if (unsubmitted) {
      await page.getByRole('button', { name: 'Record as Submitted' }).click();
      await page.getByText('Submitted: it awaits its payment.').waitFor();
    }
    await page.getByRole('button', { name: 'Give to somebody else' }).click();
    await give(page, 'Odile Delacroix', 'giving a claim');
    await page.getByText('Bo Castellane gave it to Odile Delacroix').waitFor();
    await page.getByText('Billed by').first().waitFor();
    await ready(page, 'a claim that was given');
    await context.close();
  });

  test(`tasks and results are put in another order, and a colleague’s unsigned note is passed on, ${at}`, async () => {
    const { page, context } = await visitor(browser, size);
    await signIn(page, 'ada');
    for (const list of ['/tasks', '/results']) {
      await page.goto(list);
      if (size === 'small') await page.getByRole('button', { name: 'Filters' }).click();
      await page.getByRole('combobox', { name: 'Order' }).selectOption('latest');
      await page.waitForURL(/order=latest/);
      await ready(page, `${list}, latest first`);
    }
    await page.goto('/notes?folder=all');
    await page
      .getByRole('button', { name: /^Give / })
      .first()
      .click();
    // The oldest comes first, and at the other width it went to the one of them already.
    await give(page, size === 'wide' ? 'Odile Delacroix' : 'Bo Castellane', 'passing a note on');
    await ready(page, 'everybody’s unsigned notes');
    await context.close();
  });
}
