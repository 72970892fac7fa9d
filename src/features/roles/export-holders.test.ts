import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { UTF8_MARK } from '#kernel/csv.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries } from '#test/staff.ts';
import { exportHolders } from './export-holders.ts';
import { agedByAYear, dayFromNow, give, giveOnly, madeRole } from './test-roles.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

/** The lines of the file. */
async function taken(permission: string, more: { day?: string } = {}, by = c.ada) {
  const file = await perform(db.pool, by.caller, exportHolders, { permission, ...more });
  expect(file).toMatchObject({
    type: 'text/csv; charset=utf-8',
    fileName: expect.stringMatching(/^permission-holders-.+\.csv$/),
  });
  const pieces: string[] = [];
  for await (const piece of file.content) pieces.push(String(piece));
  return pieces.join('').replace(UTF8_MARK, '').trimEnd().split('\r\n');
}

test('everybody who has it, by name, through which roles; its entry comes first', async () => {
  await give(db.owner, c, c.bo, await madeRole(db.owner, c, 'billing', ['claims.list-claims']));
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'badge lost' where user_id = $1`, [
      c.cy.id,
    ]),
  );
  expect(await taken('claims.list-claims')).toEqual([
    'User,Type,Through role,Locked,Deactivated since',
    'Bo Castellane,doctor,"billing; doctor",no,no',
    'Ada Lindqvist,admin,"admin; doctor",no,no',
    'Cy Okonjo,doctor,doctor,yes,no',
  ]);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: c.ada.id,
    action: 'roles.export-holders',
    outcome: 'done',
    facts: { permission: 'claims.list-claims', users: 3 },
  });
});

test('as of a past moment, with those who have left since', async () => {
  await agedByAYear(db.owner, c);
  await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.bo.id]));
  await giveOnly(db.owner, c, c.cy, c.roles.frontDesk);
  expect(await taken('charts.open-chart')).toHaveLength(2);
  expect(await taken('charts.open-chart', { day: await dayFromNow(db.owner, -1) })).toEqual([
    expect.any(String),
    'Bo Castellane,doctor,doctor,no,yes',
    'Ada Lindqvist,admin,"admin; doctor",no,no',
    'Cy Okonjo,doctor,doctor,no,no',
  ]);
});

test('thousands of users leave', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `with made as (insert into clinic_user (clinic_id, user_number, last_name, first_name, type)
         select $1, 5000 + n, 'Many', 'N' || n, 'nurse' from generate_series(1, 1500) n returning user_id),
       active as (insert into active_user (clinic_id, user_id) select $1, user_id from made returning user_id)
       insert into user_role select $1, user_id, $2 from active`,
      [c.id, c.roles.doctor],
    ),
  );
  expect(await taken('charts.open-chart')).toHaveLength(1_504);
});

test('refusals leave their entries', async () => {
  const refused = async (code: string, ...asked: Parameters<typeof taken>) => {
    await expect(taken(...asked)).rejects.toThrow(code);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ outcome: 'refused', reason: code });
  };
  await refused('role/unknown-permission', 'charts.fly');
  await refused('role/moment-to-come', 'charts.open-chart', { day: await dayFromNow(db.owner, 1) });
  await refused('role/not-on-record', 'charts.open-chart', { day: '2001-01-01' });
  await refused('actor/not-permitted', 'charts.open-chart', {}, c.bo);
});
