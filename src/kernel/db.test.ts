import { sql } from 'kysely';
import type { Pool } from 'pg';
import { Type } from 'typebox';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { command, perform } from './command.ts';
import { operation } from './contract.ts';
import { openPool, reading, type Tx } from './db.ts';
import { Refusal } from './refusal.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const nothing = { permission: null, bearable: [] };
const look = <T>(work: (tx: Tx) => Promise<T>, permission: string | null = null) =>
  reading(db.pool, c.ada.caller, { permission, bearable: [] }, work);
const build = (tx: Tx) => tx.insertInto('site').values({ clinic_id: c.id, name: 'Built', short_name: 'B' }).execute();
const built = () => one<string>(db.owner, `select count(*) from site where clinic_id = $1 and name = 'Built'`, [c.id]);

test('rows come as they go out: instants in UTC, days, counts, exact numbers', async () => {
  const row = sql`select timestamptz '2026-03-29 01:30:00.25+02' as at, date '2026-03-29' as day, count(*) as n, 9007199254740991::bigint as big`;
  expect((await look((tx) => row.execute(tx))).rows).toEqual([
    { at: '2026-03-28T23:30:00.250Z', day: '2026-03-29', n: 1, big: 9007199254740991 },
  ]);
});

describe('a reading', () => {
  test('cannot write', async () => {
    await expect(look(build)).rejects.toThrow('read-only');
    expect([await built(), await entries(db.owner, c.id)]).toEqual(['0', []]);
  });

  test('that asks nothing of the database still asks who is there', async () => {
    expect(await look(async () => 'seen')).toBe('seen');
    const forged = { ...c.ada.caller, tokenHash: Buffer.alloc(32) };
    await expect(reading(db.pool, forged, nothing, async () => 'seen')).rejects.toThrow('session/ended');
    await expect(
      reading(db.pool, c.dee.caller, { permission: 'users.add-user', bearable: [] }, async () => 'seen'),
    ).rejects.toThrow('actor/not-permitted');
  });

  test('gives its refusals and its defects as they are', async () => {
    await expect(
      look(async () => {
        throw new Refusal('user/not-found');
      }),
    ).rejects.toThrow('user/not-found');
    await expect(look((tx) => sql`select 1 / 0`.execute(tx))).rejects.toThrow('division by zero');
    expect(await look(async () => 'and goes on')).toBe('and goes on');
  });

  test('whose statements travel side by side tells what failed first', async () => {
    const heardLater = (tx: Tx) => Promise.resolve(sql`select 1 / 0`.execute(tx)).then((rows) => rows);
    const beside = (tx: Tx) => Promise.all([heardLater(tx), sql`select 1`.execute(tx)]);
    await expect(look(beside)).rejects.toThrow('division by zero');
  });

  test('leaves nothing of its actor on the connection', async () => {
    await look((tx) => sql`select 1`.execute(tx));
    await expect(db.pool.query('select current_actor()')).rejects.toThrow(/custodian\.actor|uuid: ""/);
  });

  test('that leaves something running does not ask as the next one', async () => {
    const narrow = openPool(db.pool.options.connectionString ?? '', 1);
    const other = await clinic(db.owner);
    let late: Promise<unknown> = Promise.resolve();
    const hasty = reading(narrow, c.ada.caller, nothing, async (tx) => {
      const slow = sql`select 1`.execute(tx).then(() => new Promise((done) => setTimeout(done, 50)));
      late = Promise.allSettled([slow.then(() => tx.selectFrom('clinic').select('clinic_id').execute())]);
      throw new Refusal('user/not-found');
    });
    await expect(hasty).rejects.toThrow('user/not-found');
    await reading(narrow, other.ada.caller, nothing, async (tx) => sql`select pg_sleep(0.1)`.execute(tx));
    expect(await late).toMatchObject([
      { status: 'rejected', reason: { message: 'a statement after its use case had ended' } },
    ]);
    await narrow.end();
  });
});

test('a use is seen at most once a minute, and puts the idle limit off', async () => {
  const seenAt = () => one<Date>(db.owner, 'select seen_at from session where user_id = $1', [c.ada.id]);
  const before = await seenAt();
  await look(async () => 'seen');
  expect(await seenAt()).toEqual(before);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update session set seen_at = now() - interval '61 seconds' where user_id = $1`, [c.ada.id]),
  );
  await look(async () => 'seen');
  await expect.poll(async () => Date.now() - (await seenAt()).getTime()).toBeLessThan(30_000);
});

describe('somebody at the machine itself', () => {
  let machine: Pool;
  beforeAll(() => {
    machine = openPool(inject('cluster').replace('*', db.name));
  });
  afterAll(() => machine.end());
  const Act = operation({
    name: 'users.add-user',
    says: 'A made-up command of an administrator.',
    method: 'POST',
    path: '/act',
    sensitive: true,
    input: Type.Object({}),
    output: Type.Object({ as: Type.String(), patients: Type.Integer() }),
    refusals: [],
  });
  const act = command(Act, async (tx) => {
    await build(tx);
    const { rows } = await sql<{
      as: string;
      patients: number;
    }>`select current_user as "as", count(*)::int as patients from patient`.execute(tx);
    return { output: rows[0] ?? { as: '', patients: 0 }, audit: {} };
  });
  const by = ({ id }: { id: typeof c.ada.id }) =>
    perform(machine, { id, clinicId: c.id, origin: 'command line' }, act, {});

  test('acts in the name of an active user, without a password, as the server’s role and held by every policy', async () => {
    const chart = await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou']);
    await patients(db.owner, (await clinic(db.owner)).id, ['Zhou, An']);
    await block(db.owner, c, c.ada.id, chart.slice(0, 1));
    expect(await by(c.ada)).toEqual({ as: 'custodian_app', patients: 1 });
    expect(await entries(db.owner, c.id)).toMatchObject([
      { actor_id: c.ada.id, action: 'users.add-user', outcome: 'done' },
    ]);
  });

  test('may no more than that user', async () => {
    await expect(by(c.dee)).rejects.toThrow('actor/not-permitted');
    expect([await built(), await entries(db.owner, c.id)]).toMatchObject([
      '0',
      [{ actor_id: c.dee.id, outcome: 'refused' }],
    ]);
  });

  test('is nobody in the name of a user who is locked or gone', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [c.ada.id]),
    );
    await expect(by(c.ada)).rejects.toThrow('session/ended');
    await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.cy.id]));
    await expect(by(c.cy)).rejects.toThrow('session/ended');
    expect(await built()).toBe('0');
  });

  test('cannot be the server', async () => {
    const { id, clinicId } = c.ada.caller;
    await expect(perform(db.pool, { id, clinicId, origin: null }, act, {})).rejects.toThrow('permission denied');
    expect(await built()).toBe('0');
  });
});
