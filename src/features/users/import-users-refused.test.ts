import { describe, expect, test } from 'vitest';
import { arrange } from '#test/staff.ts';
import { giveRole, roleThatMay } from './test-person.ts';
import { nils, oona, sheetOf } from './test-sheet.ts';
import { c, db, type Sheet, preview, send, bring, users, last, setUp } from './test-import.ts';

setUp();

describe('refused, it changes nothing and leaves the refusal in the log', () => {
  const refuse = async (said: Promise<unknown>, code: string) => {
    await expect(said).rejects.toThrow(code);
    expect(await users()).toBe(4);
    expect(await last()).toMatchObject({ action: 'users.import-users', outcome: 'refused', reason: code });
  };
  const planHash = '0'.repeat(64);

  test.each<[string, Sheet]>([
    ['user/import-empty', sheetOf([])],
    ['user/import-empty', sheetOf([{ lastName: '  ' }])],
    ['user/import-columns', { columns: ['lastName', 'firstName', 'type'], rows: [['a', 'b', 'nurse']] }],
    ['user/import-columns', { columns: ['lastName', 'lastName'], rows: [['a']] }],
    ['user/import-columns', { columns: ['lastName', 'password'], rows: [['a']] }],
    ['user/import-row-too-long', { ...sheetOf([nils]), rows: [['a', 'b', 'nurse', 'doctor', 'more']] }],
  ])('%s', async (code, sheet) => refuse(send(sheet, { planHash }), code));

  test('user/import-changed, when the file is another one than was previewed', async () => {
    const { planHash: seen } = await preview(sheetOf([nils]));
    await refuse(send(sheetOf([{ ...nils, type: 'nurse' }]), { planHash: seen }), 'user/import-changed');
  });

  test('user/import-changed, when a name has been taken since', async () => {
    const sheet = sheetOf([{ ...nils, username: 'nils' }]);
    const { planHash: seen } = await preview(sheet);
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update credentials set username = 'NILS' where user_id = $1`, [c.bo.id]),
    );
    await refuse(send(sheet, { planHash: seen }), 'user/import-changed');
  });

  test('user/import-flawed, unless the clean rows alone are asked for', async () => {
    const sheet = sheetOf([nils, { ...nils, roles: 'front dsk' }, { ...oona, dateOfBirth: '29/02/1984' }]);
    const seen = await preview(sheet);
    expect(seen).toMatchObject({ clean: 1, flawed: 2, flawCount: 2 });
    await refuse(send(sheet, seen), 'user/import-flawed');
    expect(await send(sheet, { planHash: seen.planHash, onlyClean: true })).toMatchObject({ users: 1, linked: 0 });
    expect((await last())?.facts).toMatchObject({ users: 1, leftOut: 2 });
    expect(await users()).toBe(5);
  });

  test('user/import-empty, when no row is clean', async () => {
    const sheet = sheetOf([{ ...nils, type: 'porter' }]);
    await refuse(send(sheet, { planHash: (await preview(sheet)).planHash, onlyClean: true }), 'user/import-empty');
  });

  test('actor/not-permitted', async () => {
    await expect(preview(sheetOf([nils]), c.dee)).rejects.toThrow('actor/not-permitted');
    await refuse(send(sheetOf([nils]), { planHash }, c.dee), 'actor/not-permitted');
  });
});

test('nobody imports a role that gives what they do not hold', async () => {
  const clerk = await roleThatMay(db.owner, c, 'clerk', ['users.preview-import', 'users.import-users']);
  await giveRole(db.owner, c, c.dee.id, clerk);
  const { flaws } = await preview(sheetOf([{ ...nils, roles: 'clerk; admin' }]), c.dee);
  expect(flaws).toMatchObject([{ column: 'roles', flaw: 'role-not-yours', says: 'admin' }]);
  expect(await bring(sheetOf([{ ...nils, roles: 'clerk' }]), c.dee)).toMatchObject({ users: 1 });
});

test('what is taken names who has it, for those who may list users', async () => {
  await bring(sheetOf([oona]));
  const again = sheetOf([
    { ...nils, username: 'OVandermeer', email: 'oona@ALDER.example', 'bc.billing-number': 'J 4471' },
    { ...oona, username: '', email: '', loginExpires: '', 'bc.billing-number': '', 'bc.cpsid': '' },
  ]);
  const { flaws, doubts } = await preview(again);
  expect(flaws.map(({ row, column, flaw, holder }) => [row, column, flaw, holder])).toEqual([
    [0, 'username', 'taken', 'Oona Vandermeer'],
    [0, 'email', 'taken', 'Oona Vandermeer'],
    [0, 'bc.billing-number', 'taken', 'Oona Vandermeer'],
  ]);
  expect(doubts).toEqual([{ row: 1, name: 'Oona Vandermeer', doubt: 'same-name', otherRow: null }]);
  const clerk = await roleThatMay(db.owner, c, 'clerk', ['users.preview-import']);
  await giveRole(db.owner, c, c.dee.id, clerk);
  const blind = await preview(again, c.dee);
  expect(blind.flaws.filter(({ flaw }) => flaw === 'taken').map(({ holder }) => holder)).toEqual([null, null, null]);
});

test('a preview is an entry with its counts, and changes nothing', async () => {
  await preview(sheetOf([nils, { ...nils, type: '' }]));
  expect(await last()).toMatchObject({
    action: 'users.preview-import',
    outcome: 'done',
    facts: { clean: 1, flawed: 1 },
  });
  expect(await users()).toBe(4);
});
