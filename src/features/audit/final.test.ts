// What the server's role can do to the log as SQL, whatever the code above it does: add an entry in its own name.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries } from '#test/staff.ts';

let db: TestDatabase;
let c: Clinic;
let other: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  [c, other] = [await clinic(db.owner), await clinic(db.owner)];
});
afterAll(() => db.drop());

/** Runs a statement as the server would, in a transaction that Ada has entered. */
async function asAda(statement: string, values: readonly unknown[] = []) {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    await client.query(`select from enter($1, $2, $3, 'write', null)`, [c.id, c.ada.id, c.ada.caller.tokenHash]);
    const { rowCount } = await client.query(statement, [...values]);
    await client.query('commit');
    return rowCount;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const insert = (columns: string, places: string) =>
  `insert into audit_entry (clinic_id, actor_id, action, outcome${columns}) values ($1, $2, 'x.y', 'done'${places})`;

test('an entry can be added in one’s own name, and is numbered and timed by the database', async () => {
  expect(await asAda(insert('', ''), [c.id, c.ada.id])).toBe(1);
  expect(await entries(db.owner, c.id)).toMatchObject([{ actor_id: c.ada.id, action: 'x.y' }]);
});

test.each([
  ['update', `update audit_entry set reason = 'something else'`],
  ['update nothing', `update audit_entry set reason = null where false`],
  ['delete', 'delete from audit_entry'],
  ['truncate', 'truncate audit_entry cascade'],
  ['lock', 'select from audit_entry for update'],
  ['drop', 'drop table audit_entry'],
  ['disable its triggers', 'alter table audit_entry disable trigger all'],
])('the server’s role cannot %s', async (_what, statement) => {
  await expect(asAda(statement)).rejects.toMatchObject({ code: '42501' });
});

test.each<[string, string, () => unknown[]]>([
  ['in another’s name', insert('', ''), () => [c.id, c.bo.id]],
  ['in nobody’s name', insert('', ''), () => [c.id, null]],
  ['in another clinic', insert('', ''), () => [other.id, c.ada.id]],
  ['at another time', insert(', at', ', $3'), () => [c.id, c.ada.id, '2020-01-01T00:00:00Z']],
  ['of another transaction', insert(', xact', ', $3'), () => [c.id, c.ada.id, '12345']],
])('the server’s role cannot add an entry %s', async (_what, statement, values) => {
  await expect(asAda(statement, values())).rejects.toMatchObject({ code: '42501' });
});

test('a transaction has one entry, whatever it does', async () => {
  const twice = `with one as (${insert('', '')} returning 1) ${insert('', '')}`;
  await expect(asAda(twice, [c.id, c.ada.id])).rejects.toMatchObject({ code: '23505' });
});

test('who has not entered sees nothing of the log', async () => {
  await expect(db.pool.query('select from audit_entry')).rejects.toMatchObject({
    code: expect.stringMatching(/42704|22P02/), // no setting, or an empty one where another transaction had it
  });
});

test('not even the owner rewrites an entry by accident', async () => {
  for (const statement of [
    `update audit_entry set reason = 'x'`,
    'delete from audit_entry',
    'truncate audit_entry cascade',
  ]) {
    await expect(arrange(db.owner, c.id, () => db.owner.query(statement))).rejects.toMatchObject({ code: 'CU002' });
  }
});
