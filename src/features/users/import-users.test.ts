import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { carryOut, perform } from '#kernel/command.ts';
import { openPool } from '#kernel/db.ts';
import { anotherSite } from '#test/sites.ts';
import { arrange, one } from '#test/staff.ts';
import { addUser } from './add-user.ts';
import { importUsers } from './import-users.ts';
import { nils, oona, sheetOf } from './test-sheet.ts';
import { c, db, preview, bring, users, last, setUp } from './test-import.ts';

setUp();

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

test('5,000 rows are one import', async () => {
  const many = Array.from({ length: 5000 }, (_, n) => ({ ...nils, lastName: `Birchwood${n}`, username: `nils${n}` }));
  const said = await bring(sheetOf(many));
  expect([said.users, new Set(said.links.map(({ token }) => token)).size]).toEqual([5000, 5000]);
  expect(await users()).toBe(5004);
});
