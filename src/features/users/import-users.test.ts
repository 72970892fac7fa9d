import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { carryOut, perform } from '#kernel/command.ts';
import { openPool } from '#kernel/db.ts';
import type { Input } from '#kernel/contract.ts';
import { outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { anotherSite } from '#test/sites.ts';
import { arrange, type Clinic, clinic, entries, type Member, one } from '#test/staff.ts';
import { addUser } from './add-user.ts';
import type { ImportUsers } from './import-contract.ts';
import { importUsers } from './import-users.ts';
import { previewImport } from './preview-import.ts';
import { giveRole, login, maren, roleThatMay } from './test-person.ts';
import { nils, oona, sheetOf } from './test-sheet.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  await arrange(db.owner, c.id, () => db.owner.query(`update clinic set province = 'BC' where clinic_id = $1`, [c.id]));
});

type Sheet = Pick<Input<typeof ImportUsers>, 'columns' | 'rows'>;
const preview = (sheet: Sheet, by: Member = c.ada) => perform(db.pool, by.caller, previewImport, sheet);
const send = (sheet: Sheet, more: Partial<Input<typeof ImportUsers>> & { planHash: string }, by: Member = c.ada) =>
  perform(db.pool, by.caller, importUsers, { ...sheet, ...more });
/** Previewed, then imported. */
const bring = async (sheet: Sheet, by: Member = c.ada, onlyClean = false) =>
  send(sheet, { planHash: (await preview(sheet, by)).planHash, onlyClean }, by);
const users = () => one<number>(db.owner, 'select count(*) from clinic_user where clinic_id = $1', [c.id]).then(Number);
const last = async () => (await entries(db.owner, c.id)).at(-1);
const idOf = (lastName: string) =>
  one<string>(db.owner, 'select user_id from clinic_user where clinic_id = $1 and last_name = $2', [c.id, lastName]);
const list = (table: string, column: string, userId: string) =>
  one<string[]>(
    db.owner,
    `select array_agg(${column}::text order by ${column}::text) from ${table} where user_id = $1`,
    [userId],
  );

test('a record in full: every table, an invitation, a link handed out once, and one entry without a secret', async () => {
  const said = await bring(sheetOf([oona, nils]));
  const id = await idOf('Vandermeer');
  const { rows } = await db.owner.query('select * from clinic_user where user_id = $1', [id]);
  expect(rows[0]).toMatchObject({
    user_number: '5',
    first_name: 'Oona',
    type: 'doctor',
    speciality: 'Family medicine',
    team: 'Alder',
    sex: 'female',
    address: '88 Fernhill Avenue, Suite 2',
    work_phone: '+1 250 555 0130',
    fax: '250-555-0131',
    home_phone: '250-555-0187',
    cell_phone: '250-555-0190',
    other_phone: '250-555-0188',
    pager: '250-555-0177',
    contact_email: 'oona@home.example',
    booking_phones: ['250-555-0101', '250-555-0102'],
  });
  expect(
    await one(db.owner, 'select date_of_birth || $2 || confidentiality_signed_on from clinic_user where user_id = $1', [
      id,
      ' ',
    ]),
  ).toBe('1984-02-29 2026-01-05');
  expect(await list('user_role', 'role_id', id)).toEqual([c.roles.doctor, c.roles.frontDesk].toSorted());
  expect(await list('site_assignment', 'site_id', id)).toEqual([c.siteId]);
  const { rows: numbers } = await db.owner.query(
    'select field, value, identifies from provider_field where user_id = $1 order by field',
    [id],
  );
  expect(numbers).toEqual([
    { field: 'bc.billing-number', value: 'J4471', identifies: true },
    { field: 'bc.cpsid', value: 'c-182', identifies: true },
    { field: 'third-party-billing-number', value: '=A1', identifies: false },
  ]);
  expect(await list('identifier_claim', 'value', id)).toEqual(['C182', 'J4471']);
  const { rows: kept } = await db.owner.query(
    `select username, email, ready, to_char(expires_at at time zone 'America/Vancouver', 'YYYY-MM-DD HH24:MI') as until
       from credentials where user_id = $1`,
    [id],
  );
  expect(kept).toEqual([
    { username: 'ovandermeer', email: 'Oona@alder.example', ready: false, until: '2099-01-31 17:00' },
  ]);
  const nilsId = await idOf('Birchwood');
  expect(await list('credentials', 'username', nilsId)).toBeNull();
  // One open site: everybody's, by itself.
  expect(await list('site_assignment', 'site_id', nilsId)).toEqual([c.siteId]);
  expect(await list('active_user', 'user_id', nilsId)).toEqual([nilsId]);

  const { links, endsAt, ...counts } = said;
  expect(counts).toEqual({ users: 2, withoutSignIn: 1, mailed: 0, linked: 1 });
  expect(links).toMatchObject([{ userId: id, name: 'Oona Vandermeer', signsInAs: 'ovandermeer' }]);
  const hash = createHash('sha256')
    .update(links[0]?.token ?? '')
    .digest();
  expect(await one(db.owner, 'select token_hash from invitation where user_id = $1', [id])).toEqual(hash);
  const entry = await last();
  expect(entry).toMatchObject({ actor_id: c.ada.id, action: 'users.import-users', outcome: 'done' });
  expect(entry?.facts).toEqual({
    users: 2,
    withoutSignIn: 1,
    mailed: 0,
    leftOut: 0,
    invitedUntil: endsAt,
    userIds: [id, nilsId],
  });
});

