import { expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { outcome } from '#test/acting.ts';
import { addUser } from './add-user.ts';
import { giveRole, login, maren } from './test-person.ts';
import { nils, oona, sheetOf } from './test-sheet.ts';
import { c, db, preview, send, users, setUp } from './test-import.ts';

setUp();

test('two imports of one file at the same moment: one of them is told to look again', async () => {
  await giveRole(db.owner, c, c.cy.id, c.roles.admin);
  const sheet = sheetOf([oona, nils]);
  const [mine, theirs] = [await preview(sheet), await preview(sheet, c.cy)];
  const said = await Promise.all([outcome(send(sheet, mine)), outcome(send(sheet, theirs, c.cy))]);
  expect(said.toSorted()).toEqual(['done', 'user/import-changed']);
  expect(await users()).toBe(6);
});

test('against somebody who adds a user by hand at the same moment, all or nothing', async () => {
  const sheet = sheetOf([{ ...nils, username: login.username }, oona]);
  const { planHash } = await preview(sheet);
  const said = await Promise.all([
    outcome(send(sheet, { planHash })),
    outcome(perform(db.pool, c.ada.caller, addUser, maren(c))),
  ]);
  expect(said).toContain('done');
  expect(said.filter((how) => how !== 'done').join()).toMatch(/^user\/(username-taken|import-changed)$/);
  expect([5, 6]).toContain(await users());
});
