import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic } from '#test/staff.ts';
import { listHolders } from './list-holders.ts';
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
const list = (permission: string, more: { day?: string; after?: string } = {}, by = c.ada) =>
  answer(db.pool, by.caller, listHolders, { permission, ...more });
const short = ({ holders }: Awaited<ReturnType<typeof list>>) =>
  holders.map(({ name, through }) => `${name}: ${through.map((role) => role.name).join(', ')}`);

test('everybody who has it, by name, through which roles; the locked are marked', async () => {
  await give(db.owner, c, c.bo, await madeRole(db.owner, c, 'billing', ['claims.list-claims']));
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'badge lost' where user_id = $1`, [
      c.cy.id,
    ]),
  );
  const said = await list('claims.list-claims');
  expect(said).toMatchObject({ permission: 'claims.list-claims', users: 3, next: null });
  expect(short(said)).toEqual(['Bo Castellane: billing, doctor', 'Ada Lindqvist: admin, doctor', 'Cy Okonjo: doctor']);
  expect(said.holders.map(({ locked }) => locked)).toEqual([false, false, true]);
});

test('as of a past moment, with those who have left since', async () => {
  await agedByAYear(db.owner, c);
  await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.bo.id]));
  await giveOnly(db.owner, c, c.cy, c.roles.frontDesk);
  expect(short(await list('charts.open-chart'))).toEqual(['Ada Lindqvist: admin, doctor']);
  const then = await list('charts.open-chart', { day: await dayFromNow(db.owner, -1) });
  expect(short(then)).toEqual(['Bo Castellane: doctor', 'Ada Lindqvist: admin, doctor', 'Cy Okonjo: doctor']);
  expect(then.holders.map(({ deactivated }) => deactivated)).toEqual([true, false, false]);
});

test('many come page by page', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `with made as (insert into clinic_user (clinic_id, user_number, last_name, first_name, type)
         select $1, 5000 + n, 'Many', 'N' || lpad(n::text, 3, '0'), 'nurse' from generate_series(1, 60) n returning user_id),
       active as (insert into active_user (clinic_id, user_id) select $1, user_id from made returning user_id)
       insert into user_role select $1, user_id, $2 from active`,
      [c.id, c.roles.doctor],
    ),
  );
  const first = await list('charts.open-chart');
  const second = await list('charts.open-chart', { after: first.next ?? '' });
  expect([first.users, first.holders.length, second.holders.length, second.next]).toEqual([63, 50, 13, null]);
  expect(new Set([...first.holders, ...second.holders].map(({ userId }) => userId)).size).toBe(63);
});

test('refusals', async () => {
  await expect(list('charts.fly')).rejects.toThrow('role/unknown-permission');
  await expect(list('charts.open-chart', { after: 'x' })).rejects.toThrow('request/cursor-unknown');
  await expect(list('charts.open-chart', { day: await dayFromNow(db.owner, 1) })).rejects.toThrow(
    'role/moment-to-come',
  );
  await expect(list('charts.open-chart', { day: '2001-01-01' })).rejects.toThrow('role/not-on-record');
  await expect(list('charts.open-chart', {}, c.bo)).rejects.toThrow('actor/not-permitted');
});