test('what is clean is what Add User takes', async () => {
  await bring(sheetOf([oona]));
  const of = async (userId: string) => {
    const { rows } = await db.owner.query(
      `select to_jsonb(u) - array['user_id', 'user_number', 'created_at', 'sort_name', 'version'] as u,
              (select to_jsonb(k) - array['user_id', 'set_at'] from credentials k where k.user_id = u.user_id) as k
         from clinic_user u where user_id = $1`,
      [userId],
    );
    return rows[0];
  };
  const imported = await of(await idOf('Vandermeer'));
  await arrange(db.owner, c.id, async () => {
    const id = await idOf('Vandermeer');
    await db.owner.query('delete from active_user where user_id = $1', [id]);
    await db.owner.query('delete from credentials where user_id = $1', [id]);
  });
  const { userId } = await perform(db.pool, c.ada.caller, addUser, {
    lastName: oona.lastName,
    firstName: oona.firstName,
    type: 'doctor',
    speciality: oona.speciality,
    team: oona.team,
    sex: 'female',
    dateOfBirth: oona.dateOfBirth,
    confidentialitySignedOn: oona.confidentialitySignedOn,
    address: oona.address,
    workPhone: oona.workPhone,
    fax: oona.fax,
    homePhone: oona.homePhone,
    cellPhone: oona.cellPhone,
    otherPhone: oona.otherPhone,
    pager: oona.pager,
    contactEmail: oona.contactEmail,
    bookingPhones: oona.bookingPhones.split('; '),
    siteIds: [c.siteId],
    roleIds: [c.roles.doctor],
    login: {
      username: oona.username,
      email: oona.email,
      expires: { day: '2099-01-31', time: '17:00' },
      secrets: null,
    },
  });
  expect(await of(userId)).toEqual(imported);
});

test('sites are assigned as the row says where there are several, and registered in BC', async () => {
  const other = await anotherSite(db.owner, c);
  await arrange(db.owner, c.id, () => db.owner.query(`update site set province = 'BC' where clinic_id = $1`, [c.id]));
  await bring(
    sheetOf([
      { ...nils, sites: 'fh; Alder Point', bcpSites: 'Fernhill' },
      { ...nils, firstName: 'Una' },
    ]),
  );
  const { rows } = await db.owner.query(
    `select u.first_name, s.site_id, s.bcp from clinic_user u join site_assignment s using (user_id)
      where u.last_name = 'Birchwood' and u.clinic_id = $1 order by s.bcp`,
    [c.id],
  );
  expect(rows).toEqual([
    { first_name: 'Nils', site_id: c.siteId, bcp: false },
    { first_name: 'Nils', site_id: other, bcp: true },
  ]);
});

test('where this server sends mail, whoever has an email gets the link there, and nobody else', async () => {
  const pool = openPool(db.pool.options.connectionString ?? '', 2, { sendsMail: true });
  const sheet = sheetOf([oona, { ...nils, username: 'nils' }]);
  const { planHash } = await preview(sheet);
  const said = await perform(pool, c.ada.caller, importUsers, { ...sheet, planHash });
  await pool.end();
  expect(said).toMatchObject({ mailed: 1, linked: 1, links: [{ name: 'Nils Birchwood', signsInAs: 'nils' }] });
  const { rows } = await db.owner.query('select kind, to_address, facts from mail where clinic_id = $1', [c.id]);
  expect(rows).toMatchObject([
    { kind: 'invitation', to_address: 'Oona@alder.example', facts: { token: expect.stringMatching(/^[0-9a-f]{64}$/) } },
  ]);
});

test('sent twice under one key, it is done once, and the links are not told again', async () => {
  const sheet = sheetOf([oona]);
  const { planHash } = await preview(sheet);
  const key = randomUUID();
  const ask = () => carryOut(db.pool, c.ada.caller, importUsers, { ...sheet, planHash }, { key });
  const [{ output: first }, { output: again }] = [await ask(), await ask()];
  expect([first.links.length, again.links.length]).toEqual([1, 0]);
  expect(again).toEqual({ ...first, links: [] });
  expect(await users()).toBe(5);
});

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

test('5,000 rows are one import', async () => {
  const many = Array.from({ length: 5000 }, (_, n) => ({ ...nils, lastName: `Birchwood${n}`, username: `nils${n}` }));
  const said = await bring(sheetOf(many));
  expect([said.users, new Set(said.links.map(({ token }) => token)).size]).toEqual([5000, 5000]);
  expect(await users()).toBe(5004);
});
