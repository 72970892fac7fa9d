import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { toCursor } from '#kernel/page.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries } from '#test/staff.ts';
import { exportUsers } from './export-users.ts';
import { importUsers } from './import-users.ts';
import { previewImport } from './preview-import.ts';
import { leave } from './test-person.ts';
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

const take = (
  asked: Parameters<typeof perform<typeof exportUsers.operation.input, typeof exportUsers.operation.output>>[3] = {},
) => perform(db.pool, c.ada.caller, exportUsers, asked);
const last = async () => (await entries(db.owner, c.id)).at(-1);
const bring = async (rows: Parameters<typeof sheetOf>[0]) => {
  const sheet = sheetOf(rows);
  const { planHash } = await perform(db.pool, c.ada.caller, previewImport, sheet);
  return perform(db.pool, c.ada.caller, importUsers, { ...sheet, planHash });
};

test('a record leaves in full, without a secret, and what left by which filters is an entry', async () => {
  await bring([oona, nils]);
  const { users, next } = await take({ keyword: 'vanderm', status: 'current' });
  expect([users, next]).toEqual([
    [
      {
        lastName: 'Vandermeer',
        firstName: 'Oona',
        type: 'doctor',
        speciality: 'Family medicine',
        team: 'Alder',
        sex: 'female',
        dateOfBirth: '1984-02-29',
        confidentialitySignedOn: '2026-01-05',
        address: '88 Fernhill Avenue, Suite 2',
        workPhone: '+1 250 555 0130',
        fax: '250-555-0131',
        homePhone: '250-555-0187',
        cellPhone: '250-555-0190',
        otherPhone: '250-555-0188',
        pager: '250-555-0177',
        contactEmail: 'oona@home.example',
        bookingPhones: ['250-555-0101', '250-555-0102'],
        sites: ['Alder Point'],
        roles: ['doctor', 'front desk'],
        bcpSites: [],
        username: 'ovandermeer',
        email: 'Oona@alder.example',
        loginExpires: '2099-01-31 17:00',
        providerFields: [
          { field: 'bc.billing-number', values: ['J4471'] },
          { field: 'bc.cpsid', values: ['c-182'] },
          { field: 'third-party-billing-number', values: ['=A1'] },
        ],
      },
    ],
    null,
  ]);
  expect(await last()).toMatchObject({
    actor_id: c.ada.id,
    action: 'users.export-users',
    outcome: 'done',
    facts: { filters: { keyword: 'vanderm', status: 'current' }, exported: 1, further: false },
  });
});

test('all pages of it, in the order of names', async () => {
  await bring(Array.from({ length: 501 }, (_, n) => ({ ...nils, lastName: `Zed${String(n).padStart(3, '0')}` })));
  const first = await take();
  const second = await take({ after: first.next ?? '' });
  expect([first.users.length, second.users.length, second.next]).toEqual([500, 5, null]);
  const names = [...first.users, ...second.users].map(({ lastName, firstName }) => `${lastName}, ${firstName}`);
  expect(new Set(names).size).toBe(505);
  expect(names.map((name) => name.toLowerCase())).toEqual(names.map((name) => name.toLowerCase()).toSorted());
  expect((await last())?.facts).toMatchObject({ exported: 5, further: true });
});

test('only whom the filters find', async () => {
  await leave(db.owner, c, c.bo.id);
  const names = async (asked: Parameters<typeof take>[0]) =>
    (await take(asked)).users.map(({ firstName }) => firstName);
  expect(await names({ status: 'inactive' })).toEqual(['Bo']);
  expect(await names({ type: 'receptionist' })).toEqual(['Dee']);
  expect(await names({ roleId: c.roles.admin })).toEqual(['Ada']);
});

test('refused: a cursor of another list, and whoever may not', async () => {
  await expect(take({ after: toCursor(['x']) })).rejects.toThrow('request/cursor-unknown');
  await expect(perform(db.pool, c.dee.caller, exportUsers, {})).rejects.toThrow('actor/not-permitted');
  expect(await last()).toMatchObject({ action: 'users.export-users', outcome: 'refused' });
});
